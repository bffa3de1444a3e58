import type { ContractRule, RuleContext } from './contract-rule.js';
import { MAX_WAIT_MS, type Harness } from './harness.js';
import type { Call, LoosePlugin } from './spy-plugin.js';
import { requestsOf } from './subjects.js';
import { trackReads } from './track-reads.js';
import { watchBodies } from './watch/watch-bodies.js';
import { watchRows, type RowWatch } from './watch/watch-rows.js';

export const LOG_CALL = 'logCall';
const MATCH = 'matchCallLogs';

/** What identifies a log, and what the agent wrote; `notes` are `null` where the task is absent. */
export interface LogParts {
  /** The key of the log: the request’s own `sessionId`. */
  readonly key: string;
  /** `call.sessionId`, the number of the leg. */
  readonly session: string;
  /** `call.id`, which all legs of a call share. */
  readonly id: string;
  readonly notes: string | null;
}

const digits = (count: number): string =>
  Array.from({ length: count }, () => Math.floor(Math.random() * 10)).join('');

/** Returns the log of a call with new ids: a CRM may keep those of earlier runs. */
export function newLog(notes: string): LogParts {
  const id = `2019101622130301${digits(14)}`;
  return { key: `${id}$2`, session: `7${digits(7)}`, id, notes };
}

/** The plugin handles call logs. */
export const logsCalls: ContractRule['subjects'] = (plugin: LoosePlugin) =>
  requestsOf(plugin).filter((name) => name === LOG_CALL);

/** A plugin’s call logs: what it is given, what it keeps in memory, and what it finds again. */
export interface CallLogs {
  readonly rows: RowWatch;
  /** What the plugin has sent by `fetch`. */
  readonly bodies: readonly unknown[];
  /** Whether the plugin handles `matchCallLogs`. */
  readonly isFinder: boolean;
  /** Logs a call. Returns the handler’s call, and the members of the data that it read. */
  log(parts: LogParts): Promise<{ readonly call: Call; readonly reads: ReadonlySet<string> }>;
  /** Returns the entries that `matchCallLogs` finds for each key; `undefined` if it cannot be asked. */
  find(keys: readonly string[]): Promise<Readonly<Record<string, readonly unknown[]>> | undefined>;
  /** Returns the data of a log. */
  dataOf(parts: LogParts): unknown;
}

type Members = Readonly<Record<string, unknown>>;

/** Calls `use` with the call logs of a fresh plugin. The handlers are called without a host, whose own lists would be among the rows. */
export const withCallLogs = (
  { plugin, dataOf, withHarness }: RuleContext,
  use: (logs: CallLogs, harness: Harness) => Promise<void>,
): Promise<void> =>
  withHarness(async (harness) => {
    const { bodies, stop } = watchBodies();
    const rows = watchRows((container) => container === harness.calls || container === bodies);
    const [example] = dataOf(LOG_CALL).examples as readonly [Members];

    const run = (name: string, data: unknown): Promise<Call> =>
      rows.during(async () => {
        const call = harness.call(name, data, new AbortController().signal);
        await harness.until(() => call.state !== 'running', MAX_WAIT_MS);
        return call;
      });

    const make = ({ key, session, id, notes }: LogParts): unknown => {
      const { task, call, ...others } = example;
      const data = { ...others, call: { ...(call as Members), id, sessionId: session } };
      const withTask = notes === null ? data : { ...data, task: { ...(task as Members), notes } };
      return { ...withTask, sessionId: key };
    };

    try {
      await use(
        {
          rows,
          bodies,
          isFinder: plugin.requests?.[MATCH] !== undefined,
          dataOf: make,
          async log(parts) {
            const { value, reads } = trackReads(make(parts));
            return { call: await run(LOG_CALL, value), reads };
          },
          async find(keys) {
            if (!plugin.requests?.[MATCH]) return undefined;
            const { state, result } = await run(MATCH, keys);
            if (state !== 'resolved' || typeof result !== 'object' || result === null)
              return undefined;
            const found = result as Readonly<Record<string, unknown>>;
            return Object.fromEntries(
              keys.map((key) => [key, Array.isArray(found[key]) ? found[key] : []]),
            );
          },
        },
        harness,
      );
    } finally {
      rows.stop();
      stop();
    }
  });
