// What core promises about strangers, registration and answers, line by line. `npm run test:mutation`
// breaks each and expects its test to fail (scripts/mutations.ts).
import { fuzz, model } from './fuzz.js';
import type { Mutation } from './mutation.js';
import { matrix } from './matrix.js';
import { within } from './within.js';

const strangers = within('frame-transport.ts', 'hostile-frames.browser.test.ts', [
  {
    name: 'a message without a source does not count',
    find: '!source || source !== frame.contentWindow',
    replace: 'source !== frame.contentWindow',
    test: 'is not heard without a source',
  },
  {
    name: 'a message counts only if its origin is the pinned one',
    find: "if (pinned !== '*' && from !== pinned) return;",
    replace: '',
    test: 'a src that redirects to another origin gets nothing and is not heard',
  },
  {
    name: 'a sandboxed frame of no origin does not count',
    find: "if (pinned !== '*' && from !== pinned) return;",
    replace: '',
    test: 'sandboxed to no origin at all',
  },
  {
    name: 'what is posted names the pinned origin',
    find: 'postMessage(envelope, pinned as string)',
    replace: "postMessage(envelope, '*')",
    test: 'led elsewhere while its request is under way, it does not get the answer',
  },
  {
    name: 'a command names the pinned origin',
    find: 'postMessage(envelope, pinned as string)',
    replace: "postMessage(envelope, '*')",
    test: 'led elsewhere while it runs, it gets nothing and is not heard',
  },
  {
    name: 'only an iframe is bound by its id',
    find: '!(frame instanceof HTMLIFrameElement) || !frame.isConnected',
    replace: '!frame.isConnected',
    test: 'but a <object> with the id is never bound',
  },
  {
    name: 'only an iframe may be given',
    find: 'wanted instanceof HTMLIFrameElement',
    replace: 'wanted',
    test: 'nor is an <object> that is given as the frame',
  },
  {
    name: 'a frame of an unknown origin is not bound',
    find: 'const allowed = pinned ? [pinned] : origins;',
    replace: 'const allowed = pinned ? [pinned] : [from];',
    test: 'with the documented id and an origin nobody knows is not bound',
  },
  {
    name: 'a frame of another origin than the given one is not bound',
    find: "if (from && pinned !== '*' && !allowed.includes(from)) {",
    replace: 'if (from && !pinned && !allowed.includes(from)) {',
    test: 'with the documented id and another origin than the given one is not bound',
  },
  {
    name: 'the origin of the first frame stays pinned',
    find: 'const allowed = pinned ? [pinned] : origins;',
    replace: 'const allowed = origin ? [origin] : origins;',
    test: 'the origin of the first stays pinned',
  },
  {
    name: 'a second frame of the same id is not bound',
    find: "if (bound) return refuse('FRAME_REFUSED', 'another frame is bound');",
    replace: '',
    test: 'with the id of the bound frame is not bound beside it',
  },
  {
    name: 'a refused frame is told of once',
    find: 'if (error && refused.get(frame) !== frame.src) {',
    replace: 'if (error) {',
    test: 'is reported once, not at every change of the page',
  },
]);

const origins = within('options.ts', 'hostile-frames.browser.test.ts', [
  {
    name: 'an origin is an origin, or "*" written out',
    find: "origin === '*' || new URL(origin).origin === origin",
    replace: 'true',
    test: 'is refused in any other spelling',
  },
]);

const envelopes = within('generated/envelope.ts', 'envelope.test.ts', [
  {
    name: 'what is no envelope costs no throw',
    find: 'return parse(data as Members);\n  } catch {',
    replace: 'return parse(data as Members);\n  } catch (error) {\n    throw error;',
    test: 'what is no envelope is none, and nothing is thrown',
  },
]);

const asking = within('inbox.ts', 'ask.test.ts', [
  {
    name: 'a plugin that asks gives its own object to nobody',
    find: 'const copy: unknown = structuredClone(data);',
    replace: 'const copy: unknown = data;',
    test: 'shares no object with them',
  },
  {
    name: 'a plugin that asks gets nobody’s own object',
    find: 'const answer: unknown = structuredClone(result);',
    replace: 'const answer: unknown = result;',
    test: 'shares no object with them',
  },
]);

const binding = [
  ...within('frame.ts', 'binding.browser.test.ts', [
    {
      name: 'nothing is posted into about:blank',
      find: "inside.URL !== 'about:blank' && ",
      replace: '',
      test: 'and loads slowly is posted nothing while it is about:blank',
    },
    {
      name: 'separate copies of the package see who holds a frame',
      find: "Symbol.for('jackfield.host')",
      replace: "Symbol('jackfield.host')",
      test: 'a second one out of another copy of the package fails too',
    },
  ]),
  ...within('frame-transport.ts', 'binding.browser.test.ts', [
    {
      name: 'a frame without an address waits for it',
      find: 'if (!from && !origin) continue;',
      replace: '',
      test: 'made as the adapter script does is bound, with its origin known',
    },
    {
      name: 'every load is told',
      find: "if (bound && isFrameReady(bound)) emit({ type: 'load' });",
      replace: '',
      test: 'and is reloaded is registered with again',
    },
    {
      name: 'a moved frame is bound anew',
      find: 'if (bound && bound.contentWindow !== inside) {',
      replace: 'if (bound && !bound.isConnected) {',
      test: 'and is moved in the page is registered with again, and not while it is about:blank',
    },
    {
      name: 'a frame that has gone is let go',
      find: 'if (bound && bound.contentWindow !== inside) {',
      replace: 'if (!wanted) {',
      test: 'and is replaced by another of the same id and origin gives its place to that one',
    },
    {
      name: 'an answer goes to the window that asked',
      find: 'post(source, envelope)',
      replace: 'post(bound?.contentWindow, envelope)',
      test: 'and is moved with the widget’s question open gets no answer to it',
    },
    {
      name: 'the answer to a frame that has gone does not go to the next one',
      find: 'post(source, envelope)',
      replace: 'post(bound?.contentWindow, envelope)',
      test: 'and is removed with the widget’s question open costs no throw',
    },
    {
      name: 'a frame in a shadow tree is watched',
      find: 'watch(frame.getRootNode());',
      replace: '',
      test: 'in a shadow root that is there already is bound when it loads, and let go',
    },
    {
      name: 'a frame that another host holds is not bound',
      find: 'if (!other) return undefined;',
      replace: 'return undefined;',
      test: 'a second one fails and is told who holds the frame',
    },
    {
      name: 'a closing host does not hear what the next one is asked',
      find: 'if (isReleased && markOf(frame)) return;',
      replace: '',
      test: 'after close another can be made, while the old one’s answer is still to come',
    },
    {
      name: 'a host that ends does not free the next one’s frame',
      find: "if (bound && !isReleased) markOf(bound, '');",
      replace: "if (bound) markOf(bound, '');",
      test: 'a host that closes keeps the new one’s mark on the frame',
    },
    {
      name: 'a host that closes frees its frame at once',
      find: '      release();\n      isReleased = true;',
      replace: '      isReleased = true;',
      test: 'the frame of a host that closes is free at once, before its last answer',
    },
  ]),
  ...within('frame-transport.ts', 'roundtrip.browser.test.ts', [
    {
      name: 'a closed host has no listener left',
      find: "removeEventListener('message', onMessage);",
      replace: '',
      test: 'fifty times over leaves no listener, observer, channel or timer',
    },
  ]),
];

const registration = [
  ...within('session.ts', 'registration.test.ts', [
    {
      name: 'a load and a message of one task register once',
      find: 'isScheduled && register()',
      replace: 'register()',
      test: 'once for a load and a message of one task',
    },
    {
      name: 'every init is answered with a register',
      find: 'return began ? schedule() : undefined;',
      replace: 'return;',
      test: 'again at every init, with the same name and flags',
    },
    {
      name: 'one burst is one register',
      find: 'if (isScheduled) return;\n    isScheduled = true;\n    queueMicrotask(() => isScheduled && register());',
      replace: 'queueMicrotask(register);',
      test: 'once for several plugins that are added together',
    },
    {
      name: 'nothing is registered while the widget loads',
      find: "if (type !== 'load') return;",
      replace: '',
      test: 'while the widget loads, and does as soon as it has',
    },
    {
      name: 'a request that shows the widget is answered as ours',
      find: "enter('loading');\n      register();",
      replace: "enter('loading');\n      schedule();",
      test: 'before it answers, when a request is the first sign of the widget',
    },
  ]),
  ...within('host.ts', 'registration.test.ts', [
    {
      name: 'an added plugin is registered',
      find: 'plugins.add(plugin as AnyPlugin)();\n      session.register();',
      replace: 'plugins.add(plugin as AnyPlugin)();',
      test: 'once for several plugins that are added together',
    },
    {
      name: 'a removed plugin is unregistered',
      find: 'if (!plugins.remove(plugin as AnyPlugin)) return;\n        session.register();',
      replace: 'if (!plugins.remove(plugin as AnyPlugin)) return;',
      test: 'once for several plugins that are added together, and again when one is removed',
    },
    {
      name: 'a removed plugin is cleaned up after its last answer',
      find: 'await responder.drained();\n        await plugins.dispose(plugin as AnyPlugin);',
      replace: 'await plugins.dispose(plugin as AnyPlugin);',
      test: 'that was under way when its plugin was removed is finished and answered',
    },
  ]),
  ...within('session.ts', 'roundtrip.browser.test.ts', [
    {
      name: 'a closing host does not register again',
      find: "if (isClosing() || state === 'waiting') return;",
      replace: "if (state === 'waiting') return;",
      test: 'in the task in which a plugin was added stays unregistered',
    },
  ]),
  ...within('host.ts', 'roundtrip.browser.test.ts', [
    {
      name: 'a host that closes unregisters',
      find: 'register([]);',
      replace: '',
      test: 'unregisters under the same name',
    },
    {
      name: 'the neighbours of a host that closes register again',
      find: 'neighbours.left();',
      replace: '',
      test: 'makes hosts of the same service elsewhere register again',
    },
  ]),
  ...within('neighbours.ts', 'roundtrip.browser.test.ts', [
    {
      name: 'hosts of other services are no neighbours',
      find: '?.left === service) registerAgain();',
      replace: '?.left) registerAgain();',
      test: 'makes hosts of the same service elsewhere register again, and no others',
    },
  ]),
];

const answers = [
  ...within('inbox.ts', 'registration.test.ts', [
    {
      name: 'what this host never registered stays unanswered',
      find: 'if (entry && !owner.isOurs(entry.capability))',
      replace: 'if (entry && !entry)',
      test: 'that this host never registered stays unanswered, valid or not, and is told',
    },
    {
      name: 'a request that no plugin handles any more is answered',
      find: 'orphan?.();',
      replace: 'if (orphan) return orphan();',
      test: 'for a plugin just removed is answered at once with an error',
    },
  ]),
  ...within('inbox.ts', 'one-response.test.ts', [
    {
      name: 'a request that comes twice is answered once',
      find: 'if (!entry || responder.has(id))',
      replace: 'if (!entry)',
      test: 'the same request comes twice while it is under way',
    },
    {
      name: 'a closing host answers with an error at once',
      find: 'if (error) return responder.decline(job, error);',
      replace: 'if (error) return;',
      test: 'it comes while the host closes: an error at once',
    },
    {
      name: 'no handler sees an invalid request',
      find: "if (found.status === 'invalid')\n      return responder.refuse",
      replace: "if (found.status === 'internal')\n      return responder.refuse",
      test: 'is answered with an error that names the place and gives nothing away',
    },
  ]),
  ...within('timed.ts', 'one-response.test.ts', [
    {
      name: 'what never settles ends at its deadline',
      find: 'alarm.set(ms, () => settle(late()))',
      replace: 'alarm.set(ms * 100, () => settle(late()))',
      test: 'never settles: an error at the deadline, and its signal aborts',
    },
    {
      name: 'what has settled has no deadline any more',
      find: 'cancel();',
      replace: '',
      test: 'keeps to its time although all deadlines share one timer',
    },
  ]),
  ...within('alarm.ts', 'one-response.test.ts', [
    {
      name: 'a deadline does not follow the time of day',
      find: '(clock.elapsed ?? clock.now)()',
      replace: 'clock.now()',
      test: 'does not move when the time of day is put back',
    },
  ]),
  ...within('host.ts', 'one-response.test.ts', [
    {
      name: 'a closed host leaves no timer',
      find: 'alarm.stop();',
      replace: '',
      test: 'leaves no timer behind once the host is closed',
    },
  ]),
  ...within('attempt.ts', 'one-response.test.ts', [
    {
      name: 'a handler that throws is answered for',
      find: "? settle({ error: fail('PLUGIN_FAILED', messageOf(thrown), thrown).message })",
      replace: '? undefined',
      test: 'throws: an error in words',
    },
    {
      name: 'an error goes out in words',
      find: 'thrown).message })',
      replace: 'thrown) as never })',
      test: 'throws: an error in words',
    },
    {
      name: 'a host that closes at once aborts its handlers',
      find: 'Context.abort(context, error);',
      replace: '',
      test: 'the host is closed at once: the handler is aborted',
    },
  ]),
  ...within('responder.ts', 'one-response.test.ts', [
    {
      name: 'a request is answered once',
      find: 'if (jobs.get(requestId) !== job) return true;',
      replace: '',
      test: 'the host is closed at once: the handler is aborted and an error is sent',
    },
    {
      name: 'a result that cannot be copied is an error',
      find: "(thrown as Error | null)?.name === 'DataCloneError' || issueOfCopy(result)",
      replace: 'Boolean(thrown) === false',
      test: 'returns something that cannot be copied',
    },
  ]),
  ...within('responder.ts', 'roundtrip.browser.test.ts', [
    {
      name: 'a result that throws when it is read is an error',
      find: ' || issueOfCopy(result)',
      replace: '',
      test: 'returns what throws when it is read',
    },
  ]),
  ...within('judge.ts', 'combine.test.ts', [
    {
      name: 'of an invalid result only the keys at issue are dropped',
      find: 'protocol.checkResult(name, value) ??',
      replace: '',
      test: 'drops only the keys at issue of a result, and tells its author where',
    },
    {
      name: 'what cannot be copied costs no other plugin its answer',
      find: '(trial ? issueOfCopy(value) : undefined)',
      replace: 'undefined',
      test: 'leaves one plugin’s answer alone when another’s cannot be copied',
    },
  ]),
  ...within('host.ts', 'one-response.test.ts', [
    {
      name: 'a host that closes waits for its handlers',
      find: 'await responder.drained();\n    session.end();',
      replace: 'session.end();',
      test: 'the host is closed meanwhile: the handler finishes and its answer is sent',
    },
  ]),
];

const unreadable = [
  ...within('inbox.ts', 'pushes.test.ts', [
    {
      name: 'what throws when it is read costs no throw',
      find: "events.fail('INVALID_MESSAGE', 'message', messageOf(thrown), thrown);",
      replace: 'throw thrown;',
      test: 'what throws when it is read is survived and told: the data',
    },
  ]),
  ...within('responder.ts', 'pushes.test.ts', [
    {
      name: 'a request that cannot be read is not held',
      find: "      const { message: error, issues } = events.invalid('data', job.name, failed, job.data, job.id);\n      jobs.set(job.id, job);",
      replace:
        "      jobs.set(job.id, job);\n      const { message: error, issues } = events.invalid('data', job.name, failed, job.data, job.id);",
      test: 'what throws when it is read is survived and told: what should be a text',
    },
  ]),
  ...within('requester.ts', 'commands.test.ts', [
    {
      name: 'an error of the widget that cannot be made text is an error',
      find: "new JackfieldError('WIDGET_ERROR', messageOf(error))",
      replace: "new JackfieldError('WIDGET_ERROR', String(error))",
      test: 'fails with the widget’s error, also one that cannot be made text',
    },
  ]),
  ...within('mask.ts', 'events.test.ts', [
    {
      name: 'a recorder is given no personal key',
      find: 'keyKind ? hide(',
      replace: 'keyKind && hide === hideAll ? hide(',
      test: 'but nothing personal leaves unless it lets it',
    },
    {
      name: 'what is hidden in a list is so for a recorder too',
      find: "applyMask(item, memberOf(mask, ''), hide)",
      replace: "applyMask(item, memberOf(mask, ''), hide === hideAll ? hide : (_, it) => it)",
      test: 'but nothing personal leaves unless it lets it',
    },
    {
      name: 'a list is masked whatever members it has',
      find: 'Array.from(value, (item) =>',
      replace: 'value.map((item) =>',
      test: 'in a list whose copy has a constructor of its own',
    },
  ]),
  ...within('attempt.ts', 'one-response.test.ts', [
    {
      name: 'a result that throws when it is checked is answered at once',
      find: '.then((result) => (isOpen() ? settle(accept(result)) : late()))',
      replace:
        '.then((result) => void Promise.resolve(result).then((it) => (isOpen() ? settle(accept(it)) : late())).catch(() => undefined))',
      test: 'returns something that throws when it is checked',
    },
  ]),
  ...within('responder.ts', 'combine.test.ts', [
    {
      name: 'results that cannot be merged are judged once more',
      find: '} catch {\n        // Reading the result throws.',
      replace: '} catch {\n        return;',
      test: 'when a member of another’s that no schema knows throws',
    },
  ]),
  ...within('combine.ts', 'combine.test.ts', [
    {
      name: 'entries are not compared by their text',
      find: '!types.has(type) && types.add(type)',
      replace: '!types.has(JSON.stringify(type)) && types.add(type)',
      test: 'when a member of another’s that no schema knows is a big integer',
    },
  ]),
];

export const mutations: readonly Mutation[] = [
  ...strangers,
  ...matrix,
  ...origins,
  ...envelopes,
  ...asking,
  ...binding,
  ...registration,
  ...answers,
  ...unreadable,
  ...fuzz,
  ...model,
];
