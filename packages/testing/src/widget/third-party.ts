import type { Messages } from '@jackfield/core';
import { decodeContactQuery } from './contact-query.js';
import type { Context } from './context.js';
import type { Members } from './envelope.js';
import { createMatcher, type Matcher } from './matcher.js';
import type { Outlet, RequestName } from './outlet.js';
import type { Answer } from './wire.js';
import type { WorkerState } from './worker-state.js';

/** The widget's side of a service: the one slot, the two matchers, the two other requests. */
export interface ThirdParty {
  readonly contacts: Matcher;
  readonly callLogs: Matcher;
  /** Takes what a page has sent as a register. */
  register(payload: unknown): void;
  /**
   * @returns what came of it, and when the question that follows it has been answered; `undefined`
   *   if nobody was asked
   */
  logCall(
    data: Messages['requests']['logCall']['data'],
  ): Promise<{ readonly answer: Answer; readonly after: Promise<unknown> } | undefined>;
  viewLead(lead: Messages['requests']['viewLead']['data']): Promise<Answer | undefined>;
}

/** The queries of what an agent has before them. */
export interface Queries {
  contacts(): readonly string[];
  callLogs(): readonly string[];
}

const numberOf = (query: string): string => decodeContactQuery(query).phoneNumber;
const same = (query: string): string => query;

/**
 * One slot for a service (ThirdParty.ts:88-106, 138-149):
 *
 * 1. A register without a truthy name is ignored without a trace.
 * 2. Any other replaces the name and all flags; what it leaves out is off.
 * 3. Each name asks through the matchers whose flag was on in a register of it. None is ever
 *    removed, and all ask alike: a second name doubles every query (ThirdParty.ts:154-183).
 * 4. Flags are looked at when a request would go out.
 */
export function createThirdParty(
  { does, clock, storage, changed }: Context,
  worker: WorkerState,
  outlet: Outlet,
  queries: Queries,
): ThirdParty {
  // 0.x keeps a flag as it comes (X0 ThirdPartyService/index.ts:51-59).
  const flag = (value: unknown): boolean | undefined =>
    (does('service-flags-boolean') ? value || false : value) as boolean | undefined;

  /** What the page found, or nothing at all: for an error, for null, for an empty object. */
  async function search(
    name: RequestName,
    asked: readonly string[],
    decode: (query: string) => unknown,
    keyFor: (query: string) => string,
  ): Promise<Record<string, readonly unknown[]>> {
    const answer = await outlet.ask(name, asked.map(decode));
    const data = answer?.status === 'answered' ? (answer.result as Members | null) : undefined;
    if (!data || Object.keys(data).length === 0) return {};
    return Object.fromEntries(
      asked.map((query) => {
        const found = data[keyFor(query)];
        return [query, Array.isArray(found) ? found : []];
      }),
    );
  }

  const contacts = createMatcher(
    clock,
    storage.contacts,
    worker.contactNames,
    async (asked) =>
      worker.service?.contactMatcherEnabled
        ? search('matchContacts', asked, decodeContactQuery, numberOf)
        : {},
    changed,
  );
  const callLogs = createMatcher(
    clock,
    storage.callLogs,
    worker.callLogNames,
    async (asked) =>
      worker.service?.callLogMatcherEnabled ? search('matchCallLogs', asked, same, same) : {},
    changed,
  );

  function join(
    names: string[],
    name: string,
    matcher: Matcher,
    wanted: () => readonly string[],
  ): void {
    if (!names.includes(name)) names.push(name);
    // A trigger waits for nobody, and asks nothing before login (DataMatcher.ts:190-203).
    if (storage.isLoggedIn) matcher.trigger(wanted());
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
      const answer = await outlet.ask('logCall', data);
      if (!answer) return undefined;
      // A rejection is thrown before the matcher is reached (ThirdParty.ts:266-277).
      const isMatched = answer.status === 'answered' && worker.service.callLogMatcherEnabled;
      const after = isMatched
        ? callLogs.match([data.sessionId], { ignoreCache: true })
        : Promise.resolve();
      return { answer, after };
    },
    async viewLead(lead) {
      return worker.service?.leadViewerEnabled ? outlet.ask('viewLead', lead) : undefined;
    },
  };
}
