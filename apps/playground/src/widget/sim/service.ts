import type { Payload, Wire } from './wire.js';

export interface Service {
  readonly name: string;
  readonly callLoggerEnabled: boolean;
  readonly contactMatcherEnabled: boolean;
  readonly callLogMatcherEnabled: boolean;
  readonly leadViewerEnabled: boolean;
}

/** The first match's name is all that the phone reads of a contact. */
export interface Match {
  readonly name?: string;
  readonly [member: string]: unknown;
}

export interface ThirdParty {
  readonly service: Service | undefined;
  /** Takes `rc-ev-register`; `false` if the widget ignores it. */
  register(payload: Payload): boolean;
  matchContact(phoneNumber: string, callType: string): Promise<readonly Match[]>;
  matchCallLogs(ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
  logCall(data: Payload): Promise<void>;
  viewLead(lead: Payload): Promise<void>;
}

const asRecord = (x: unknown): Payload =>
  typeof x === 'object' && x !== null ? (x as Payload) : {};
const asArray = (x: unknown): readonly unknown[] => (Array.isArray(x) ? x : []);

/**
 * The one slot for a service, with the widget's quirks: the last register wins, flags that it leaves
 * out are off, a nameless one is ignored without a trace, and search providers stay for each name
 * ever seen, so that a second name doubles every query. A failed match counts as "no match".
 */
export function thirdParty(wire: Wire): ThirdParty {
  let service: Service | undefined;
  const providers = new Set<string>();

  async function ask(requestType: string, data: unknown): Promise<Payload[]> {
    const answers = [...providers].map((_name) =>
      wire.request(requestType, data).catch(() => ({})),
    );
    return (await Promise.all(answers)).map(asRecord);
  }

  return {
    get service() {
      return service;
    },
    register({ service: given }) {
      const { name, ...flags } = asRecord(given);
      if (!name) return false;
      service = {
        name: name as string,
        callLoggerEnabled: Boolean(flags.callLoggerEnabled),
        contactMatcherEnabled: Boolean(flags.contactMatcherEnabled),
        callLogMatcherEnabled: Boolean(flags.callLogMatcherEnabled),
        leadViewerEnabled: Boolean(flags.leadViewerEnabled),
      };
      providers.add(service.name);
      return true;
    },
    async matchContact(phoneNumber, callType) {
      if (!service?.contactMatcherEnabled) return [];
      // The query travels through one lower-cased string, `number_calltype`.
      const [number = '', type = ''] = `${phoneNumber}_${callType}`.toLowerCase().split('_');
      const query = [{ phoneNumber: number, callType: type }];
      const answers = await ask('rc-ev-matchContacts', query);
      return answers.flatMap((answer) => asArray(answer[number]) as Match[]);
    },
    async matchCallLogs(ids) {
      if (!service?.callLogMatcherEnabled) return new Map();
      const answers = await ask('rc-ev-matchCallLogs', ids);
      return new Map(
        ids.map((id) => [id, answers.flatMap((answer) => asArray(answer[id])).length]),
      );
    },
    async logCall(data) {
      if (service?.callLoggerEnabled) await wire.request('rc-ev-logCall', data);
    },
    async viewLead(lead) {
      if (service?.leadViewerEnabled) await wire.request('rc-ev-viewLead', lead);
    },
  };
}
