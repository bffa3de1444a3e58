// The CRM and either widget, with Jackfield.
const { createHost, createRingex, definePlugin } = Jackfield;

async function getJson(address, options) {
  const response = await fetch(address, options);
  if (!response.ok) throw new Error(`The CRM answered ${response.status}.`);
  return response.json();
}

function showCaller(contacts) {
  const [contact] = contacts;
  if (contact) document.querySelector('#caller').textContent = contact.name;
}

const plainCrm = definePlugin({
  name: 'plain-crm',
  requests: {
    async matchContacts(queries, { signal }) {
      const matches = {};
      for (const { phoneNumber } of queries) {
        const address = `/contacts?phone=${encodeURIComponent(phoneNumber)}`;
        matches[phoneNumber] = await getJson(address, { signal });
        showCaller(matches[phoneNumber]);
      }
      return matches;
    },
    async matchCallLogs(keys, { signal }) {
      const matches = {};
      for (const key of keys) {
        matches[key] = await getJson(`/logs?key=${encodeURIComponent(key)}`, { signal });
      }
      return matches;
    },
    async logCall({ call, task, sessionId }, { signal }) {
      const { direction, from } = call;
      const log = { key: sessionId, direction, from: from.phoneNumber, notes: task?.notes };
      const headers = { 'content-type': 'application/json' };
      await getJson('/logs', { method: 'POST', headers, body: JSON.stringify(log), signal });
      return 'ok';
    },
  },
});

const host = createHost({
  service: 'Plain CRM',
  plugins: [plainCrm],
  // Where the page has the RingEX widget.
  ...(createRingex && { protocol: createRingex() }),
});

document.addEventListener('click', ({ target }) => {
  const phoneNumber = target.dataset.dial;
  if (phoneNumber) host.send('clickToDial', { phoneNumber }).catch(() => {});
});
