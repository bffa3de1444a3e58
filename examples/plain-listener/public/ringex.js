// The CRM and RingEX Embeddable, written by hand after RingCentral's documents.
const FRAME = '#rc-widget-adapter-frame';

function send(message) {
  document.querySelector(FRAME).contentWindow.postMessage(message, '*');
}

function register() {
  send({
    type: 'rc-adapter-register-third-party-service',
    service: {
      name: 'Plain CRM',
      contactMatchPath: '/contacts/match',
      callLoggerPath: '/callLogger',
      callLoggerTitle: 'Log to Plain CRM',
      callLogEntityMatcherPath: '/callLogger/match',
    },
  });
}

function respond(requestId, response) {
  send({ type: 'rc-post-message-response', responseId: requestId, response });
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

async function matchContacts({ phoneNumbers }) {
  const data = {};
  for (const phoneNumber of phoneNumbers) {
    const contacts = await getJson(`/contacts?phone=${encodeURIComponent(phoneNumber)}`);
    data[phoneNumber] = contacts;
    showCaller(contacts);
  }
  return { data };
}

async function matchCallLogs({ sessionIds }) {
  const data = {};
  for (const key of sessionIds) data[key] = await getJson(`/logs?key=${encodeURIComponent(key)}`);
  return { data };
}

async function logCall({ call, note }) {
  const body = JSON.stringify({
    key: call.sessionId,
    direction: call.direction,
    from: typeof call.from === 'string' ? call.from : call.from.phoneNumber,
    notes: note,
  });
  await getJson('/logs', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return { data: 'ok' };
}

const handlers = {
  '/contacts/match': matchContacts,
  '/callLogger': logCall,
  '/callLogger/match': matchCallLogs,
};

async function answer({ requestId, path, body }) {
  const handler = handlers[path];
  if (!handler) return;
  try {
    respond(requestId, await handler(body));
  } catch {
    // This widget has no errors: an answer without data means that nothing was found or logged.
    respond(requestId, { data: {} });
  }
}

let isRegistered = false;

window.addEventListener('message', ({ data }) => {
  if (data?.type === 'rc-login-status-notify' && !isRegistered) {
    isRegistered = true;
    register();
  } else if (data?.type === 'rc-post-message-request') void answer(data);
});

function dial(phoneNumber) {
  send({ type: 'rc-adapter-new-call', phoneNumber, toCall: true });
}

document.addEventListener('click', ({ target }) => {
  if (target.dataset.dial) dial(target.dataset.dial);
});
