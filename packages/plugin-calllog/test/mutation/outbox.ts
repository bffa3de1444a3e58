// What the outbox promises, line by line.
import { type Mutation, mutationsOf } from '../../../core/test/mutation/mutation.js';

const PLUGIN = 'packages/plugin-calllog';
const OUTBOX = `${PLUGIN}/src/outbox`;
const FUZZ = `${PLUGIN}/test/fuzz/fuzz.test.ts`;
const ENQUEUE = `${PLUGIN}/test/outbox/enqueue.test.ts`;
const DELIVERY = `${PLUGIN}/test/outbox/delivery.test.ts`;
const HOSTILE = `${PLUGIN}/test/outbox/hostile-store.test.ts`;
const LEADERSHIP = `${PLUGIN}/test/outbox/leadership.test.ts`;
const VOLATILE = `${PLUGIN}/test/outbox/volatile.test.ts`;
const ROW = `${PLUGIN}/test/outbox/row.test.ts`;
const BROWSER = `${PLUGIN}/test/outbox/outbox.browser.test.ts`;
const DEAD = `${PLUGIN}/test/outbox/dead-connection.browser.test.ts`;

export const outbox: readonly Mutation[] = [
  ...mutationsOf(`${OUTBOX}/row.ts`, FUZZ, [
    {
      name: 'fuzz: of two logs of a key the later one stays',
      find: 'Math.max((last?.revision ?? -Infinity) + 1, least);',
      replace: 'least;',
      test: 'loses no log: what is valid is logged under its key',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/transactions.ts`, ENQUEUE, [
    {
      name: 'outbox: what was derived never overwrites what an agent wrote',
      find: 'if (isDerived && [own, ...ofCall].some((row) => row && !row.isDerived)) return undefined;',
      replace: '',
      test: 'never takes the place of the agent',
    },
    {
      name: 'outbox: a later log of a derived call updates that one',
      find: '?? ofCall.find((row) => row.isDerived);',
      replace: ';',
      test: 'is updated under its own key by what the agent logs of the call later',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/row.ts`, ENQUEUE, [
    {
      name: 'outbox: a log without a task keeps what the agent wrote before',
      find: 'return now ?? before;',
      replace: 'return now;',
      test: 'keeps what the agent wrote in the log before it, delivered or not',
    },
    {
      name: 'outbox: a disposition is that of the task beside it',
      find: 'log.task?.dispositionId === undefined ? before.disposition : undefined',
      replace: 'before.disposition',
      test: 'does not keep the disposition of a log whose task has none',
    },
    {
      name: 'outbox: a log keeps what another one said that it does not say',
      find: '{ ...before, ...Object.fromEntries(said) }',
      replace: 'now',
      test: 'keeps what it does not say of what the agent wrote',
    },
    {
      name: 'outbox: a member without a value says nothing',
      find: 'Object.fromEntries(said)',
      replace: 'now',
      test: 'keeps what it does not say of what the agent wrote',
    },
    {
      name: 'outbox: the contact that the agent chose is in the log at once',
      find: 'draft.chosen ?? before.contact',
      replace: 'before.contact',
      test: 'is that of the log before anything is found out',
    },
    {
      name: 'outbox: the contact that the agent chose stays in later logs',
      find: '{ chosen = last?.chosen, ...log }',
      replace: '{ chosen, ...log }',
      test: 'stays when a later log has none, whatever is found',
    },
    {
      name: 'outbox: the contact that the agent chose comes before what is found',
      find: 'chosen && !isDecided ?',
      replace: 'chosen && isDecided ?',
      test: 'stays when a later log has none, whatever is found',
    },
    {
      name: 'outbox: what the page decides comes before what the agent chose',
      find: 'chosen && !isDecided ?',
      replace: 'chosen ?',
      test: 'gives way to what the page itself decides',
    },
    {
      name: 'outbox: of contacts with one id, the one of the type is meant',
      find: 'same.find(({ type }) => type === chosen.type) ?? ',
      replace: '',
      test: 'is completed from what is found under its id and type',
    },
    {
      name: 'outbox: the contact that the agent chose goes with what is personal',
      find: '    chosen: undefined,\n',
      replace: '',
      test: 'goes with what is personal in the log',
    },
    {
      name: 'outbox: revisions grow over tabs and reloads',
      find: 'Math.max((last?.revision ?? -Infinity) + 1, least);',
      replace: 'least;',
      test: 'grow over tabs and reloads',
    },
    {
      name: 'outbox: what was found out about one revision is not added to the next',
      find: '|| row.revision !== ofRevision',
      replace: '',
      test: 'is not added to a later log of the key',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/row.ts`, DELIVERY, [
    {
      name: 'outbox: what is personal is removed after its time',
      find: 'record: undefined,\n    chosen: undefined,\n    shown: undefined,',
      replace: '',
      test: 'loses all that is personal after its time',
    },
    {
      name: 'outbox: a log that changed while it was tried is not taken for delivered',
      find: 'if (row.revision !== revision || !isQueued(row)) return row;',
      replace: 'if (!isQueued(row)) return row;',
      test: 'is delivered again as it is then',
    },
    {
      name: 'outbox: what a store never takes is not tried again by itself',
      find: "if (outcome.kind === 'permanent') return { ...row, state: { name: 'failed', tries, reason } };",
      replace: '',
      test: 'is not tried again when the store will never take it',
    },
    {
      name: 'outbox: a log whose delivery failed is not called pending',
      find: "state.name === 'held' || state.name === 'waiting';",
      replace: "state.name !== 'failed';",
      test: 'is undelivered, while it waits and once it has failed',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/row.ts`, ROW, [
    {
      name: 'outbox: only what is delivered expires',
      find: "if (state.name !== 'delivered') return row;",
      replace: '',
      test: 'loses no undelivered log, and reaches no impossible state',
    },
    {
      name: 'outbox: an amended log is delivered again',
      find: "state: isHeld || state.name === 'delivered' ? waiting(now) : state,",
      replace: 'state: isHeld ? waiting(now) : state,',
      test: 'loses no undelivered log, and reaches no impossible state',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/row.ts`, HOSTILE, [
    {
      name: 'outbox: a log that is forbidden again pauses alone',
      find: "if (isRefused && wasRefused) return { ...row, state: { name: 'refused', tries, reason } };",
      replace: '',
      test: 'pauses all once, and alone from then on',
    },
    {
      name: 'outbox: a log that was tried often goes after one that was not',
      find: 'priority: Math.min(tries, LAST_PRIORITY),',
      replace: 'priority: 0,',
      test: 'is fewest tries first, then the earliest, whatever the revision',
    },
    {
      name: 'outbox: rejected logs have ids of their own',
      find: 'key.startsWith(REJECTED) || key.startsWith(ESCAPE) ? `${ESCAPE}${key}` : key;',
      replace: 'key;',
      test: 'never replaces a valid one, whatever their keys are',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/outcome.ts`, DELIVERY, [
    {
      name: 'outbox: a store’s retryAfterMs is kept to',
      find: 'Math.max(waitAfter(tries, backoff, random), retryAfterMs)',
      replace: 'waitAfter(tries, backoff, random)',
      test: 'is not tried before the time that the store has named',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/outcome.ts`, HOSTILE, [
    {
      name: 'outbox: a retryAfterMs that is not a time counts as absent',
      find: "typeof value === 'number' && Number.isFinite(value) && value > 0 ?",
      replace: 'value !== undefined ?',
      test: 'a store that says when to try again',
    },
    {
      name: 'outbox: an error that has no text is recorded',
      find: "  } catch {\n    return 'The store failed with something that is not an error and has no text.';",
      replace: '  } finally {',
      test: 'a store that rejects with something without a text',
    },
    {
      name: 'outbox: a reason is cut',
      find: 'text.slice(0, MOST_CHARACTERS)',
      replace: 'text',
      test: 'has its first 500 characters noted',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/transactions.ts`, DELIVERY, [
    {
      name: 'outbox: delivery pauses until somebody has signed in',
      find: "if (pausesAll(row, revision, outcome)) await tables.putNote('paused', true);",
      replace: '',
      test: 'then nothing is tried until resume',
    },
    {
      name: 'outbox: the logs of a call keep their order',
      find: 'return revision <= (await first);',
      replace: 'return true;',
      test: 'does not stand in the way of other calls, but of later logs of its own call',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/delivery.ts`, DELIVERY, [
    {
      name: 'outbox: a delivery that cannot be noted is not repeated in a storm',
      find: 'if (!isRecorded) pausedCalls.set(laneOf(row), timing.elapsed() + LOOK_AGAIN_MS);',
      replace: '',
      test: 'is not repeated at once',
    },
    {
      name: 'outbox: a log that is damaged holds up nobody',
      find: "if (isDamaged) throw new StoreError('permanent', 'The log is damaged.');",
      replace: '',
      test: 'fails for good, and holds up nobody',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/delivery.ts`, HOSTILE, [
    {
      name: 'outbox: a store gets no more logs at once than it has been promised',
      find: "while (ready.length > 0 && count('slot') < SLOTS) {",
      replace: 'while (ready.length > 0) {',
      test: 'pauses before more than the tries under way have been refused',
    },
    {
      name: 'outbox: a try that hangs gives its slot back',
      find: "if (isLong && count('hanging') < MOST_HANGING) each.place = 'hanging';",
      replace: '',
      test: 'let a new one be tried within 10 s, if there are 24',
    },
    {
      name: 'outbox: not more than 32 tries hang beside',
      find: "isLong && count('hanging') < MOST_HANGING",
      replace: 'isLong',
      test: 'are never more than 36 at once, and each ends after half a minute',
    },
    {
      name: 'outbox: a refused try lets no other begin before it is recorded',
      find: '    if (failure) {\n',
      replace: '    if (!failure) {\n',
      test: 'pauses before more than the tries under way have been refused',
    },
    {
      name: 'outbox: rows follow a clock that was put back',
      find: 'if (isAhead && (',
      replace: 'if (!isAhead && (',
      test: 'before the first try delays no log',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/fallback-storage.ts`, LEADERSHIP, [
    {
      name: 'outbox: a storage that hangs stops no tab for good',
      find: 'await time.wait(database.run(mode, work, time.signal))',
      replace: 'await database.run(mode, work, time.signal)',
      test: 'one that is alone and whose database hangs for a while delivers afterwards',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/fallback-storage.ts`, VOLATILE, [
    {
      name: 'outbox: a storage that hangs is not waited for as long again',
      find: 'system.elapsed() < hangsUntil ? HANGING_MS : WORK_MS',
      replace: 'WORK_MS',
      test: 'is waited for 4 s, then for half a second',
    },
    {
      name: 'outbox: a storage that became slow is used again',
      find: 'system.elapsed() + LONG_AGAIN_MS',
      replace: 'Infinity',
      test: 'and only becomes slow keeps logs again half a minute later',
    },
  ]),
  ...mutationsOf(
    'packages/plugin-calllog/src/call-log.ts',
    'packages/plugin-calllog/test/clock.test.ts',
    [
      {
        name: 'outbox: retries are timed by the host’s clock',
        find: 'timing.follow?.(clock);',
        replace: '',
        test: 'is tried again when the host’s clock says so',
      },
    ],
  ),
  ...mutationsOf(`${OUTBOX}/loss-mark.ts`, VOLATILE, [
    {
      name: 'outbox: what another tab has delivered is not called lost',
      find: 'return Number(localStorage.getItem(name)) || 0;',
      replace: 'return last;',
      test: 'held nothing that another tab has delivered',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/delivery.ts`, VOLATILE, [
    {
      name: 'outbox: nobody waits for a log that is removed',
      find: 'for (const waiter of removed) waiter',
      replace: 'for (const waiter of removed.slice(1)) waiter',
      test: 'does not wait for a log that discard has removed before its first try',
    },
  ]),
  ...mutationsOf('packages/plugin-kit/src/with-timeout.ts', DELIVERY, [
    {
      name: 'outbox: a store that hangs is aborted',
      find: 'controller.abort(late())',
      replace: 'undefined',
      test: 'is aborted after half a minute, and tried again',
    },
    {
      name: 'outbox: a store is aborted when the outbox is closed',
      find: "else signal?.addEventListener('abort', follow, { once: true });",
      replace: '',
      test: 'is aborted when the outbox is closed',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/leadership.ts`, DELIVERY, [
    {
      name: 'outbox: a lease from before the clock was put back holds up nobody',
      find: '&& lease.until <= now + leaseMs;',
      replace: ';',
      test: 'none waits for one whose lease is from before the clock was put back',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/leadership.ts`, LEADERSHIP, [
    {
      name: 'outbox: one tab delivers, where there are no locks',
      find: 'if (isLease && lease.holder !== holder && !takeOver) {',
      replace: 'if (!isLease && !takeOver) {',
      test: 'one delivers what all of them log',
    },
    {
      name: 'outbox: the lease that tabs share is written by the computer’s clock',
      find: 'const now = system.now();',
      replace: 'const now = timing.now();',
      test: 'has a clock of its own',
    },
    {
      name: 'outbox: the lock of a leader without a sign of life is stolen',
      find: '        void request(true);',
      replace: '        void request(false);',
      test: 'a visible one delivers within 45 s when the leader is frozen',
    },
    {
      name: 'outbox: a hidden leader answers, and stays leader',
      find: "        send?.('delivering');\n      });",
      replace: '      });',
      test: 'a hidden leader that works stays leader',
    },
    {
      name: 'outbox: who has lost the lock ends its tries',
      find: 'if (isGranted) end?.();',
      replace: '',
      test: 'one that was replaced ends its tries, and stands again in the same way',
    },
    {
      name: 'outbox: a script that holds the lock’s name stops nothing',
      find: 'if (send) void watch();',
      replace: '',
      test: 'a script that holds the lock’s name',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/outbox.ts`, VOLATILE, [
    {
      name: 'outbox: an action that the disk refuses fails',
      find: "if (!isCallLogError(error) || error.code !== 'DATABASE_UNAVAILABLE') throw error;\n    } finally",
      replace: '} finally',
      test: 'fail, which has not changed what is on the disk',
    },
    {
      name: 'outbox: a revision grows where the last one cannot be read',
      find: 'Math.max(now, lastRevision + 1)',
      replace: 'now',
      test: 'gives a later log a higher revision, although the clock was put back',
    },
    {
      name: 'outbox: where a log is not durable, its answer waits for the store',
      find: 'await accepted;',
      replace: '',
      test: 'reports the store’s error, and retries the log while the page is open',
    },
    {
      name: 'outbox: a log that nobody waits for any more is not written elsewhere',
      find: 'signal.throwIfAborted();\n      if (isAboutData(error)) throw error;',
      replace: 'if (isAboutData(error)) throw error;\n      signal = lifeSignal();',
      test: 'is not got round when nobody waits for the answer any more',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/transactions.ts`, VOLATILE, [
    {
      name: 'outbox: nothing is wiped while something is not delivered',
      find: 'if (!evenUndelivered) await checkDelivered(tables);',
      replace: '',
      test: 'is not wiped in part',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/row.ts`, BROWSER, [
    {
      name: 'outbox: the network’s return does not hurry a store that has said when',
      find: 'const dueAt = Math.max(now, state.notBefore);',
      replace: 'const dueAt = now;',
      test: 'is tried again at once when the network is back',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/outbox.ts`, BROWSER, [
    {
      name: 'outbox: a loss of the browser’s database is shown',
      find: 'if (lost > 0) loss =',
      replace: 'if (lost > 1e9) loss =',
      test: 'and the database is gone with what waited in it, that is shown',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/page-events.ts`, BROWSER, [
    {
      name: 'outbox: the browser is asked to keep what is stored',
      find: 'void globalThis.navigator?.storage?.persist?.().catch(() => undefined);',
      replace: '',
      test: 'has the browser asked to keep it',
    },
  ]),
  ...mutationsOf(`${PLUGIN}/src/call-log.ts`, BROWSER, [
    {
      name: 'outbox: each owner has a database of their own',
      find: "encodeURIComponent(owner ?? '')",
      replace: "''",
      test: 'a log is delivered only while its owner is signed in',
    },
  ]),
  ...mutationsOf('packages/plugin-kit/src/database.ts', BROWSER, [
    {
      name: 'outbox: what is answered is on the disk',
      find: "{ durability: 'strict' }",
      replace: '{}',
      test: 'was on the disk, not only in the browser',
    },
  ]),
  ...mutationsOf('packages/plugin-kit/src/database.ts', DEAD, [
    {
      name: 'database: a block is waited for once, not again with a new connection',
      find: 'isRepeated || block ||',
      replace: 'isRepeated ||',
      test: 'that another tab’s transaction holds up is waited for once',
    },
    {
      name: 'a dead connection is opened again',
      find: 'if (isRepeated || block || !isLost) throw explain(name, error, PluginError);',
      replace: 'throw explain(name, error, PluginError);',
      test: 'is opened again by the outbox, which stays durable and loses no log',
    },
    {
      name: 'a transaction is repeated once',
      find: 'if (isRepeated || block || !isLost) throw',
      replace: 'if (!isLost) throw',
      test: 'that fails twice in a row is reported: one transaction is repeated once',
    },
    {
      name: 'a database that is blocked is waited for once',
      find: '        if (block) throw blocked();\n        for',
      replace: '        for',
      test: 'that a deletion holds up is waited for once',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/database-storage.ts`, DEAD, [
    {
      name: 'outbox: a transaction that cannot begin is not waited for',
      find: 'limitsTransactions: true,',
      replace: '',
      test: 'that another tab’s transaction holds up is waited for once',
    },
  ]),
];
