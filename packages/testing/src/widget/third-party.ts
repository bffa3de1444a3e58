import type { Clock, Messages } from '@jackfield/core';
import { decodeContactQuery } from './contact-query.js';
import type { Members } from './envelope.js';
import { createMatcher, type Matcher, type MatchOptions } from './matcher.js';
import type { RegisteredService } from './service.js';
import type { Answer } from './wire.js';

type RequestName = keyof Messages['requests'];

interface Owner {
  /** Asks the page that this request goes to. */
  ask(name: RequestName, data: unknown): Promise<Answer | undefined>;
  /** The queries of the calls that are on, for a match after a register. */
  contactQueries(): readonly string[];
  callLogQueries(): readonly string[];
  changed(): void;
}

/** The widget's side of a service: the one slot, the matchers, the two other requests. */
export interface ThirdParty {
  /** `undefined` until a service with a name has registered. */
  readonly service: RegisteredService | undefined;
  readonly contacts: Matcher;
  readonly callLogs: Matcher;
  register(payload: unknown): void;
  /** Resolves with what came of it; `undefined` if the page was not asked. */
  logCall(data: Messages['requests']['logCall']['data']): Promise<Answer | undefined>;
  viewLead(lead: Messages['requests']['viewLead']['data']): Promise<Answer | undefined>;
  matchContacts(queries: readonly string[], options?: MatchOptions): Promise<void>;
  matchCallLogs(queries: readonly string[], options?: MatchOptions): Promise<void>;
}

/**
 * One slot for a service (ThirdParty.ts:88-106, 138-149):
 *
 * 1. A register without a truthy name is ignored without a trace.
 * 2. Any other replaces the name and all flags; what it leaves out is off.
 * 3. Each name adds a provider to the matchers whose flag was on in that register. None is ever
 *    removed, and all ask alike: a second name doubles every query (ThirdParty.ts:154-183).
 * 4. Flags are looked at when a request would go out.
 */
export function createThirdParty(clock: Clock, isFlagBoolean: boolean, owner: Owner): ThirdParty {
  let service: RegisteredService | undefined;
  const contacts = createMatcher(clock, owner.changed);
  const callLogs = createMatcher(clock, owner.changed);

  // X0 keeps a flag as it comes, and `undefined` for one that is left out (X0 ThirdPartyService/index.ts:51-59).
  const flag = (value: unknown): boolean | undefined =>
    (isFlagBoolean ? value || false : value) as boolean | undefined;

  /** What the page found, or nothing at all: for an error, for null, for an empty object. */
  async function search(
    name: RequestName,
    isOn: () => unknown,
    queries: readonly string[],
    encode: (query: string) => unknown,
    keyOf: (query: string) => string,
  ): Promise<Record<string, readonly unknown[]>> {
    if (!isOn()) return {};
    const answer = await owner.ask(name, queries.map(encode));
    const data = answer?.status === 'answered' ? (answer.result as Members | null) : undefined;
    if (!data || Object.keys(data).length === 0) return {};
    return Object.fromEntries(
      queries.map((query) => {
        const found = data[keyOf(query)];
        return [query, Array.isArray(found) ? found : []];
      }),
    );
  }

  return {
    get service() {
      return service;
    },
    contacts,
    callLogs,
    register(payload) {
      const given = (payload as Members)['service'] as Members | null | undefined;
      if (!given?.['name']) return;
      const name = given['name'] as string;
      service = {
        name,
        callLoggerEnabled: flag(given['callLoggerEnabled']),
        contactMatcherEnabled: flag(given['contactMatcherEnabled']),
        callLogMatcherEnabled: flag(given['callLogMatcherEnabled']),
        leadViewerEnabled: flag(given['leadViewerEnabled']),
      };
      owner.changed();
      if (service.contactMatcherEnabled) {
        if (!contacts.has(name))
          contacts.add(name, (queries) =>
            search(
              'matchContacts',
              () => service?.contactMatcherEnabled,
              queries,
              decodeContactQuery,
              (query) => decodeContactQuery(query).phoneNumber,
            ),
          );
        void contacts.match(owner.contactQueries());
      }
      if (service.callLogMatcherEnabled) {
        if (!callLogs.has(name))
          callLogs.add(name, (queries) =>
            search(
              'matchCallLogs',
              () => service?.callLogMatcherEnabled,
              queries,
              (query) => query,
              (query) => query,
            ),
          );
        void callLogs.match(owner.callLogQueries());
      }
    },
    async logCall(data) {
      return service?.callLoggerEnabled ? owner.ask('logCall', data) : undefined;
    },
    async viewLead(lead) {
      return service?.leadViewerEnabled ? owner.ask('viewLead', lead) : undefined;
    },
    matchContacts: (queries, options) => contacts.match(queries, options),
    matchCallLogs: (queries, options) => callLogs.match(queries, options),
  };
}
