import type { Messages } from '@jackfield/core';
import { decodeContactQuery } from './contact-query.js';
import type { Context } from './context.js';
import type { Members } from './envelope.js';
import { createMatcher, type Matcher } from '../simulator/matcher.js';
import type { PageChannel, RequestName } from './page-channel.js';
import type { Answer } from '../simulator/answer.js';
import type { WorkerState } from './worker-state.js';

/** The widget's side of a service: the registered service, the two matchers, the two other requests. */
export interface ThirdParty {
  readonly contacts: Matcher;
  readonly callLogs: Matcher;
  /** Handles a register message. */
  register(payload: unknown): void;
  /**
   * @returns the answer, and a promise of the answer to the query that follows; `undefined` if no
   *   request was sent
   */
  logCall(
    data: Messages['requests']['logCall']['data'],
  ): Promise<{ readonly answer: Answer; readonly after: Promise<unknown> } | undefined>;
  viewLead(lead: Messages['requests']['viewLead']['data']): Promise<Answer | undefined>;
}

/** Returns the queries for what the agent sees. */
export interface Queries {
  contacts(): readonly string[];
  callLogs(): readonly string[];
}

const numberOf = (query: string): string => decodeContactQuery(query).phoneNumber;
const same = (query: string): string => query;

/**
 * Holds one service (ThirdParty.ts:88-106, 138-149):
 *
 * 1. A register message without a truthy name is ignored silently.
 * 2. Any other replaces the name and all flags; omitted flags are off.
 * 3. Each name sends queries through the matchers whose flag was on in one of its register messages.
 *    Names are never removed, and all send the same queries: a second name doubles every query
 *    (ThirdParty.ts:154-183).
 * 4. Flags are checked when a request is about to be sent.
 */
export function createThirdParty(
  { does, clock, storage, changed }: Context,
  worker: WorkerState,
  pageChannel: PageChannel,
  queries: Queries,
): ThirdParty {
  // 0.x stores a flag unchanged (X0 ThirdPartyService/index.ts:51-59).
  const flag = (value: unknown): boolean | undefined =>
    (does('service-flags-boolean') ? value || false : value) as boolean | undefined;

  /** Returns what the page found; an empty object for an error, null or an empty object. */
  async function search(
    name: RequestName,
    wanted: readonly string[],
    decode: (query: string) => unknown,
    keyFor: (query: string) => string,
  ): Promise<Record<string, readonly unknown[]>> {
    const answer = await pageChannel.request(name, wanted.map(decode));
    const data = answer?.status === 'answered' ? (answer.result as Members | null) : undefined;
    if (!data || Object.keys(data).length === 0) return {};
    return Object.fromEntries(
      wanted.map((query) => {
        const found = data[keyFor(query)];
        return [query, Array.isArray(found) ? found : []];
      }),
    );
  }

  const contacts = createMatcher(
    clock,
    storage.contacts,
    worker.contactNames,
    async (wanted) =>
      worker.service?.contactMatcherEnabled
        ? search('matchContacts', wanted, decodeContactQuery, numberOf)
        : {},
    changed,
  );
  const callLogs = createMatcher(
    clock,
    storage.callLogs,
    worker.callLogNames,
    async (wanted) =>
      worker.service?.callLogMatcherEnabled ? search('matchCallLogs', wanted, same, same) : {},
    changed,
  );

  function join(
    names: string[],
    name: string,
    matcher: Matcher,
    wanted: () => readonly string[],
  ): void {
    if (!names.includes(name)) names.push(name);
    // A trigger does not wait, and sends no query before login (DataMatcher.ts:190-203).
    if (storage.isLoggedIn) void matcher.trigger(wanted());
  }

  return {
    contacts,
    callLogs,
    register(payload) {
      const given = (payload as Members)['service'] as Members | null | undefined;
      if (!given?.['name']) return;
      const name = given['name'] as string;
      worker.service = {
        name,
        callLoggerEnabled: flag(given['callLoggerEnabled']),
        contactMatcherEnabled: flag(given['contactMatcherEnabled']),
        callLogMatcherEnabled: flag(given['callLogMatcherEnabled']),
        leadViewerEnabled: flag(given['leadViewerEnabled']),
      };
      if (worker.service.contactMatcherEnabled)
        join(worker.contactNames, name, contacts, queries.contacts);
      if (worker.service.callLogMatcherEnabled)
        join(worker.callLogNames, name, callLogs, queries.callLogs);
      changed();
    },
    async logCall(data) {
      if (!worker.service?.callLoggerEnabled) return undefined;
      const answer = await pageChannel.request('logCall', data);
      if (!answer) return undefined;
      // A rejection is thrown before the matcher is called (ThirdParty.ts:266-277).
      const isMatched = answer.status === 'answered' && worker.service.callLogMatcherEnabled;
      const after = isMatched
        ? callLogs.match([data.sessionId], { ignoreCache: true })
        : Promise.resolve();
      return { answer, after };
    },
    async viewLead(lead) {
      return worker.service?.leadViewerEnabled ? pageChannel.request('viewLead', lead) : undefined;
    },
  };
}
