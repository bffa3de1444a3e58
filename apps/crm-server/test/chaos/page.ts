// The CRM's page: a host, the call log's plugin, and the shipped REST store.
import { createHost } from '@jackfield/core';
import { callLog, restCallLogStore } from '@jackfield/plugin-calllog';

const options = new URLSearchParams(location.search);
const frame = document.createElement('iframe');
const { origin } = new URL(options.get('widget') ?? '');
frame.src = `${origin}/widget`;

const calllog = callLog({
  store: restCallLogStore({
    url: options.get('crm') ?? '',
    headers: { authorization: `Bearer ${options.get('token')}` },
    timeoutMs: 1_500,
  }),
  resolveContact: false,
  retry: { minMs: 30, maxMs: 400 },
});
/** The connections to databases, which can be closed without an event, as Safari does. */
const connections = new Set<IDBDatabase>();
const openDatabase = Reflect.get(IDBFactory.prototype, 'open') as IDBFactory['open'];
IDBFactory.prototype.open = function open(...args) {
  const request = openDatabase.apply(this, args);
  request.addEventListener('success', () => connections.add(request.result));
  return request;
};
const closeConnections = (): void => {
  for (const connection of connections) connection.close();
  connections.clear();
};

document.body.append(frame);
createHost({ service: 'Chaos', plugins: [calllog], widget: { frame, origin } });
Object.assign(globalThis, { calllog, closeConnections });
