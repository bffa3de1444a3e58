import type { Mutation } from './mutation.js';
import { ORIGIN, SOURCE } from './matrix.js';
import { within } from './within.js';

const FUZZ = 'nothing throws, no prototype changes, and each request of ours is answered once';
const CYCLES = 'leave no listener, no timer, no channel, nothing set up, and no memory';
const SHOT = 'only messages from the widget’s window and origin count';

/** What random messages and thousands of hosts find, without knowing where to look. */
export const fuzz: readonly Mutation[] = [
  ...within('incoming.ts', 'fuzz/fuzz.test.ts', [
    {
      name: 'fuzz: nothing that is read costs a throw',
      find: '    } catch (thrown) {\n      onUnreadable(thrown);',
      replace: '    } catch (thrown) {\n      throw thrown;',
      test: FUZZ,
    },
    {
      name: 'fuzz: a stranger’s request is not answered',
      find: 'if (entry && depth === 0 && !session.wasRegistered(entry.capability))',
      replace: 'if (entry && !entry)',
      test: FUZZ,
    },
    {
      name: 'fuzz: a request that is repeated is answered once',
      find: 'if (!entry || open.has(id))',
      replace: 'if (!entry)',
      test: FUZZ,
    },
    {
      name: 'fuzz: no invalid push is delivered',
      find: "    if (found.status === 'invalid') {\n      events.invalid('body'",
      replace: "    if (found.status === 'internal') {\n      events.invalid('body'",
      test: FUZZ,
    },
    {
      name: 'fuzz: no prototype is written to',
      find: 'const { kind, id, type, body, error } = envelope;',
      replace:
        'const { kind, id, type, body, error } = envelope;\n      Object.assign((body as object).constructor.prototype as object, { polluted: 1 });',
      test: FUZZ,
    },
  ]),
  ...within('incoming.ts', 'fuzz/heap.long.test.ts', [
    {
      name: 'fuzz: no more calls are remembered than must be',
      find: 'if (delivered.size > REMEMBERED)',
      replace: 'if (!delivered.size)',
      test: 'a host that lives on holds no more of it than at first',
    },
  ]),
  ...within('incoming.ts', 'fuzz/fuzz.test.ts', [
    {
      name: 'fuzz: a handler that fails is answered for with a text',
      find: 'error: `${message}: ${messageOf(outcome.thrown)}`',
      replace: 'error: { message } as never',
      test: FUZZ,
    },
    {
      name: 'fuzz: there is one answer',
      find: 'if (isAnswered) return;\n      isAnswered = true;',
      replace: 'isAnswered = true;',
      test: FUZZ,
    },
  ]),
  ...within('run-handler.ts', 'fuzz/fuzz.test.ts', [
    {
      name: 'fuzz: a handler that throws leaves no rejection',
      find: "(thrown: unknown) => settle({ status: 'threw', thrown }),",
      replace:
        "(thrown: unknown) => {\n      settle({ status: 'threw', thrown });\n      throw new Error('rejected');\n    },",
      test: FUZZ,
    },
  ]),
  ...within('mask.ts', 'fuzz/fuzz.test.ts', [
    {
      name: 'fuzz: every message can be shown in an event',
      find: 'Array.from(value, (item) =>',
      replace: 'value.map((item) =>',
      test: FUZZ,
    },
  ]),
  ...within('incoming.ts', 'fuzz/heap.long.test.ts', [
    {
      name: 'fuzz: a request that was answered is forgotten',
      find: 'open.delete(id);',
      replace: '',
      test: 'a host that lives on holds no more of it than at first',
    },
  ]),
  ...within('host.ts', 'fuzz/cycles.test.ts', [
    {
      name: 'a thousand hosts leave no timer',
      find: '    timers.stop();\n  }\n\n  return {',
      replace: '  }\n\n  return {',
      test: CYCLES,
    },
    {
      name: 'a thousand hosts leave no channel',
      find: 'otherTabs.close();',
      replace: '',
      test: CYCLES,
    },
    {
      name: 'a thousand hosts leave no plugin set up',
      find: 'await plugins.dispose();',
      replace: '',
      test: CYCLES,
    },
  ]),
  ...within('host.ts', 'fuzz/cycles.test.ts', [
    {
      name: 'a thousand hosts leave no transport that is listened to',
      find: 'unsubscribe();\n    session.end();',
      replace: 'session.end();',
      test: CYCLES,
    },
  ]),
  ...within('frame-transport.ts', 'fuzz/cycles.browser.test.ts', [
    ...[
      "removeEventListener('message', onMessage);",
      'observer.disconnect();',
      "bound?.removeEventListener('load', onLoad);",
    ].map((find) => ({
      name: `a thousand hosts on one frame leave nothing: ${find}`,
      find,
      replace: '',
      test: 'on one frame leave no listener, observer, channel or timer',
    })),
    {
      name: 'a thousand hosts leave no listener on a frame that comes later',
      find: "wanted.removeEventListener('load', refresh)",
      replace: 'wanted.focus()',
      test: 'each on a frame of its own in a shadow tree',
    },
  ]),
  ...within('frame-transport.ts', 'fuzz/fuzz.browser.test.ts', [
    {
      name: 'fuzz: a message counts only if its source is the bound frame’s window',
      find: SOURCE,
      replace: '!source',
      test: SHOT,
    },
    {
      name: 'fuzz: a message counts only if its origin is the pinned one',
      find: ORIGIN,
      replace: '',
      test: SHOT,
    },
    {
      name: 'fuzz: what is really posted counts only from the bound frame’s window',
      find: SOURCE,
      replace: '!source',
      test: 'also when it is really posted',
    },
  ]),
];

const FRAMES = 'whatever happens to real frames';
const HISTORY = 'whatever happens in whatever order';
/** What random sequences find. */
export const model: readonly Mutation[] = [
  ...within('session.ts', 'model/session.test.ts', [
    {
      name: 'in any order: what was ever registered is ours',
      find: 'registered = new Set([...before, ...flags]);',
      replace: '',
      test: HISTORY,
    },
  ]),
  ...within('host.ts', 'model/session.test.ts', [
    {
      name: 'in any order: a removed plugin’s flags go',
      find: 'plugins.remove(instance);\n        session.register();',
      replace: 'plugins.remove(instance);',
      test: HISTORY,
    },
  ]),
  ...within('incoming.ts', 'model/session.test.ts', [
    {
      name: 'in any order: what is not ours is not answered',
      find: 'if (entry && depth === 0 && !session.wasRegistered(entry.capability))',
      replace: 'if (entry && !entry.capability)',
      test: HISTORY,
    },
  ]),
  ...within('session.ts', 'model/session.test.ts', [
    {
      name: 'in any order: a document that was loaded is registered again',
      find: "if (type !== 'load') return;",
      replace: 'return;',
      test: HISTORY,
    },
  ]),
  ...within('incoming.ts', 'model/session.test.ts', [
    {
      name: 'in any order: a host that closes answers what is under way',
      find: 'if (isAnswered) return;\n      isAnswered = true;',
      replace:
        'if (isAnswered) return;\n      isAnswered = true;\n      if (session.closingError()) return onAnswered();',
      test: HISTORY,
    },
  ]),
  ...within('frame-transport.ts', 'model/frames.browser.test.ts', [
    {
      name: 'whatever happens to real frames: a second host is refused',
      find: 'if (!other) return undefined;',
      replace: 'return undefined;',
      test: FRAMES,
    },
    {
      name: 'whatever happens to real frames: each load is reported',
      find: "if (bound && isFrameReady(bound)) emit({ type: 'load' });",
      replace: '',
      test: FRAMES,
    },
    {
      name: 'whatever happens to real frames: no listener stays',
      find: "removeEventListener('message', onMessage);",
      replace: '',
      test: FRAMES,
    },
  ]),
];
