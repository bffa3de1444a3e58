// What `record` promises about personal data, line by line, and what the contract notices and accepts.
import { type Mutation, mutationsOf } from '../../../core/test/mutation/mutation.js';

const TRANSCRIPT = 'packages/testing/src/transcript';
const TEST = 'packages/testing/test/transcript/record.test.ts';

const TRANSLATED = 'packages/testing/test/transcript/ringex.test.ts';

const RINGEX = 'packages/testing/src/ringex-widget';

const ADAPTER = 'packages/testing/src/adapter';
const ADAPTER_TEST = 'packages/testing/test/adapter/both-wires.long.browser.test.ts';

const PROBLEMS = 'packages/testing/src/problems';
const PROBLEMS_TEST = 'packages/testing/test/problems/problems.test.ts';

export const mutations: readonly Mutation[] = [
  ...mutationsOf(`${PROBLEMS}/find-problems.ts`, PROBLEMS_TEST, [
    {
      name: 'an answer to a forged request is not reported',
      find: 'if (forged.has(id)) return undefined;',
      replace: '',
      test: 'are one of a page that answers a forged request to the frame',
    },
    {
      name: 'an answer to a document that is gone is not reported',
      find: "if (status === 'lost') return undefined;",
      replace: '',
      test: 'an answer to a document that is gone',
    },
    {
      name: 'a type is shown if it is a word',
      find: "? JSON.stringify(type) : 'another'",
      replace: '? JSON.stringify(type) : type',
      test: 'a type that contains personal data, which is not shown',
    },
    {
      name: 'a message of another script is not reported',
      find: 'if (!reading.isMarked && !isNamedAlike(wire, reading.type)) return;',
      replace: '',
      test: 'an object with a type of another script',
    },
    {
      name: 'a request that waits is not answered',
      find: "(status !== 'timeout' && status !== 'waiting')",
      replace: "status !== 'timeout'",
      test: 'a request that still waits',
    },
  ]),
  ...mutationsOf(`${PROBLEMS}/changed-keys.ts`, PROBLEMS_TEST, [
    {
      name: 'further keys do no harm',
      find: 'asked.every((key) => keys.has(key)) ? 0 : others.length',
      replace: 'others.length',
      test: 'an answer with more numbers than those of the request',
    },
    {
      name: 'missing keys do no harm',
      find: '? 0 : others.length',
      replace: '? 0 : 1',
      test: 'an answer without the numbers that nobody has',
    },
  ]),
  ...mutationsOf('packages/testing/src/window/frame-window.ts', PROBLEMS_TEST, [
    {
      name: 'a message to another origin is lost',
      find: 'else if (wanted !== origin) {',
      replace: 'else if (wanted === undefined) {',
      test: 'a message to another origin than that of the widget, which is lost',
    },
    {
      name: 'a post to any origin is noted',
      find: "if (wanted === '*') astray.anyTarget = true;",
      replace: "if (wanted === '*') astray.anyTarget = false;",
      test: 'are one of a page that posts to any origin',
    },
  ]),
  ...mutationsOf(`${ADAPTER}/frame-post.ts`, ADAPTER_TEST, [
    {
      name: 'an adapter posts to the origin of its app only',
      find: "const target = origin === 'null' ? '*' : origin;",
      replace: "const target = origin === 'null' ? origin : '*';",
      test: 'posts to the origin of the app only',
    },
  ]),
  ...mutationsOf(`${ADAPTER}/page-window.ts`, ADAPTER_TEST, [
    {
      name: 'an adapter waits until the page has loaded',
      find: "view.document.readyState === 'complete'",
      replace: 'view.document',
      test: 'makes no RCAdapter before the page has loaded',
    },
  ]),
  ...mutationsOf(`${ADAPTER}/install-ringcx-adapter.ts`, ADAPTER_TEST, [
    {
      name: 'a second script leaves the RCAdapter of the first one',
      find: 'if (globals.RCAdapter) return;',
      replace: '',
      test: 'leaves the RCAdapter of an earlier script in place',
    },
  ]),
  ...mutationsOf(
    `${ADAPTER}/popup-window.ts`,
    'packages/testing/test/adapter/ringcx.browser.test.ts',
    [
      {
        name: 'the address of a popup is never a script',
        find: '/^\\s*javascript:/i.test(address)',
        replace: 'false',
        test: 'is never a script',
      },
    ],
  ),
  ...mutationsOf(
    `${ADAPTER}/ringex-events.ts`,
    'packages/testing/test/adapter/ringex-events.browser.test.ts',
    [
      {
        name: 'the picture of a brand has the address of a picture',
        find: 'if (isImage(logoUri)) parts',
        replace: 'parts',
        test: 'set the theme and the pictures of the brand, but no other address',
      },
    ],
  ),
  ...mutationsOf(`${TRANSCRIPT}/hide.ts`, TEST, [
    {
      name: 'a recording masks secrets even where it gives pseudonyms',
      find: "kind === 'secret' || ",
      replace: '',
      test: 'no secret, not even a pseudonym of one',
    },
    {
      name: 'a recording hides what no schema knows',
      find: 'if (isUnknown) return value.length > 0 ? [maskOf(kind)] : [];',
      replace: 'if (isUnknown) return value;',
      test: 'no member that a schema does not know',
    },
    {
      name: 'a recording hides the members of an object that no schema knows',
      find: 'return Object.keys(value).length > 0 ? { [maskOf(kind)]: maskOf(kind) } : {};',
      replace: 'return value;',
      test: 'no member that a schema does not know',
    },
    {
      name: 'a recording with masks holds nothing personal',
      find: 'return isMasked ? maskOf(place) : pseudonymOf(kind, value);',
      replace: 'return isMasked ? value : pseudonymOf(kind, value);',
      test: 'nothing personal, with masks',
    },
    {
      name: 'a recording with pseudonyms holds nothing personal',
      find: 'return isMasked ? maskOf(place) : pseudonymOf(kind, value);',
      replace: 'return isMasked ? maskOf(place) : value;',
      test: 'nothing personal, with pseudonyms',
    },
  ]),
  ...mutationsOf(`${TRANSCRIPT}/envelopes.ts`, TEST, [
    {
      name: 'a recording has no text of an error',
      find: 'isError ? ERROR : undefined',
      replace: 'isError ? event.error : undefined',
      test: 'no text of an error, neither of the page nor of the widget',
    },
  ]),
  ...mutationsOf(`${TRANSCRIPT}/envelopes.ts`, 'packages/testing/test/transcript/wires.test.ts', [
    {
      name: 'a recording hides the type of a message that no schema knows',
      find: 'TYPES[types].test(type) ? type : hiddenType',
      replace: 'type',
      test: 'has no personal value',
    },
  ]),
  ...mutationsOf(`${TRANSCRIPT}/posted.ts`, TRANSLATED, [
    {
      name: 'a recording on RingEX has nothing personal of a message',
      find: 'applyMask(body, mask, hide)',
      replace: 'body',
      test: 'has nothing personal',
    },
    {
      name: 'a recording on RingEX has nothing personal of an answer',
      find: 'applyMask(read?.body, mask, hide)',
      replace: 'read?.body',
      test: 'has nothing personal',
    },
    {
      name: 'a recording on RingEX hides the type of a message that no schema knows',
      find: 'name ? type : `${prefix}‹?›`',
      replace: 'type',
      test: 'has nothing personal',
    },
    {
      name: 'a recording on RingEX uses the masks of what was posted',
      find: 'const { masks, dispatchFromWidget } = posted.protocol;',
      replace:
        'const { dispatchFromWidget } = posted.protocol;\n  const { masks } = wire.protocol;',
      test: 'is accepted by check-transcript, with every message of the widget in it',
    },
  ]),
  ...mutationsOf(`${TRANSCRIPT}/check-wire.ts`, TRANSLATED, [
    {
      name: 'a host is not recorded on the wire of another one',
      find: 'if (isSame && (!isTranslated || translationOf(wire))) return;',
      replace: 'return;',
      test: 'must not be that of another host in a recording',
    },
    {
      name: 'what plugins get is not recorded as what was posted',
      find: '(!isTranslated || translationOf(wire))',
      replace: 'true',
      test: 'must not be of the same protocol without a translation in a recording',
    },
  ]),
  ...mutationsOf(
    `${TRANSCRIPT}/parse-transcript.ts`,
    'packages/testing/test/transcript/wires.test.ts',
    [
      {
        name: 'a transcript is not replayed on another wire',
        find: 'wire === protocol.name',
        replace: 'true',
        test: 'a transcript is not replayed on another wire',
      },
    ],
  ),
  ...mutationsOf(`${TRANSCRIPT}/pseudonyms.ts`, TEST, [
    {
      name: 'pseudonyms of two recordings have nothing in common',
      find: 'const known = made.get(text) ?? fakeNumber(text);',
      replace: 'const known = `${kind} ${text.length}`;',
      test: 'of two recordings have nothing in common',
    },
  ]),
  ...mutationsOf(
    'packages/testing/src/widget/line.ts',
    'packages/testing/test/widget/widget.test.ts',
    [
      {
        name: 'the calls of each run have ids of their own',
        find: 'seed === undefined ? randomBelow(NUMBERS)',
        replace: 'seed === undefined ? 0',
        test: 'are new in each run',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/rules/logs-under-the-requested-key.ts',
    'packages/testing/test/contract/bad-plugins.long.test.ts',
    [
      {
        name: 'the contract notices a handler that never reads the key of a log',
        find: "if (!reads.has('/sessionId') && usesAnotherId(reads)) {",
        replace: 'if (false) {',
        test: 'bad-plugins/logs-under-the-requested-key.ts breaks ',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/rules/logs-under-the-requested-key.ts',
    'packages/testing/test/contract/bad-plugins.long.test.ts',
    [
      {
        name: 'the contract notices a row under the id of a call',
        find: 'if (isMisplaced && !isFound(first.key))',
        replace: 'if (false)',
        test: 'bad-plugins/logs-under-the-requested-key--read-all.ts breaks ',
      },
      {
        name: 'the contract notices a log that is found for another leg',
        find: 'if (isFound(first.key) && isFound(second.key))',
        replace: 'if (false)',
        test: 'bad-plugins/logs-under-the-requested-key--found.ts breaks ',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/harness.ts',
    'packages/testing/test/contract/bad-plugins.long.test.ts',
    [
      {
        name: 'the contract lets a handler ask that it calls without the host',
        find: 'ask: spy.ask, ',
        replace: '',
        test: 'bad-plugins/logs-under-the-requested-key--asks.ts breaks ',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/rules/updates-a-repeated-log.ts',
    'packages/testing/test/contract/bad-plugins.long.test.ts',
    [
      {
        name: 'the contract notices a new row for a repeated log',
        find: 'count > (before.get(container) ?? 0)',
        replace: 'count > 99',
        test: 'bad-plugins/updates-a-repeated-log.ts breaks ',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/rules/updates-a-repeated-log.ts',
    'packages/testing/test/contract/bad-plugins.long.test.ts',
    [
      {
        name: 'the contract notices a new id for a repeated log',
        find: 'idsOf(later) !== idsOf(found)',
        replace: 'false',
        test: 'bad-plugins/updates-a-repeated-log--new-id.ts breaks ',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/rules/keeps-notes.ts',
    'packages/testing/test/contract/bad-plugins.long.test.ts',
    [
      {
        name: 'the contract notices empty notes in a row',
        find: 'now.some(({ value }) => hasEmpty(value))',
        replace: 'false',
        test: 'bad-plugins/keeps-notes.ts breaks ',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/rules/keeps-notes.ts',
    'packages/testing/test/contract/bad-plugins.long.test.ts',
    [
      {
        name: 'the contract notices a row that is replaced by one without notes',
        find: 'isFinder ||',
        replace: '',
        test: 'bad-plugins/keeps-notes--replaced.ts breaks ',
      },
      {
        name: 'the contract notices empty notes in a request to a server',
        find: "(value === '' || value === null) &&",
        replace: 'false &&',
        test: 'bad-plugins/keeps-notes--fetched.ts breaks ',
      },
      {
        name: 'the contract notices notes that the history shows no more',
        find: 'if (wasShown && !(await shows()))',
        replace: 'if (false)',
        test: 'bad-plugins/keeps-notes--found.ts breaks ',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/watch/watch-rows.ts',
    'packages/testing/test/contract/bad-plugins.long.test.ts',
    [
      {
        name: 'the contract takes no arguments of a mock for a row that holds notes',
        find: '!Array.isArray(container) || isRow(value, rowKey)',
        replace: 'true',
        test: 'bad-plugins/keeps-notes--mocked.ts breaks ',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/watch/watch-rows.ts',
    'packages/testing/test/contract/unusual-plugins.long.test.ts',
    [
      {
        name: 'the contract takes no request to a server for a row',
        find: 'Object.values(value).includes(key)',
        replace: 'Object.values(value).some((each) => String(each).includes(key))',
        test: 'saves its logs in a mocked CRM',
      },
      {
        name: 'the contract takes no arguments of a mock for a row',
        find: '  !Array.isArray(value) &&\n',
        replace: '',
        test: 'saves its logs in a mocked CRM',
      },
      {
        name: 'the contract takes no result of a mock for a row',
        find: "  Object.keys(value).join() !== 'type,value' &&\n",
        replace: '',
        test: 'saves its logs in a mocked CRM',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/rules/keeps-notes.ts',
    'packages/testing/test/contract/unusual-plugins.long.test.ts',
    [
      {
        name: 'the contract accepts a request to a server without notes',
        find: "(value === '' || value === null) &&",
        replace: '!value &&',
        test: 'saves its logs by fetch',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/rules/finishes-before-it-answers.ts',
    'packages/testing/test/contract/bad-plugins.long.test.ts',
    [
      {
        name: 'the contract notices work that goes on after the answer',
        find: 'return isBusy || meter.ended > 0;',
        replace: 'return false;',
        test: 'bad-plugins/finishes-before-it-answers.ts breaks ',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/rules/starts-nothing-after-its-signal.ts',
    'packages/testing/test/contract/bad-plugins.long.test.ts',
    [
      {
        name: 'the contract notices what is started after the signal aborted',
        find: 'startedAndEnded === 0 && meter.ended === 0 && !isSaved',
        replace: 'meter.ended === 0 && !isSaved',
        test: 'bad-plugins/starts-nothing-after-its-signal.ts breaks ',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/rules/starts-nothing-after-its-signal.ts',
    'packages/testing/test/contract/bad-plugins.long.test.ts',
    [
      {
        name: 'the contract notices a row that is written after the signal aborted',
        find: 'meter.ended === 0 && !isSaved',
        replace: 'meter.ended === 0',
        test: 'bad-plugins/starts-nothing-after-its-signal--row.ts breaks ',
      },
      {
        name: 'the contract notices what goes on after the signal aborted',
        find: 'startedAndEnded === 0 && meter.ended === 0 && !isSaved',
        replace: 'startedAndEnded === 0 && !isSaved',
        test: 'bad-plugins/starts-nothing-after-its-signal--race.ts breaks ',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/create-rule-context.ts',
    'packages/testing/test/contract/bad-plugins.long.test.ts',
    [
      {
        name: 'the contract notices a rejection that nothing handles',
        find: 'if (uncaught.length === 0) return;',
        replace: 'return;',
        test: 'bad-plugins/handles-every-error.ts breaks ',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/register-contract.ts',
    'packages/testing/test/contract/contract.test.ts',
    [
      {
        name: 'the contract notices a rejection that nothing handles in the test of any rule',
        find: '      await ruleContext.expectNoUncaught();\n',
        replace: '',
        test: 'an error that nothing handles, whichever rule',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/watch/watch-errors.ts',
    'packages/testing/test/contract/bad-plugins.long.test.ts',
    [
      {
        name: 'the contract notices an exception in a callback',
        find: "['unhandledRejection', 'uncaughtException']",
        replace: "['unhandledRejection']",
        test: 'bad-plugins/handles-every-error--in-a-callback.ts breaks ',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/rules/leaves-its-data-unchanged.ts',
    'packages/testing/test/contract/bad-plugins.long.test.ts',
    [
      {
        name: 'the contract notices data that a handler changes',
        find: 'if (pointer === undefined) continue;',
        replace: 'continue;',
        test: 'bad-plugins/leaves-its-data-unchanged.ts breaks ',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/rules/changes-no-global.ts',
    'packages/testing/test/contract/bad-plugins.long.test.ts',
    [
      {
        name: 'the contract notices a global that a plugin replaces',
        find: 'if (changed.length === 0) return;',
        replace: 'return;',
        test: 'bad-plugins/changes-no-global.ts breaks ',
      },
      {
        name: 'the contract notices a global that is restored at the end',
        find: '...during, ',
        replace: '',
        test: 'bad-plugins/changes-no-global.ts breaks ',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/rules/changes-no-global.ts',
    'packages/testing/test/contract/globals.test.ts',
    [
      {
        name: 'the contract notices a prototype that a module extends',
        find: ', ...extendedPrototypes()',
        replace: '',
        test: 'when its module is loaded',
      },
      {
        name: 'the contract notices a global that a factory replaces once',
        find: '...changedWhenCreated, ',
        replace: '',
        test: 'when it is created',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/rules/distinguishes-callers.ts',
    'packages/testing/test/contract/bad-plugins.long.test.ts',
    [
      {
        name: 'the contract notices one contact for everybody',
        find: 'if (id === undefined) return;',
        replace: 'return;',
        test: 'bad-plugins/distinguishes-callers.ts breaks ',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/rules/distinguishes-callers.ts',
    'packages/testing/test/contract/bad-plugins.long.test.ts',
    [
      {
        name: 'the contract notices one contact for every number that is not withheld',
        find: "'4155550100']",
        replace: "'4155550100', 'anonymous', '']",
        test: 'bad-plugins/distinguishes-callers--but-withheld.ts breaks ',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/rules/answers-side-by-side.ts',
    'packages/testing/test/contract/bad-plugins.long.test.ts',
    [
      {
        name: 'the contract notices one lock for all requests',
        find: 'if (!isEach || (isOverlapping && !isSerial)) return;',
        replace: 'return;',
        test: 'bad-plugins/answers-side-by-side.ts breaks ',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/rules/answers-side-by-side.ts',
    'packages/testing/test/contract/contract.test.ts',
    [
      {
        name: 'the contract notices one lock for the samples of an arbitrary',
        find: 'bodies.length < 2',
        replace: 'bodies.length < COUNT',
        test: 'is sent side by side, too',
      },
      {
        name: 'the contract accepts a lock for the requests of one call',
        find: '[subjectOf(body), body]',
        replace: '[{}, body]',
        test: 'is sent side by side, too',
      },
      {
        name: 'the contract measures each body of its caller alone',
        find: 'isOwn ? bodies : bodies.slice(0, 1)',
        replace: 'bodies.slice(0, 1)',
        test: 'because some of it takes longer',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/rules/leaks-no-personal-data.ts',
    'packages/testing/test/contract/bad-plugins.long.test.ts',
    [
      {
        name: 'the contract notices personal data in an error',
        find: 'visibleText(error)] as const',
        replace: "''] as const",
        test: 'bad-plugins/leaks-no-personal-data--in-an-error.ts breaks ',
      },
      {
        name: 'the contract notices what a timer writes after the answer',
        find: '        await letWorkEnd(harness, work);\n        await harness.close();',
        replace: '        await harness.close();',
        test: 'bad-plugins/leaks-no-personal-data--after-the-answer.ts breaks ',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/visible-text.ts',
    'packages/testing/test/contract/bad-plugins.long.test.ts',
    [
      {
        name: 'the contract notices personal data in the cause of an error',
        find: '      visit(each.cause, depth + 1);\n',
        replace: '',
        test: 'bad-plugins/leaks-no-personal-data--in-a-cause.ts breaks ',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/watch/watch-emitters.ts',
    'packages/testing/test/contract/bad-plugins.long.test.ts',
    [
      {
        name: 'the contract notices a listener of the process',
        find: 'const isProcess = this === (process as unknown);',
        replace: 'if (this === process) return returned;\n        const isProcess = false;',
        test: 'bad-plugins/leaves-no-listener--process.ts breaks ',
      },
      {
        name: 'the contract notices a listener of an emitter',
        find: 'entries.push({ target: this,',
        replace: 'void ({ target: this,',
        test: 'bad-plugins/leaves-no-listener--client.ts breaks ',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/harness.ts',
    'packages/testing/test/contract/budget.test.ts',
    [
      {
        name: 'a suite stops after a hang while a timer of the plugin is pending',
        find: 'const isHanging = !(await waitsForTimers(request));',
        replace: 'const isHanging = timer === undefined;',
        test: 'although a timer of the plugin is always pending',
      },
      {
        name: 'a suite goes on after a handler that waits for its clock',
        find: 'if (request.isDone) return true;',
        replace: '',
        test: 'is not one that waits for a timer',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/suite.ts',
    'packages/testing/test/contract/budget.test.ts',
    [
      {
        name: 'a suite stops after the first hang',
        find: 'if (stoppedBy !== undefined) return context?.skip?.(`left out, because ${stoppedBy}`);',
        replace: '',
        test: 'fails one test, which lists',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/create-rule-context.ts',
    'packages/testing/test/contract/budget.test.ts',
    [
      {
        name: 'a suite stops when its budget is used up',
        find: 'if (usedMs <= budgetMs) return;',
        replace: 'return;',
        test: 'fails once, when the budget',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/watch/watch-listeners.ts',
    'packages/testing/test/contract/leftovers.test.ts',
    [
      {
        name: 'the contract accepts the listener of fetch to a signal',
        find: 'if (target instanceof AbortSignal && OF_LIBRARY',
        replace: 'if (false && OF_LIBRARY',
        test: 'fetch(url, { signal }) whose body',
      },
      {
        name: 'the contract accepts a listener to a combined signal',
        find: 'if (list.some(endsSoon)) derived.add(made);',
        replace: '',
        test: 'a listener to a combined signal',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/baseline.ts',
    'packages/testing/test/contract/unusual-plugins.long.test.ts',
    [
      {
        name: 'the contract accepts results that count',
        find: 'areCounted(valueAt(result, pointer), valueAt(repeated, pointer))',
        replace: 'false',
        test: 'counts its answers',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/rules/leaks-no-personal-data.ts',
    'packages/testing/test/contract/unusual-plugins.long.test.ts',
    [
      {
        name: 'the contract accepts a constant name on the console',
        find: '(text) => !isConstant(text)',
        replace: '() => true',
        test: 'has one name for every caller',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/hide-times.ts',
    'packages/testing/test/contract/hide-times.test.ts',
    [
      {
        name: 'the contract accepts results that hold the time',
        find: 'return isNumberOfTime(each, nows) ? TIME : each;',
        replace: 'return each;',
        test: 'milliseconds',
      },
      {
        name: 'the contract notices results that differ by a date only',
        find: 'date === undefined || isDate(date, nows) ? TIME : text',
        replace: 'TIME',
        test: 'born on 1985-03-12',
      },
      {
        name: 'the contract takes no text with a name for a time',
        find: 'words.every((word) => DATE_WORD.test(word)) &&',
        replace: '',
        test: 'a name is not hidden beside a time',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/rules/leaks-no-personal-data.ts',
    'packages/testing/test/contract/bad-plugins.long.test.ts',
    [
      {
        name: 'the contract notices a birthday on the console',
        find: '!isTime(text, nows)',
        replace: '!/\\d{4}-\\d\\d-\\d\\d/.test(text)',
        test: 'bad-plugins/leaks-no-personal-data--birthday.ts breaks ',
      },
      {
        name: 'the contract notices a name beside a time of day on the console',
        find: '!isTime(text, nows)',
        replace: '!/\\d:\\d\\d/.test(text)',
        test: 'bad-plugins/leaks-no-personal-data--at-a-time.ts breaks ',
      },
    ],
  ),
  ...mutationsOf(
    `${RINGEX}/third-party.ts`,
    'packages/testing/test/ringex-widget/service.test.ts',
    [
      {
        name: 'a second name of a service adds no provider',
        find: 'if (added[kind] || !paths[fields[kind]]) return;',
        replace: 'if (!paths[fields[kind]]) return;',
        test: 'provider-first-name',
      },
      {
        name: 'a first register message refreshes nothing',
        find: 'if (!isFresh) work.push(...refreshAll());',
        replace: 'work.push(...refreshAll());',
        test: 'register-again-refreshes',
      },
    ],
  ),
  ...mutationsOf(
    `${RINGEX}/call-logger.ts`,
    'packages/testing/test/ringex-widget/logging.test.ts',
    [
      {
        name: 'a log waits for the pending one of its session',
        find: 'if (earlier) await earlier;',
        replace: '',
        test: 'log-queue:',
      },
    ],
  ),
  ...mutationsOf(
    `${RINGEX}/widget-document.ts`,
    'packages/testing/test/ringex-widget/logging.test.ts',
    [
      {
        name: 'a call whose row is there leaves with its old result',
        find: 'isLeft(call) && !hasRow(call)',
        replace: 'isLeft(call)',
        test: 'log-left-connected',
      },
    ],
  ),
  ...mutationsOf(`${RINGEX}/messages.ts`, 'packages/testing/test/ringex-widget/calls.test.ts', [
    {
      name: 'the event of a message has times as the server sends them',
      find: "creationTime: isoOf(message['creationTime']),",
      replace: '',
      test: 'inbound-message:',
    },
  ]),
  ...mutationsOf(`${RINGEX}/tabs.ts`, 'packages/testing/test/ringex-widget/widget.test.ts', [
    {
      name: 'an unloaded document has a channel of its own',
      find: 'return channel;',
      replace: 'return tab.channel;',
      test: 'a document that was unloaded sends nothing more',
    },
  ]),
  ...mutationsOf(
    'packages/testing/src/contract/register-contract.ts',
    'packages/testing/test/contract/contract.test.ts',
    [
      {
        name: 'contract: a plugin made for RingCX is tested on RingEX as well',
        find: '...(ON_BOTH.has(rule) && !isForRingex ? testsOn(rule, RINGEX) : []),',
        replace: '',
        test: 'has to answer within the deadline of RingEX, which is shorter for a lead',
      },
      {
        name: 'contract: what fails on RingCX is not tested again on RingEX',
        find: 'suite.stoppedBy === undefined && failed.has(key)',
        replace: 'false',
        test: 'that fails on RingCX is not tested again',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/create-rule-context.ts',
    'packages/testing/test/contract/contract.test.ts',
    [
      {
        name: 'contract: on RingEX a plugin gets what comes over that wire',
        find: 'return carriedBy(wire, name, messageData(name, own?.[name], seed));',
        replace: 'return messageData(name, own?.[name], seed);',
        test: 'may not rely on what RingEX does not send',
      },
      {
        name: 'contract: a failure names the second wire',
        find: "isSecond ? ` on ${wire.name}` : ''",
        replace: "''",
        test: 'may not rely on what RingEX does not send',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/rules/refuses-invalid-data.ts',
    'packages/testing/test/contract/contract.test.ts',
    [
      {
        name: 'contract: on RingEX a handler may not receive invalid data either',
        find: 'if (isRingex && wire.carried(message, body)) continue;',
        replace: 'if (isRingex) continue;',
        test: 'that receives invalid data fails',
      },
    ],
  ),
  ...mutationsOf(
    'packages/testing/src/contract/message-data.ts',
    'packages/testing/test/contract/contract.test.ts',
    [
      {
        name: 'contract: what RingEX alone has is invalid by its own schema',
        find: 'if (!message) return invalid(name as MessageName).map(({ body }) => body);',
        replace: 'return invalid(name as MessageName).map(({ body }) => body);',
        test: 'may have an `invalid` handler for each of its messages',
      },
    ],
  ),
  ...mutationsOf(`${RINGEX}/tabs.ts`, 'packages/testing/test/ringex-widget/window.test.ts', [
    {
      name: 'a tab that is loaded again is the main one only if it was',
      find: 'onLoad(tab, main === tab);',
      replace: 'onLoad(tab, true);',
      test: 'tab-main-visible:',
    },
  ]),
  ...mutationsOf(`${RINGEX}/tabs.ts`, 'packages/testing/test/ringex-widget/window.test.ts', [
    {
      name: 'a fixed main tab has no successor',
      find: 'if (isFixed && tab && tab.number !== 1) return;',
      replace: '',
      test: 'tab-main-fixed:',
    },
  ]),
  ...mutationsOf(`${RINGEX}/tabs.ts`, 'packages/testing/test/ringex-widget/ringcx.test.ts', [
    {
      name: 'a reload restores the session of RingCX',
      find: 'if (restores) ringcx.restore();',
      replace: '',
      test: 'ringcx-restored:',
    },
  ]),
  ...mutationsOf(
    `${RINGEX}/page-requests.ts`,
    'packages/testing/test/ringex-widget/logging.test.ts',
    [
      {
        name: 'a page can ask for more unlogged calls',
        find: 'slice((page - 1) * perPage, page * perPage)',
        replace: 'slice(0, perPage)',
        test: 'unlogged-calls:',
      },
    ],
  ),
  ...mutationsOf(
    `${RINGEX}/third-party.ts`,
    'packages/testing/test/ringex-widget/service.test.ts',
    [
      {
        name: 'the next list of contacts has the time of the first page',
        find: 'if (page === 1) newTimestamp = last;',
        replace: 'newTimestamp = last;',
        test: 'contacts-listed:',
      },
    ],
  ),
  ...mutationsOf(`${RINGEX}/phone-line.ts`, 'packages/testing/test/ringex-widget/widget.test.ts', [
    {
      name: 'a call that was dialled before a reload is picked up',
      find: "if (call.direction === 'Outbound') pickUpLater(call);",
      replace: ';',
      test: 'a call that a frame dials is picked up after a reload, too',
    },
  ]),
];
