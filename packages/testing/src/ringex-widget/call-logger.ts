import type { Context } from './context.js';
import type { ListedCall } from './shapes.js';
import type { TabAccess } from './tab.js';
import type { Logged, ThirdParty } from './third-party.js';
import type { Members } from './wire.js';

/** Why a call is logged. */
export type LogTrigger =
  | 'presenceUpdate'
  | 'callLogSync'
  | 'createLog'
  | 'editLog'
  | 'viewLog'
  | 'contactUpdated'
  | 'logForm'
  | 'callDisposition';

/** The logger of one document. */
export interface CallLogger {
  isReady(): boolean;
  /** Handles a call that has appeared in the list of active calls. */
  onNewCall(call: ListedCall): Promise<unknown>;
  /** Handles a change of a call. */
  onUpdated(call: ListedCall, triggerType: LogTrigger): Promise<unknown>;
  /** Logs a call for the agent; resolves with the outcome and the query that follows. */
  logCall(call: ListedCall, contact: unknown, options: Members): Promise<Logged>;
  isLogging(sessionId: string): boolean;
  /** Applies what a new registration says about the automatic log. */
  onRegistered(): void;
}

/** What a log is without a logger that is ready. */
const DROPPED: Logged = { outcome: { status: 'dropped', ms: 0 }, after: Promise.resolve() };

/**
 * Creates the logger (COM CallLogger.ts:103-300; CallLogger/index.ts:18-67; COM LoggerBase.ts:66-106):
 *
 * 1. It is ready while a service has registered a logger.
 * 2. A new call is logged automatically in the main tab, unless it rings and `logOnRinging` is off. If
 *    nothing has been logged for it, the contacts of both sides are queried first, and passed on.
 * 3. An update is logged if automatic logging is on, or if the call has a match, status rows included,
 *    or a log of it is pending.
 * 4. A log waits for the one that is pending for the same session. Two that wait for the same one then
 *    start together: only the pending log is awaited.
 */
export function createCallLogger(
  { settings, clock, storage, changed }: Context,
  thirdParty: ThirdParty,
  tab: TabAccess,
): CallLogger {
  const pending = new Map<string, Promise<Logged>>();
  let wasReady = false;

  const isReady = (): boolean =>
    storage.isLoggedIn && thirdParty.state.isCallLoggerRegistered && !tab.isOver();
  const isRinging = ({ telephonyStatus }: ListedCall): boolean => telephonyStatus === 'Ringing';

  async function log(call: Members, options: Members): Promise<Logged> {
    const id = call['sessionId'] as string;
    const earlier = pending.get(id);
    if (earlier) await earlier;
    const logged = thirdParty.logCall(call, await withNote(call, options));
    pending.set(id, logged);
    changed();
    const result = await logged;
    pending.delete(id);
    changed();
    return result;
  }

  /** AI notes of ended calls and of rows (ThirdPartyService/index.ts:954-965). */
  async function withNote(call: Members, options: Members): Promise<Members> {
    const hasNotes = Boolean(call['internalType']) || call['result'] === 'Disconnected';
    return settings.smartNotes && hasNotes
      ? { ...options, aiNote: storage.notes[call['telephonySessionId'] as string] ?? '' }
      : options;
  }

  /** What is sent about a call: a live one has no duration but the time since its start. */
  const complete = (call: ListedCall): Members => ({
    ...call,
    duration: Object.hasOwn(call, 'duration')
      ? call['duration']
      : Math.round((clock.now() - call.startTime) / 1_000),
    result: call['result'] || call.telephonyStatus,
  });

  async function autoLog(call: ListedCall, options: Members): Promise<unknown> {
    if (!isReady()) return undefined;
    const { after } = await log(complete(call), options);
    return after;
  }

  const matchesOf = (sessionId: string): readonly unknown[] => thirdParty.callLogs.found(sessionId);

  /** The only match of a side, or the one that the agent chose of several (COM CallLogger.ts:204-229). */
  function entityOf(number: string | undefined, chosen?: unknown): unknown {
    const found = number ? thirdParty.contacts.found(number) : [];
    if (found.length === 1) return found[0];
    if (found.length < 2 || !chosen) return null;
    return found.find((contact) => (contact as Members)['id'] === chosen);
  }

  async function shouldLogUpdated(call: ListedCall): Promise<boolean> {
    if (!(await tab.checkIsMain()) || (!storage.logOnRinging && isRinging(call))) return false;
    if (storage.autoLog) return true;
    await thirdParty.trigger(thirdParty.callLogs);
    return matchesOf(call.sessionId).length > 0 || pending.has(call.sessionId);
  }

  return {
    isReady,
    isLogging: (sessionId) => pending.has(sessionId),
    async onNewCall(call) {
      const isMain = await tab.checkIsMain();
      if (!isMain || !storage.autoLog || (!storage.logOnRinging && isRinging(call)))
        return undefined;
      await thirdParty.trigger(thirdParty.callLogs);
      const triggerType: LogTrigger = 'presenceUpdate';
      if (matchesOf(call.sessionId).length > 0) return autoLog(call, { triggerType });
      await thirdParty.trigger(thirdParty.contacts);
      return autoLog(call, {
        fromEntity: entityOf(call.from.phoneNumber),
        toEntity: entityOf(call.to.phoneNumber, storage.chosen[call.telephonySessionId]),
        triggerType,
      });
    },
    async onUpdated(call, triggerType) {
      return (await shouldLogUpdated(call)) ? autoLog(call, { triggerType }) : undefined;
    },
    async logCall(call, contact, options) {
      if (!isReady()) return DROPPED;
      const isInbound = call.direction === 'Inbound';
      return log(complete(call), {
        ...options,
        fromEntity: (isInbound && contact) || null,
        toEntity: (!isInbound && contact) || null,
      });
    },
    onRegistered() {
      const { isAutoLogReadOnly, autoLogReadOnlyValue } = thirdParty.state;
      if (!isReady() || wasReady) return;
      wasReady = true;
      if (isAutoLogReadOnly && autoLogReadOnlyValue !== null)
        storage.autoLog = autoLogReadOnlyValue;
      tab.channel.push('callAutoLog', { autoLog: storage.autoLog });
    },
  };
}
