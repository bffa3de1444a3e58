// The CRM's page: a host, the call log's plugin, and the shipped REST store.
import { createHost } from '@jackfield/core';
import { createHost as createRingexHost, createRingex } from '@jackfield/ringex';
import { restCallLogStore } from '@jackfield/plugin-calllog';
import { createCallLog } from '../../../../packages/plugin-calllog/src/call-log.js';
import { clockTiming } from '../../../../packages/plugin-calllog/src/outbox/timing.js';

/** Every connection to a database, so that a failure can end them without an event. */
const connections = new Set<IDBDatabase>();
const { open } = IDBFactory.prototype;
IDBFactory.prototype.open = function (this: IDBFactory, ...args) {
  const request = open.apply(this, args);
  request.addEventListener('success', () => connections.add(request.result));
  return request;
};
const killConnections = (): void => {
  for (const connection of connections) connection.close();
  connections.clear();
};

const options = new URLSearchParams(location.search);
const frame = document.createElement('iframe');
const { origin } = new URL(options.get('widget') ?? '');
const isRingex = options.get('wire') === 'ringex';
frame.src = `${origin}/widget${isRingex ? '?wire=ringex' : ''}`;

const calllog = createCallLog(
  {
    store: restCallLogStore({
      url: options.get('crm') ?? '',
      headers: { authorization: `Bearer ${options.get('token')}` },
      timeoutMs: 1_500,
    }),
    resolveContact: false,
    retry: { minMs: 30, maxMs: 400 },
  },
  {
    ...clockTiming(undefined),
    // A leader that is frozen for a second is replaced.
    leadership: { askMs: 100, answerMs: 100, trustMs: 400, leaseMs: 400, restMs: 200 },
  },
);
document.body.append(frame);
const page = { service: 'Chaos', plugins: [calllog], widget: { frame, origin } };
if (isRingex) createRingexHost({ ...page, protocol: createRingex() });
else createHost(page);
Object.assign(globalThis, { calllog, killConnections });
