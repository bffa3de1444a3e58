// What a log says of its call, line by line.
import { type Mutation, mutationsOf } from '../../../core/test/mutation/mutation.js';

const SRC = 'packages/plugin-calllog/src/call-details';
const TEST = 'packages/plugin-calllog/test/call-details';

const RIGHT = 'what is certain is right, and all is certain but the days of a change';

export const callDetails: readonly Mutation[] = [
  ...mutationsOf(`${SRC}/start-time.ts`, `${TEST}/start-time.test.ts`, [
    {
      name: 'a startTime that is not a number is ignored',
      find: 'if (raw === undefined || !Number.isFinite(raw)) return undefined;',
      replace: 'if (raw === undefined) return undefined;',
      test: 'a startTime of NaN is ignored',
    },
    {
      name: 'a start in the future is out',
      find: 'wait < -SKEW ? Infinity : Math.abs(wait)',
      replace: 'Math.abs(wait)',
      test: 'of four hours leaves certain what no wrong clock can explain',
    },
    {
      name: 'of two starts the nearest wins',
      find: 'rank(a) - rank(b)',
      replace: 'rank(b) - rank(a)',
      test: RIGHT,
    },
    {
      name: 'with all readings in the future nothing is concluded',
      find: 'if (!winner || winner.wait < -SKEW)',
      replace: 'if (!winner)',
      test: 'where both readings lie in the future the raw value stays, uncertain',
    },
    {
      name: 'a slow clock gives no false certainty',
      find: '(isUsual(winner.wait) && !others.some(({ wait }) => isUsual(wait)))',
      replace: '!others.some(({ wait }) => isUsual(wait))',
      test: 'a clock that is behind by more than the tolerance gives no false certainty',
    },
    {
      name: 'two likely starts leave neither certain',
      find: '(isUsual(winner.wait) && !others.some(({ wait }) => isUsual(wait)))',
      replace: 'isUsual(winner.wait)',
      test: 'leaves neither certain if it is as likely',
    },
    {
      name: 'an hour that clocks repeat or skip is not certain',
      find: 'isCertain: isDecided && !isAtChange',
      replace: 'isCertain: isDecided',
      test: 'the hour that the browser repeats is uncertain',
    },
    {
      name: 'a zone that is not known costs no log',
      find: `  try {
    readings = readAgain(raw, zone);
  } catch {
    // A zone that is not known here, or a time beyond all calendars.
    return { at: raw, isCertain: false, raw };
  }`,
      replace: '  readings = readAgain(raw, zone);',
      test: 'a zone that nobody knows leaves the raw value, uncertain',
    },
  ]),
  ...mutationsOf(`${SRC}/wall-time.ts`, `${TEST}/start-time.test.ts`, [
    {
      name: 'a time that the browser’s clocks skipped is read as the browser reads it',
      find: 'return instantsAt(skipped, zone).length === 0 ? skipped : undefined;',
      replace: 'return undefined;',
      test: 'the hour that the browser skips is uncertain, and the skipped reading is found',
    },
    {
      name: 'both hours of a night that New York repeats are found',
      find: 'const offsets = [wall - DAY, wall + DAY]',
      replace: 'const offsets = [wall - DAY]',
      test: 'the hour that New York repeats is uncertain',
    },
  ]),
  ...mutationsOf(`${SRC}/pushes.ts`, `${TEST}/call-tracker.test.ts`, [
    {
      name: 'the first judgement of a start stays',
      find: 'const start = row?.start ?? push.start;',
      replace: 'const start = push.start ?? row?.start;',
      test: 'is judged by the first push that has it, and kept',
    },
    {
      name: 'an end from every tab counts once',
      find: 'if (next.endedAt !== undefined) return updated(next, at, isClockChanged);',
      replace: '',
      test: 'a message from every tab counts once',
    },
    {
      name: 'a late tab does not restart a call',
      find: 'if (next.endedAt !== undefined && !isBack) return next;',
      replace: '',
      test: 'a late message from another tab does not restart a short call',
    },
    {
      name: 'of a call that is logged only times are kept',
      find: 'if (!keepsCall || row?.loggedAt !== undefined) return {};',
      replace: 'if (!keepsCall) return {};',
      test: 'is without the call itself once the agent has logged it',
    },
  ]),
  ...mutationsOf(`${SRC}/clock-watch.ts`, `${TEST}/call-tracker.test.ts`, [
    {
      name: 'a clock that was set during a call gives no wrong time of talk',
      find: 'Math.abs(difference() - first) > CLOCK_TOLERANCE',
      replace: 'difference() < first - 3_600_000',
      test: 'leaves its times unknown and marks them as uncertain: put back by less than the talk',
    },
  ]),
  ...mutationsOf(`${SRC}/pushes.ts`, `${TEST}/call-tracker.test.ts`, [
    {
      name: 'a clock that was put back is noticed after a reload',
      find: 'isClockChanged || isBeforeAnswer',
      replace: 'isClockChanged',
      test: 'is noticed after a reload if the end seems to precede the answer',
    },
  ]),
  ...mutationsOf(`${SRC}/call-details.ts`, `${TEST}/call-tracker.test.ts`, [
    {
      name: 'uncertain times are not reported',
      find: 'timesCertain && row.endedAt !== undefined',
      replace: 'row.endedAt !== undefined',
      test: 'leaves its times unknown and marks them as uncertain',
    },
    {
      name: 'an uncertain time of talk is not reported',
      find: 'endedAt === undefined || isClockChanged',
      replace: 'endedAt === undefined',
      test: 'leaves its times unknown and marks them as uncertain',
    },
  ]),
  ...mutationsOf(`${SRC}/call-tracker.ts`, `${TEST}/call-tracker.test.ts`, [
    {
      name: 'a memory that fails costs no log',
      find: `      try {
        row = await memory.get(call.id);
      } catch {
        // Missing call details must not cost a log.
      }`,
      replace: '      row = await memory.get(call.id);',
      test: 'a memory that fails costs the call details, not the log',
    },
    {
      name: 'an end without a call ends none of several',
      find: 'if (!only || open.length > 1) return undefined;',
      replace: 'if (!only) return undefined;',
      test: 'ends none of several, nor one that only rings',
    },
    {
      name: 'an end repeated by another tab ends no second call',
      find: 'if (rows.some((row) => isRepeat(row, at))) return undefined;',
      replace: '',
      test: 'repeated by a second tab, ends no second call',
    },
  ]),
  ...mutationsOf(`${SRC}/undisposed.ts`, `${TEST}/undisposed.test.ts`, [
    {
      name: 'a call that is due is given to one tab',
      find: 'return { ...row, derived: { key, claimedAt: now } };',
      replace: 'return { ...row, derived: { key } };',
      test: 'a call is given out once',
    },
    {
      name: 'what was logged while a tab looked is not given out',
      find: 'if (!row || !call || (dueAt(row, afterMs, now) ?? Infinity) > now) return row;',
      replace: 'if (!row || !call) return row;',
      test: 'a call is given out once',
    },
    {
      name: 'a derived log keeps its key',
      find: 'derived?.key ?? keyOf',
      replace: 'keyOf',
      test: 'it is made again under its key, with all the call details',
    },
  ]),
  ...mutationsOf(`${SRC}/undisposed.ts`, `${TEST}/undisposed.test.ts`, [
    {
      name: 'a missed call is one log for each owner',
      find: 'if (owner) return',
      replace: 'if (owner === id) return',
      test: 'is one log for each owner that missed it',
    },
    {
      name: 'a missed call is one log for each agent',
      find: 'return partyId ?',
      replace: 'return partyId === id ?',
      test: 'is one log for each of RingCX’s agents if no owner is known',
    },
    {
      name: 'an answered call has the key that its events say',
      find: 'if (isAnswered && logKey) return logKey;',
      replace: '',
      test: 'the key that an event of the call said, though the last one does not say it',
    },
    {
      name: 'the key that the events of a missed call say is that of all who missed it',
      find: 'if (isAnswered && logKey)',
      replace: 'if (logKey)',
      test: 'is one log for each owner even if their rings name the same leg',
    },
    {
      name: 'the leg of a call that was not answered identifies no agent',
      find: 'if (isAnswered && sessionId)',
      replace: 'if (sessionId)',
      test: 'is one log for each owner even if their rings name the same leg',
    },
  ]),
  ...mutationsOf(`${SRC}/pushes.ts`, `${TEST}/undisposed.test.ts`, [
    {
      name: 'a ring after the answer changes nothing',
      find: 'if (next.answeredAt !== undefined || next.endedAt !== undefined) return next;',
      replace: '',
      test: 'the last leg, whatever a late ring says',
    },
  ]),
  ...mutationsOf(`${SRC}/call-tracker.ts`, `${TEST}/undisposed.test.ts`, [
    {
      name: 'a call that the agent logged needs no other log',
      find: 'const { call: _call, ...kept } =',
      replace: 'const kept =',
      test: 'what the agent logs while a tab looks is not given out',
    },
    {
      name: 'a derived log that was overtaken is made once more',
      find: 'if (!row || derived?.claimedAt === undefined) return row;',
      replace: 'if (!row || !derived) return row;',
      test: 'it is created again if the message arrived before the confirmation',
    },
  ]),
  ...mutationsOf(`${SRC}/forget.ts`, `${TEST}/call-tracker.test.ts`, [
    {
      name: 'old calls are forgotten',
      find: 'i < beyond || now - row.updatedAt > KEPT_MS',
      replace: 'i < beyond',
      test: 'is deleted a week after its last message',
    },
    {
      name: 'a call that waits for a log is forgotten last',
      find: "await tables.oldestCalls('closedSince', MOST)",
      replace: "await tables.oldestCalls('openSince', MOST)",
      test: 'is of a thousand calls at most',
    },
  ]),
  ...mutationsOf(`${SRC}/resolve-disposition.ts`, `${TEST}/resolve-disposition.test.ts`, [
    {
      name: 'an id finds only what the map itself has',
      find: 'if (Object.hasOwn(option, id)) return option[id];',
      replace: 'if (id in option) return option[id];',
      test: 'an inherited member of a map is not a label',
    },
    {
      name: 'labels that fail cost no log',
      find: `  try {
    if (option) label = labelOf(option, dispositionId, call);
  } catch {
    // The label is a courtesy: what the agent chose is in the log all the same.
  }`,
      replace: '  if (option) label = labelOf(option, dispositionId, call);',
      test: 'a function that fails',
    },
  ]),
  ...mutationsOf(`${SRC}/resolve-contacts.ts`, `${TEST}/resolve-contacts.test.ts`, [
    {
      name: 'the agent waits for no contact longer than a second',
      find: 'withTimeout(signal, timeoutMs, undefined, timers)',
      replace: 'withTimeout(signal, undefined, undefined, timers)',
      test: 'a function that takes too long costs the choice, not the candidates',
    },
    {
      name: 'several matches are no contact',
      find: '(option || candidates.length === 1)',
      replace: '(option || candidates.length > 0)',
      test: 'several matches are candidates, and none is the contact',
    },
    {
      name: 'a contact that no database takes costs no log',
      find: 'return structuredClone(x as Contact);',
      replace: 'return x as Contact;',
      test: 'that gives what no database takes chooses nobody',
    },
    {
      name: 'the end of the request ends the search',
      find: 'withTimeout(signal, ',
      replace: 'withTimeout(new AbortController().signal, ',
      test: 'it ends at once with the request that it is for',
    },
  ]),
  ...mutationsOf('packages/plugin-calllog/src/call-log.ts', `${TEST}/end-to-end.test.ts`, [
    {
      name: 'a missed call is looked for after its ring',
      find: 'tracker.ring(call).then(outbox.wake)',
      replace: 'tracker.ring(call)',
      test: 'a missed call is logged when its time has come',
    },
    {
      name: 'a log that was submitted early is completed at an end without a call',
      find: 'const id = await tracker.end(call);',
      replace: 'await tracker.end(call);\n        const id = call?.id;',
      test: 'an end that names no call completes the only one',
    },
  ]),
];
