// The CRM and RingCX Embeddable, written by hand after RingCentral's documents.
const FRAME = '#engage-voice-embeddable-adapter-frame';

function send(message) {
  document.querySelector(FRAME).contentWindow.postMessage(message, '*');
}

function register() {
  send({
    type: 'MessageTransport-push',
    payload: {
      type: 'rc-ev-register',
      service: {
        name: 'Plain CRM',
        callLoggerEnabled: true,
        contactMatcherEnabled: true,
        callLogMatcherEnabled: true,
      },
    },
  });
}

function respond(requestId, result, error) {
  send({ type: 'MessageTransport-response', requestId, result, error });
}

async function getJson(address, options) {
  const response = await fetch(address, options);
  if (!response.ok) throw new Error(`The CRM answered ${response.status}.`);
  return response.json();
}

function showCaller(contacts) {
  const [contact] = contacts;
  document.querySelector('#caller').textContent = contact ? contact.name : 'Nobody we know';
}

async function matchContacts(queries) {
  const matches = {};
  for (const { phoneNumber } of queries) {
    const contacts = await getJson(`/contacts?phone=${encodeURIComponent(phoneNumber)}`);
    matches[phoneNumber] = contacts;
    showCaller(contacts);
  }
  return matches;
}

async function matchCallLogs(keys) {
  const matches = {};
  for (const key of keys) {
    matches[key] = await getJson(`/logs?key=${encodeURIComponent(key)}`);
  }
  return matches;
}

async function logCall({ call, task, sessionId }) {
  const body = JSON.stringify({
    key: sessionId,
    direction: call.direction,
    from: call.from.phoneNumber,
    notes: task?.notes,
  });
  await getJson('/logs', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return 'ok';
}

const handlers = {
  'rc-ev-matchContacts': matchContacts,
  'rc-ev-matchCallLogs': matchCallLogs,
  'rc-ev-logCall': logCall,
};

async function answer({ requestId, payload }) {
  const handler = handlers[payload.requestType];
  if (!handler) return;
  try {
    respond(requestId, await handler(payload.data));
  } catch (error) {
    respond(requestId, undefined, error.message);
  }
}

window.addEventListener('message', ({ data }) => {
  if (data?.type === 'rc-ev-init') register();
  else if (data?.type === 'MessageTransport-request') void answer(data);
});

function dial(phoneNumber) {
  send({ type: 'MessageTransport-push', payload: { type: 'rc-ev-clickToDial', phoneNumber } });
}

document.addEventListener('click', ({ target }) => {
  if (target.dataset.dial) dial(target.dataset.dial);
});
