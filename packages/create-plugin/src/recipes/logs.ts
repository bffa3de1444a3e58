import type { Recipe, Collection, Needs } from './recipe.js';

const logs: Collection = {
  name: 'logs',
  about: 'The disposition of each call by the key of its log.',
  type: 'Map<string, Task | undefined>',
  empty: 'new Map()',
};

const KEY = "'201910162213030139010000000016$2'";

/** A log must survive an outage of the CRM, which only storage in the browser provides. */
const outbox: Needs = {
  name: 'callLog',
  from: '@jackfield/plugin-calllog',
  statements: [
    '// Keeps each log in the browser until the CRM has it: over outages, reloads and restarts.',
    'const outbox = callLog({',
    '  store: {',
    '    upsert: ({ key, call, task }, { signal }) => crm.saveLog(key, call, task, signal),',
    '    find: async () => [],',
    '  },',
    '});',
  ],
  members: [
    'invalid: { logCall: (raw, context) => outbox.invalid?.logCall?.(raw, context) },',
    'setup: (context) => outbox.setup?.(context),',
  ],
  size: 30_000,
};

export const logCall: Recipe = {
  method: {
    name: 'saveLog',
    about:
      'Saves the log of a call. The same key comes again: update the existing log. Reject while the CRM is down: the log is kept, and comes again.',
    parameters: [
      ['key', 'string'],
      ['call', 'Call'],
      ['task', 'Task | undefined'],
      ['signal', 'AbortSignal'],
    ],
    result: 'Promise<void>',
  },
  types: ['Call', 'Task'],
  fakeTypes: ['Task'],
  handler: [
    'async logCall(log, context) {',
    '  await outbox.requests?.logCall?.(log, context);',
    "  return 'ok';",
    '},',
  ],
  needs: outbox,
  fake: {
    collection: logs,
    lines: ['async saveLog(key, _call, task) {', '  logs.set(key, task);', '},'],
  },
  test: {
    title: 'saves what the agent enters',
    lines: [
      "await widget.inboundCall({ from: '6505550142' });",
      'await widget.answer();',
      'await widget.hangUp();',
      "await widget.submitDisposition({ notes: 'Wants a call back' });",
      "expect([...crm.logs.values()]).toMatchObject([{ notes: 'Wants a call back' }]);",
    ],
  },
};

export const matchCallLogs: Recipe = {
  method: {
    name: 'findLogs',
    about: 'Finds the logs of each key. Omit keys without logs.',
    parameters: [
      ['keys', 'readonly string[]'],
      ['signal', 'AbortSignal'],
    ],
    result: 'Promise<ReadonlyMap<string, readonly CallLogEntry[]>>',
  },
  types: ['CallLogEntry'],
  fakeTypes: ['Task'],
  handler: [
    'async matchCallLogs(keys, { signal }) {',
    '  const found = await crm.findLogs(keys, signal);',
    '  return Object.fromEntries(keys.map((key) => [key, found.get(key) ?? []]));',
    '},',
  ],
  fake: {
    collection: logs,
    lines: [
      'async findLogs(keys) {',
      '  return new Map(keys.filter((key) => logs.has(key)).map((key) => [key, [{ id: key }]]));',
      '},',
    ],
  },
  test: {
    title: 'returns which calls have a log',
    lines: [
      `const key = ${KEY};`,
      "crm.logs.set(key, { notes: 'Bought two' });",
      "const { result } = await widget.request('matchCallLogs', [key, 'another']);",
      'expect(result).toEqual({ [key]: [{ id: key }], another: [] });',
    ],
    ringex: [
      "const key = '3137540041002';",
      "crm.logs.set(key, { notes: 'Bought two' });",
      "const sessionIds = [key, 'another'];",
      "const { result } = await widget.request('matchCallLogs', { sessionIds });",
      'expect(result).toEqual({ data: { [key]: [{ id: key }], another: [] } });',
    ],
  },
};
