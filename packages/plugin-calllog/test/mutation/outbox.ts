// What the outbox promises, line by line.
import { type Mutation, mutationsOf } from '../../../core/test/mutation/mutation.js';

const PLUGIN = 'packages/plugin-calllog';
const OUTBOX = `${PLUGIN}/src/outbox`;
const FUZZ = `${PLUGIN}/test/fuzz/fuzz.test.ts`;
const ENQUEUE = `${PLUGIN}/test/outbox/enqueue.test.ts`;
const DELIVERY = `${PLUGIN}/test/outbox/delivery.test.ts`;
const VOLATILE = `${PLUGIN}/test/outbox/volatile.test.ts`;
const BROWSER = `${PLUGIN}/test/outbox/outbox.browser.test.ts`;

export const outbox: readonly Mutation[] = [
  ...mutationsOf(`${OUTBOX}/enqueue.ts`, FUZZ, [
    {
      name: 'fuzz: of two logs of a key the later one stays',
      find: 'Math.max((last?.revision ?? -Infinity) + 1, now);\n  const { contact',
      replace: 'now;\n  const { contact',
      test: 'loses no log: what is valid is logged under its key',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/enqueue.ts`, ENQUEUE, [
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
    {
      name: 'outbox: revisions grow over tabs and reloads',
      find: 'Math.max((last?.revision ?? -Infinity) + 1, now);\n  const { contact',
      replace: 'now;\n  const { contact',
      test: 'grow over tabs and reloads',
    },
    {
      name: 'outbox: what was found out about one revision is not added to the next',
      find: '|| (ofRevision !== undefined && row.revision !== ofRevision)',
      replace: '',
      test: 'is not added to a later log of the key',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/enqueue.ts`, DELIVERY, [
    {
      name: 'outbox: what is personal is removed after its time',
      find: 'record: undefined,\n        shown: undefined,',
      replace: '',
      test: 'loses all that is personal after its time',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/settle.ts`, DELIVERY, [
    {
      name: 'outbox: a log that changed while it was tried is not taken for delivered',
      find: 'if (row?.revision !== revision) return;',
      replace: 'if (!row) return;',
      test: 'is delivered again as it is then',
    },
    {
      name: 'outbox: a store’s retryAfterMs is kept to',
      find: 'Math.max(waitAfter(tries, backoff, random), retryAfterMs)',
      replace: 'waitAfter(tries, backoff, random)',
      test: 'is not tried before the time that the store has named',
    },
    {
      name: 'outbox: what a store never takes is not tried again by itself',
      find: "if (isStoreError(error) && error.kind === 'permanent') {",
      replace: 'if (!failure) {',
      test: 'is not tried again when the store will never take it',
    },
    {
      name: 'outbox: delivery pauses until somebody has signed in',
      find: "if (isPause) await tables.putNote('paused', true);",
      replace: '',
      test: 'then nothing is tried until resume',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/plan.ts`, DELIVERY, [
    {
      name: 'outbox: the logs of a call keep their order',
      find: 'heads.set(laneOf(row), row);\n  }',
      replace: 'heads.set(row.id, row);\n  }',
      test: 'does not stand in the way of other calls, but of later logs of its own call',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/delivery.ts`, DELIVERY, [
    {
      name: 'outbox: a store gets no more logs at once than it has been promised',
      find: 'isPaused ? 0 : ROOM - underWay',
      replace: 'isPaused ? 0 : 100',
      test: 'gets no more than four logs at once',
    },
    {
      name: 'outbox: a delivery that cannot be noted is not repeated in a storm',
      find: 'busy.set(laneOf(row), timing.now() + LOOK_AGAIN_MS);',
      replace: 'busy.delete(laneOf(row));',
      test: 'is not repeated at once',
    },
    {
      name: 'outbox: a log that is damaged holds up nobody',
      find: "if (isDamaged) throw new StoreError('permanent', 'The log is damaged.');",
      replace: '',
      test: 'fails for good, and holds up nobody',
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
      find: "else signal.addEventListener('abort', follow, { once: true });",
      replace: '',
      test: 'is aborted when the outbox is closed',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/find.ts`, DELIVERY, [
    {
      name: 'outbox: a log that failed for good is not said to be logged',
      find: 'if (row?.deliveredAt === undefined && row?.dueAt === undefined) continue;',
      replace: 'if (!row) continue;',
      test: 'is not said to be logged once it has failed for good',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/leader.ts`, DELIVERY, [
    {
      name: 'outbox: one tab delivers, where there are no locks',
      find: 'if (signal.aborted || (isHeld && lease.holder !== holder)) return false;',
      replace: 'if (signal.aborted) return false;',
      test: 'one delivers, also what the others log',
    },
    {
      name: 'outbox: a lease from before the clock was put back holds up nobody',
      find: '&& lease.until <= now + LEASE_MS;',
      replace: ';',
      test: 'none waits for one whose lease is from before the clock was put back',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/outbox.ts`, VOLATILE, [
    {
      name: 'outbox: where a log is not durable, its answer waits for the store',
      find: 'await taken;',
      replace: '',
      test: 'reports the store’s error, and retries the log while the page is open',
    },
    {
      name: 'outbox: a log that nobody waits for any more is not written elsewhere',
      find: 'signal.throwIfAborted();\n      if (isOfData(error)) throw error;',
      replace: 'if (isOfData(error)) throw error;\n      signal = lifeSignal();',
      test: 'is not got round when nobody waits for the answer any more',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/by-hand.ts`, VOLATILE, [
    {
      name: 'outbox: nothing is wiped while something is not delivered',
      find: 'if (!evenUndelivered) await checkDelivered(tables);',
      replace: '',
      test: 'is not wiped in part',
    },
  ]),
  ...mutationsOf(`${OUTBOX}/by-hand.ts`, BROWSER, [
    {
      name: 'outbox: the network’s return does not hurry a store that has said when',
      find: 'const dueAt = Math.max(now, row.notBefore ?? 0);',
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
  ...mutationsOf(`${OUTBOX}/page.ts`, BROWSER, [
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
];
