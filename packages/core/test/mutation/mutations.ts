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
    test: 'is ignored without a source',
  },
  {
    name: 'a message counts only if its origin is the pinned one',
    find: "if (pinned !== '*' && from !== pinned) return;",
    replace: '',
    test: 'a src that redirects to another origin receives nothing and is ignored',
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
    test: 'led elsewhere while it runs, it receives nothing and is ignored',
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
    find: 'const allowed = pinned ? [pinned] : wire.origins;',
    replace: 'const allowed = pinned ? [pinned] : [from];',
    test: 'with the documented id and an origin nobody knows is not bound',
  },
  {
    name: 'a frame of another widget at the same origin is not bound',
    find: 'if (path && !frame.src.startsWith(from + path))',
    replace: 'if (path && false)',
    test: 'of another widget at the same origin is not bound',
  },
  {
    name: 'a frame of another origin than the given one is not bound',
    find: "if (from && pinned !== '*' && !allowed.includes(from)) {",
    replace: 'if (from && !pinned && !allowed.includes(from)) {',
    test: 'with the documented id and another origin than the given one is not bound',
  },
  {
    name: 'the origin of the first frame stays pinned',
    find: 'const allowed = pinned ? [pinned] : wire.origins;',
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
    name: 'a refused frame is reported once',
    find: 'if (error && refused.get(frame) !== frame.src) {',
    replace: 'if (error) {',
    test: 'is reported once, not at every change of the page',
  },
]);

const origins = within('options.ts', 'hostile-frames.browser.test.ts', [
  {
    name: 'an origin is an origin, or "*" written out',
    find: "origin === '*' || safely(() => new URL(origin).origin) === origin",
    replace: 'true',
    test: 'is refused in any other spelling',
  },
]);

const envelopes = within('generated/envelope.ts', 'envelope.test.ts', [
  {
    name: 'a value that is not an envelope throws nothing',
    find: 'return parse(data as Members);\n  } catch {',
    replace: 'return parse(data as Members);\n  } catch (error) {\n    throw error;',
    test: 'a value that is not an envelope is ignored, and nothing is thrown',
  },
]);

const asking = [
  ...within('incoming.ts', 'mistakes.test.ts', [
    {
      name: 'plugins that ask each other in a circle end',
      find: 'askAt(depth + 1)',
      replace: 'ask',
      test: 'plugins that ask each other in a circle',
    },
  ]),
  ...within('incoming.ts', 'ask.test.ts', [
    {
      name: 'a plugin that asks shares its own object with no other plugin',
      find: 'const body: unknown = structuredClone(data);',
      replace: 'const body: unknown = data;',
      test: 'may alter its object at once',
    },
  ]),
  ...within('accept-result.ts', 'ask.test.ts', [
    {
      name: 'a plugin that asks receives no other plugin’s own object',
      find: '[structuredClone(result)]',
      replace: '[result]',
      test: 'shares no object with them',
    },
  ]),
];

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
      name: 'every load is reported',
      find: "if (bound && isFrameReady(bound)) emit({ type: 'load' });",
      replace: '',
      test: 'and is reloaded is registered with again',
    },
    {
      name: 'a moved frame is bound again',
      find: 'if (bound && bound.contentWindow !== inside) {',
      replace: 'if (bound && !bound.isConnected) {',
      test: 'and is moved in the page is registered with again, and not while it is about:blank',
    },
    {
      name: 'a removed frame is released',
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
      test: 'a second one fails, and its error names the host that uses the frame',
    },
    {
      name: 'a closing host does not receive what the next one is asked',
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
      find: 'else if (isReady) schedule();',
      replace: '',
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
      find: "if (state !== 'registered') register();",
      replace: "if (state !== 'registered') schedule();",
      test: 'before it answers, when a request is the first sign of the widget',
    },
  ]),
  ...within('host.ts', 'registration.test.ts', [
    {
      name: 'an added plugin is registered',
      find: 'plugins.setUp(instance, incoming.ask);\n      session.register();',
      replace: 'plugins.setUp(instance, incoming.ask);',
      test: 'once for several plugins that are added together',
    },
    {
      name: 'a removed plugin is unregistered',
      find: 'plugins.remove(instance);\n        session.register();',
      replace: 'plugins.remove(instance);',
      test: 'once for several plugins that are added together, and again when one is removed',
    },
    {
      name: 'a removed plugin is cleaned up after its last answer',
      find: 'await incoming.drained();\n        await plugins.dispose([instance]);',
      replace: 'await plugins.dispose([instance]);',
      test: 'that was under way when its plugin was removed is finished and answered',
    },
  ]),
  ...within('session.ts', 'translated-wire.test.ts', [
    {
      name: 'a request shows that a registration was taken',
      find: 'isTaken ||= name in protocol.requests;',
      replace: '',
      test: 'is not registered once more, until the widget is loaded again',
    },
    {
      name: 'a widget that is loaded again has lost its registration',
      find: 'isTaken = false;\n      setListening',
      replace: 'setListening',
      test: 'is not registered once more, until the widget is loaded again',
    },
  ]),
  ...within('session.ts', 'roundtrip.browser.test.ts', [
    {
      name: 'a closing host does not register again',
      find: "if (closing || isPosting || state === 'waiting') return;",
      replace: "if (isPosting || state === 'waiting') return;",
      test: 'in the task in which a plugin was added stays unregistered',
    },
  ]),
  ...within('session.ts', 'roundtrip.browser.test.ts', [
    {
      name: 'a host that closes unregisters',
      find: 'return wasRegistered && !protocol.sticky && !post([]);',
      replace: 'return wasRegistered;',
      test: 'unregisters under the same name',
    },
  ]),
  ...within('host.ts', 'roundtrip.browser.test.ts', [
    {
      name: 'hosts in other tabs register again when one closes',
      find: 'if (session.close()) otherTabs.left();',
      replace: 'session.close();',
      test: 'makes hosts of the same service elsewhere register again',
    },
  ]),
  ...within('other-tabs.ts', 'roundtrip.browser.test.ts', [
    {
      name: 'hosts of other services do not register again',
      find: '?.left === service) onLeft();',
      replace: '?.left) onLeft();',
      test: 'makes hosts of the same service elsewhere register again, and no others',
    },
  ]),
];

const answers = [
  ...within('incoming.ts', 'registration.test.ts', [
    {
      name: 'a request that this host never registered stays unanswered',
      find: 'if (entry && depth === 0 && !session.wasRegistered(entry.capability))',
      replace: 'if (entry && !entry)',
      test: 'that this host never registered stays unanswered, valid or not, and is reported',
    },
    {
      name: 'a request that no plugin handles any more is answered',
      find: "emit(envelope, found, 'unhandled', 'no-handler');",
      replace: "return emit(envelope, found, 'unhandled', 'no-handler');",
      test: 'for a plugin just removed is answered at once with an error',
    },
  ]),
  ...within('incoming.ts', 'one-response.test.ts', [
    {
      name: 'a request that is repeated is answered once',
      find: 'if (!entry || open.has(id))',
      replace: 'if (!entry)',
      test: 'the same request comes twice while it is under way',
    },
    {
      name: 'a closing host answers with an error at once',
      find: 'if (closing) return respond({ error: closing.message });',
      replace: 'if (closing) return;',
      test: 'it comes while the host closes: an error at once',
    },
    {
      name: 'no handler runs with an invalid request',
      find: "      found.status === 'invalid' &&\n      !session.closingError()",
      replace: "      found.status === 'internal' &&\n      !session.closingError()",
      test: 'is answered with an error that names the place and no value, and no handler runs',
    },
    {
      name: 'a request whose handler throws is answered',
      find: 'return { error: `${message}: ${messageOf(outcome.thrown)}`, maskedError: message };',
      replace: 'return {};',
      test: 'throws: an error with a text',
    },
    {
      name: 'an error is posted as a text',
      find: 'error: `${message}: ${messageOf(outcome.thrown)}`',
      replace: 'error: outcome.thrown as string',
      test: 'throws: an error with a text',
    },
    {
      name: 'a host that closes at once aborts its handlers',
      find: 'for (const handling of running) handling.stop(error);',
      replace: '',
      test: 'the host is closed at once: the handler is aborted',
    },
    {
      name: 'a request is answered once',
      find: 'if (isAnswered) return;\n      isAnswered = true;',
      replace: 'isAnswered = true;',
      test: 'the host is closed at once: the handler is aborted and an error is sent',
    },
  ]),
  ...within('run-handler.ts', 'one-response.test.ts', [
    {
      name: 'what never settles ends at its deadline',
      find: 'timers.set(ms, () => stop(onDeadline()))',
      replace: 'timers.set(ms * 100, () => stop(onDeadline()))',
      test: 'never settles: an error at the deadline, and its signal aborts',
    },
    {
      name: 'what has settled has no deadline any more',
      find: 'cancel();',
      replace: '',
      test: 'keeps to its time although all deadlines share one timer',
    },
    {
      name: 'a signal aborts at the deadline',
      find: 'controller.abort(error);',
      replace: '',
      test: 'never settles: an error at the deadline, and its signal aborts',
    },
    {
      name: 'a result after the deadline is only reported',
      find: 'if (!isOpen) return onLate();',
      replace: '',
      test: 'after the deadline: only the event reports it',
    },
  ]),
  ...within('timer-queue.ts', 'one-response.test.ts', [
    {
      name: 'a deadline does not follow the system time',
      find: 'const due = clock.elapsed() + 1;',
      replace: 'const due = clock.now() + 1;',
      test: 'does not move when the time of day is put back',
    },
  ]),
  ...within('host.ts', 'one-response.test.ts', [
    {
      name: 'a closed host leaves no timer',
      find: '    timers.stop();\n  }\n\n  return {',
      replace: '  }\n\n  return {',
      test: 'leaves no timer behind once the host is closed',
    },
    {
      name: 'a host that closes waits for its handlers',
      find: 'await incoming.drained();\n    otherTabs.close();',
      replace: 'otherTabs.close();',
      test: 'the host is closed meanwhile: the handler finishes and its answer is sent',
    },
  ]),
  ...within('accept-result.ts', 'one-response.test.ts', [
    {
      name: 'a result that cannot be copied is an error',
      find: "if (!copied) report(result, '');",
      replace: '',
      test: 'returns something that cannot be copied',
    },
  ]),
  ...within('accept-result.ts', 'roundtrip.browser.test.ts', [
    {
      name: 'a result that throws when it is read is an error',
      find: "if (!copied) report(result, '');",
      replace: '',
      test: 'returns what throws when it is read',
    },
  ]),
  ...within('accept-result.ts', 'combine.test.ts', [
    {
      name: 'of an invalid result only the invalid keys are dropped',
      find: '!dropped.has(toStep(key))',
      replace: 'true',
      test: 'drops only the invalid keys of a result, and reports the places',
    },
    {
      name: 'what cannot be copied costs no other plugin its answer',
      find: 'safely(copyKeys)',
      replace: 'undefined',
      test: 'leaves one plugin’s answer alone when another’s cannot be copied',
    },
  ]),
];

/** What the page sends, and what its events may show. */
const outgoing = [
  ...within('outgoing.ts', 'commands.test.ts', [
    {
      name: 'a command that was not sent in time is never sent',
      find: '          waiting.delete(key);\n',
      replace: '',
      test: 'at most ten seconds for a widget that does not come, and is then never sent',
    },
    {
      name: 'a page cannot register by hand',
      find: '.filter((each) => each !== protocol.roles.register)',
      replace: '',
      test: 'when the page has no message “register” to send',
    },
    {
      name: 'an invalid command is not sent',
      find: 'protocol.checkPageMessage(name, copy)',
      replace: 'undefined as never',
      test: 'and nothing is sent',
    },
  ]),
  ...within('mask.ts', 'events.test.ts', [
    {
      name: 'a personal key is not in a pointer',
      find: "isPersonal || at === undefined ? '/*' : whole",
      replace: 'whole',
      test: 'in the pointers to what is wrong, below keys that no schema knows',
    },
  ]),
  ...within('events.ts', 'events.test.ts', [
    {
      name: 'an error that a listener handled is not reported to the page as well',
      find: '&& Object.freeze(error) && !group.size;',
      replace: '&& Object.freeze(error);',
      test: 'is reported to the page, and no other is',
    },
  ]),
  ...within('plugins.ts', 'declarations.test.ts', [
    {
      name: 'only plugins of the host’s own wire are added',
      find: 'made !== protocol.name && !protocol.speaks?.includes(made)',
      replace: '!made',
      test: 'a plugin of another protocol as a plugin',
    },
  ]),
];

const hostilePlugins = [
  ...within('plugin.ts', 'hostile-plugins.test.ts', [
    {
      name: 'a declaration is copied when the plugin is made',
      find: 'const plugin = copyOf(definition);',
      replace: 'const plugin = definition as Record<string, unknown>;',
      test: 'each member is read once, so that what was checked is what runs',
    },
    ...['requests', 'invalid', 'pushes'].map((group) => ({
      name: `a declaration’s ${group} are copied when the plugin is made`,
      find: 'plugin[group] = Object.freeze(handlers);',
      replace: '',
      test: `${group} that become another function`,
    })),
    {
      name: 'a declaration that cannot be read is a bad plugin',
      find: "throw new JackfieldError('BAD_PLUGIN', text, thrown);",
      replace: 'throw thrown;',
      test: 'a revoked proxy',
    },
  ]),
  ...within('plugins.ts', 'hostile-plugins.test.ts', [
    {
      name: 'an instance is cleaned up once',
      find: 'instance.disposed ??=',
      replace: 'instance.disposed =',
      test: 'while the host closes: a pending removal is finished first',
    },
  ]),
  ...within('host.ts', 'hostile-plugins.test.ts', [
    {
      name: 'a remover ends its own instance only',
      find: 'return () => (removed ??= remove());',
      replace: 'return () => remove().then(() => plugins.dispose());',
      test: 'its first remover called again removes nothing',
    },
  ]),
  ...within('events.ts', 'hostile-plugins.test.ts', [
    {
      name: 'a listener cannot alter an event',
      find: '    Object.freeze(event);\n',
      replace: '',
      test: 'whatever it is about',
    },
    {
      name: 'what the page does with an error costs no answer',
      find: 'safely(() => (globalThis',
      replace: '((run: () => void) => run())(() => (globalThis',
      test: 'a page whose error handling throws gets every answer all the same',
    },
    {
      name: 'a listener cannot alter the error of an event',
      find: 'error instanceof Error && Object.freeze(error)',
      replace: 'error instanceof Error && error',
      test: 'whatever it is about',
    },
    {
      name: 'what was thrown is not in the text of an event',
      find: 'reason ? `${text}: ${reason}` : text',
      replace: '`${text}: ${String(cause)}`',
      test: 'not what a handler throws, which is the cause of the error',
    },
  ]),
  ...within('mask.ts', 'hostile-plugins.test.ts', [
    {
      name: 'a listener cannot alter the issues of an event',
      find: 'return Object.freeze({ pointer',
      replace: 'return ({ pointer',
      test: 'whatever it is about',
    },
    {
      name: 'an event has the first issues only',
      find: 'failed.slice(0, SHOWN)',
      replace: 'failed',
      test: 'costs one event, with a count and the first 20',
    },
  ]),
  ...within('session.ts', 'hostile-plugins.test.ts', [
    {
      name: 'a listener cannot alter the capabilities of an event',
      find: 'Object.freeze(flags)',
      replace: 'flags',
      test: 'whatever it is about',
    },
  ]),
  ...within('incoming.ts', 'hostile-plugins.test.ts', [
    {
      name: 'an `invalid` handler has issues of its own',
      find: 'issues: structuredClone(invalid.issues)',
      replace: 'issues: invalid.issues',
      test: 'an `invalid` handler gets issues of its own, which it may alter',
    },
    {
      name: 'a handler has data of its own',
      find: 'handler(structuredClone(data), { ...context, signal })',
      replace: 'handler(data, { ...context, signal })',
      test: 'a handler that alters its data alters neither the event nor another’s data',
    },
    {
      name: 'a listener has a body of its own',
      find: 'handler(structuredClone(body), {',
      replace: 'handler(body, {',
      test: 'a handler that alters its data alters neither the event nor another’s data',
    },
    {
      name: 'the widget’s error has a text that no event has',
      find: 'const { at, ms, result, error, maskedError = error } = answer;',
      replace: 'const { at, ms, result, error, error: maskedError } = answer;',
      test: 'while the widget gets the text of a failed request',
    },
    {
      name: 'an unknown type is masked',
      find: "name ? type : hideAll('?')",
      replace: 'type',
      test: 'nor a type that no schema knows',
    },
    {
      name: 'a result that the frame refuses is answered with an error',
      find: 'if (isUncloneable(thrown)) safely(() => reply(undefined, message));',
      replace: '',
      test: 'that is copied here and that the frame refuses all the same',
    },
  ]),
  ...within('outgoing.ts', 'hostile-plugins.test.ts', [
    {
      name: 'what a transport throws is in no event',
      find: "code === 'NOT_CLONEABLE' ? 'it cannot be copied' : ownReasonOf(thrown)",
      replace: 'messageOf(thrown)',
      test: 'nor what a transport throws',
    },
    {
      name: 'the widget’s error for the page is in no event',
      find: 'undefined, error.code);',
      replace: 'undefined, error.message);',
      test: 'nor what a message throws when it is read, nor the widget’s error for the page',
    },
  ]),
  ...within('errors.ts', 'hostile-plugins.test.ts', [
    {
      name: 'the text of an error is short',
      find: '.slice(0, MAX_TEXT)',
      replace: '',
      test: 'a text that never ends becomes a short text for the widget',
    },
  ]),
  ...within('accept-result.ts', 'hostile-plugins.test.ts', [
    {
      name: 'what was validated is what is posted',
      find: 'return { isUsable: true, result: copy, issues };',
      replace: 'return { isUsable: true, result, issues };',
      test: 'of policy all that its plugin alters after it was accepted is posted as accepted',
    },
  ]),
];

const closing = [
  ...within('incoming.ts', 'closing.test.ts', [
    {
      name: 'a handler that closes its own host at once is aborted',
      find: 'if (isAnswered) handling.stop(session.closingError() as JackfieldError);',
      replace: '',
      test: 'aborts the signal of the handler that closes it with `now`, and emits no failure',
    },
    {
      name: 'a host that closes waits for handlers of requests that were answered',
      find: 'for (const { outcome } of [...running]) await outcome;',
      replace: '',
      test: 'is waited for until its deadline by a host that closes',
    },
  ]),
  ...within('plugins.ts', 'closing.test.ts', [
    {
      name: 'a plugin that hangs does not keep the others from their clean-up',
      find: 'await timers.within(DISPOSE_MS / instances.length, instance.disposed);',
      replace: 'await instance.disposed;',
      test: 'a clean-up that never settles',
    },
    {
      name: 'a host closes although a clean-up hangs',
      find: 'await timers.within(ms, cleanedUp)',
      replace: 'await timers.within(ms * 2, cleanedUp)',
      test: 'one that is being removed: the removal ends in five seconds, too',
    },
    {
      name: 'a clean-up that hangs is reported',
      find: "events.fail('DEADLINE', 'clean-up', undefined, name, undefined, text);",
      replace: '',
      test: 'many that hang take five seconds together, and each is reported',
    },
  ]),
  ...within('host.ts', 'closing.test.ts', [
    {
      name: 'a host takes no plugin once it closes',
      find: 'if (error) throw error;\n      const instance',
      replace: 'const instance',
      test: 'sends nothing, adds nothing and asks nothing',
    },
  ]),
  ...within('session.ts', 'closing.test.ts', [
    {
      name: 'a host sends nothing once it closes',
      find: 'outgoing.stop(closing);',
      replace: '',
      test: 'sends nothing, adds nothing and asks nothing',
    },
    {
      name: 'a host is registered only when the message was posted',
      find: "enter('registerFailed');",
      replace: "enter('registered');",
      test: 'since it cannot be copied, is a state and an event',
    },
    {
      name: 'a failed registration is reported once',
      find: "if (!error || state === 'registerFailed') return;",
      replace: 'if (!error) return;',
      test: 'is sent at the next sign of life, and the failure is reported once meanwhile',
    },
    {
      name: 'a host that a listener closes stays closing',
      find: " || (closing && !next.startsWith('clos'))",
      replace: '',
      test: 'stays closing when a listener closes the host as',
    },
    {
      name: 'a listener of `registered` may add a plugin',
      find: "    enter('registered');\n",
      replace: "    queueMicrotask(() => enter('registered'));\n",
      test: 'is registered, too, if it is added by a listener of `registered`',
    },
    {
      name: 'a failed registration is tried again at any sign of life',
      find: "if (state !== 'registered') register();",
      replace: 'if (!isRegistered()) register();',
      test: 'is sent at the next sign of life, and the failure is reported once meanwhile',
    },
    {
      name: 'what could not be registered is not ours',
      find: 'registered = before;',
      replace: '',
      test: 'registers nothing: another script’s request stays unanswered',
    },
  ]),
  ...within('frame-transport.ts', 'closing.test.ts', [
    {
      name: 'a host without a document fails',
      find: "'NO_DOCUMENT',",
      replace: "'BAD_OPTION',",
      test: 'fails with NO_DOCUMENT and says what to do in server rendering',
    },
  ]),
];

const clocks = [
  ...within('incoming.ts', 'clock.test.ts', [
    {
      name: 'the shares of policy `first` do not follow the system time',
      find: 'policies[combine](runners, ms, clock.elapsed)',
      replace: 'policies[combine](runners, ms, clock.now)',
      test: 'between the turns of policy `first`, each handler has its share',
    },
    {
      name: 'the duration of a request does not follow the system time',
      find: 'const ms = clock.elapsed() - start;',
      replace: 'const ms = clock.now() - at;',
      test: 'the times in events are durations, not differences of the time of day',
    },
  ]),
  ...within('outgoing.ts', 'clock.test.ts', [
    {
      name: 'a command is copied when it is given',
      find: 'copy = structuredClone(body);',
      replace: 'copy = body;',
      test: 'is sent as it was when it was given',
    },
  ]),
];

const unreadable = [
  ...within('incoming.ts', 'pushes.test.ts', [
    {
      name: 'a value that throws when read does not make `receive` throw',
      find: '    } catch (thrown) {\n      onUnreadable(thrown);',
      replace: '    } catch (thrown) {\n      throw thrown;',
      test: 'what throws when it is read is survived and reported: the data',
    },
  ]),
  ...within('errors.ts', 'pushes.test.ts', [
    {
      name: 'a request with a member that cannot be read is answered',
      find: 'safely(() => {\n    // Once',
      replace: '((run: () => string | undefined) => run())(() => {\n    // Once',
      test: 'is answered as invalid, and its id is free again',
    },
  ]),
  ...within('outgoing.ts', 'commands.test.ts', [
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
      test: 'but contains no personal data unless `hide` returns it',
    },
    {
      name: 'what is hidden in a list is so for a recorder too',
      find: "applyMask(item, memberOf(mask, ''), hide)",
      replace: "applyMask(item, memberOf(mask, ''), hide === hideAll ? hide : (_, it) => it)",
      test: 'but contains no personal data unless `hide` returns it',
    },
    {
      name: 'a list is masked whatever members it has',
      find: 'Array.from(value, (item) =>',
      replace: 'value.map((item) =>',
      test: 'in a list whose copy has a constructor of its own',
    },
  ]),
  ...within('accept-result.ts', 'one-response.test.ts', [
    {
      name: 'a result that throws when it is read is answered at once',
      find: 'safely(() => [structuredClone(result)] as const)',
      replace: '([structuredClone(result)] as const)',
      test: 'returns something that throws when it is read',
    },
  ]),
  ...within('policies.ts', 'combine.test.ts', [
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
  ...outgoing,
  ...hostilePlugins,
  ...closing,
  ...clocks,
  ...fuzz,
  ...model,
];
