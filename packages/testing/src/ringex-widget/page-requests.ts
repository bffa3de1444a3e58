import type { Context } from './context.js';
import type { Ringcx } from './ringcx.js';
import { type ListedCall, rowOf } from './shapes.js';
import type { TabAccess } from './tab.js';
import type { WidgetDocument } from './widget-document.js';
import type { Members, PageRequest } from './wire.js';

/** What is answered, or nothing at all: then the page waits for its own time-out. */
export type Reply = { readonly response: unknown } | undefined;

/** How many AI notes are fetched for one answer (CallLogger/index.ts:138-141). */
const NOTED = 10;

/** How long ago a call must have ended to count as unlogged, in milliseconds (CallLogger/index.ts:126-129). */
const RECENT_MS = 20_000;

/**
 * Answers a request of the page (Adapter/index.js:442-578). Four paths read the body without a check:
 * without one they throw, and there is no answer. `/check-popup-window` only does so when the answer is
 * yes.
 */
export async function answerPage(
  { does, settings, clock, storage, line, toast }: Context,
  document: WidgetDocument,
  tab: TabAccess,
  ringcx: Ringcx,
  name: PageRequest | undefined,
  body: Members | undefined,
): Promise<Reply> {
  const given = body as Members;
  switch (name) {
    case 'scheduleMeeting':
      return settings.meetings
        ? { response: { meeting: { id: '1', topic: given['topic'] ?? '' } } }
        : undefined;
    case 'checkPopupWindow': {
      const isOpen = tab.hasPopup;
      if (isOpen && given['alert']) toast('warning', 'The phone is open in another window.');
      const isBusy = !isOpen && document.sessions().length > 0;
      if (isBusy && given['alert'])
        toast('warning', 'The phone cannot move to another window during a call.');
      return { response: isOpen || isBusy };
    }
    case 'showAlert':
      return {
        response: toast(
          (body?.['level'] as 'info' | undefined) ?? 'info',
          String(body?.['message'] ?? ''),
        ),
      };
    case 'dismissAlert':
      return { response: 'ok' };
    case 'createSmsTemplate':
      return { response: given['displayName'] ? 'ok' : 'The name is missing' };
    case 'getUnloggedCalls': {
      const { perPage = 100, page = 1 } = given as {
        readonly perPage?: number;
        readonly page?: number;
      };
      await document.thirdParty.trigger(document.thirdParty.callLogs);
      const unlogged = line.data.rows
        .map((call) => document.withMatches(rowOf(call)))
        .filter((call) => {
          const matches = call['activityMatches'] as readonly Members[];
          if (matches.some(({ type }) => type !== 'status')) return false;
          const endedAt = call.startTime + (call['duration'] as number) * 1_000;
          return endedAt <= clock.now() - RECENT_MS;
        });
      const calls = unlogged.slice((page - 1) * perPage, page * perPage).map(unloggedCall);
      return { response: { calls, hasMore: unlogged.length > page * perPage } };
    }
    case 'getCallLog': {
      const { sessionId, telephonySessionId } = given;
      if (!sessionId && !telephonySessionId)
        return { response: { error: 'sessionId or telephonySessionId is required' } };
      const call = document
        .history()
        .find(
          (one) =>
            one.sessionId === sessionId ||
            (telephonySessionId !== undefined && one.telephonySessionId === telephonySessionId),
        );
      if (!call) return { response: { call: null } };
      return {
        response: {
          call: {
            ...call,
            aiNote: storage.notes[call.telephonySessionId] ?? null,
            recording: null,
            ...recording(call),
            transcript: null,
          },
        },
      };
    }
    case 'refreshLoginSession':
      if (!does('refresh-login')) break;
      return {
        response: storage.isLoggedIn
          ? { result: 'ok' }
          : { result: 'error', message: 'The agent is not logged in' },
      };
    case 'getAgentSession':
      if (!does('ringcx-session')) break;
      return { response: ringcx.session() };
    case 'getDispositions':
      if (!does('ringcx-session')) break;
      return { response: ringcx.dispositionsOf(body?.['callId']) };
  }
  return { response: { data: 'no matched path' } };

  function unloggedCall(call: ListedCall, index: number): Members {
    const aiNote = index < NOTED ? storage.notes[call.telephonySessionId] : undefined;
    return { ...call, ...recording(call), aiNote, transcript: null };
  }
  function recording(call: Members): Members {
    const found = call['recording'] as Members | undefined;
    return found ? { recording: document.thirdParty.recordingOf(found) } : {};
  }
}
