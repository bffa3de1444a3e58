/** All that `<jackfield-outbox>` says. What depends on a number is a function of it, for its plural. */
export interface OutboxTexts {
  /** What the whole is called, for who cannot see where it stands. */
  readonly title: string;
  /** Nothing waits, nothing failed. */
  readonly allDelivered: string;
  readonly pending: (count: number) => string;
  readonly failed: (count: number) => string;
  readonly paused: (count: number) => string;
  readonly rejected: (count: number) => string;
  /** How many logs are not listed, since the list is long. */
  readonly more: (count: number) => string;
  /** How many logs of other users of this browser wait for them. */
  readonly ofOthers: (count: number) => string;
  /** The store wants somebody to sign in. */
  readonly signIn: string;
  readonly offline: string;
  /** The browser keeps nothing; `problem` says why, if that is known. */
  readonly storageProblem: (problem: string | undefined, isVolatile: boolean) => string;
  /** The outbox itself could not be read. */
  readonly statusFailed: (reason: string) => string;
  /** A button was pressed, and what it does failed. */
  readonly actionFailed: (reason: string) => string;
  /** The state of one log, in a word or two. */
  readonly states: Readonly<Record<'pending' | 'failed' | 'paused' | 'rejected', string>>;
  /** Why a log failed, where the store said nothing. */
  readonly noReason: string;
  /** The tab that delivers does not respond, and another one is about to take over. */
  readonly noTab: string;
  readonly tries: (count: number) => string;
  readonly nextTry: (at: number) => string;
  /** It is not tried again by itself. */
  readonly isFinal: string;
  readonly retry: string;
  readonly retryAll: string;
  readonly discard: string;
  readonly resume: string;
  readonly confirmDiscard: string;
  readonly confirm: string;
  readonly keep: string;
  /** A button's name for a screen reader; it begins with what the button shows. */
  readonly actionOf: (action: string, customer: string, time: string) => string;
  readonly unknownCustomer: string;
  readonly withheld: string;
  /** A log that the widget sent and nobody can read. */
  readonly unreadable: string;
  /** A telephone number as a person reads it; `withheld` has taken the place of one that is. */
  readonly number: (phoneNumber: string) => string;
  /** When a log arrived. */
  readonly time: (at: number) => string;
}

const logs = (count: number): string => (count === 1 ? '1 call log' : `${count} call logs`);

const isToday = (at: number): boolean => new Date(at).toDateString() === new Date().toDateString();

/** The time alone today, with the date on other days; as this browser's user writes it. */
const format = (at: number, timeStyle: 'short' | 'medium'): string =>
  new Intl.DateTimeFormat(undefined, {
    timeStyle,
    ...(!isToday(at) && { dateStyle: 'short' as const }),
  }).format(at);

export const englishTexts: OutboxTexts = {
  title: 'Call logs on their way',
  allDelivered: 'All calls logged',
  pending: (count) => `${logs(count)} waiting`,
  failed: (count) => `${logs(count)} failed`,
  paused: (count) => `${logs(count)} waiting for you to sign in`,
  rejected: (count) => `${logs(count)} unreadable`,
  more: (count) => `and ${count} more`,
  ofOthers: (count) =>
    `${logs(count)} of other people who use this browser ${count === 1 ? 'waits' : 'wait'} until they sign in.`,
  signIn: 'Your CRM wants you to sign in. Call logs are kept until then.',
  offline: 'You are offline. Call logs are kept, and delivered once you are back.',
  storageProblem: (problem, isVolatile) =>
    [
      isVolatile
        ? 'This browser cannot keep call logs: one that fails is lost with this page.'
        : 'Something is wrong with this browser’s storage.',
      problem,
    ]
      .filter(Boolean)
      .join(' '),
  statusFailed: (reason) => `It cannot be said whether all calls are logged: ${reason}`,
  actionFailed: (reason) => `That did not work: ${reason}`,
  states: {
    pending: 'Waiting',
    failed: 'Failed',
    paused: 'Needs sign-in',
    rejected: 'Unreadable',
  },
  noReason: 'The CRM did not say why.',
  noTab: 'The tab that delivers does not respond. Another one takes over soon.',
  tries: (count) => (count === 1 ? 'Tried once' : `Tried ${count} times`),
  nextTry: (at) => `next try at ${format(at, 'medium')}`,
  isFinal: 'not tried again by itself',
  retry: 'Try again',
  retryAll: 'Try all again',
  discard: 'Discard',
  resume: 'I have signed in',
  confirmDiscard: 'Discard this call log for good?',
  confirm: 'Discard for good',
  keep: 'Keep it',
  actionOf: (action, customer, time) => `${action}: ${customer}, ${time}`,
  unknownCustomer: 'Unknown customer',
  withheld: 'Number withheld',
  unreadable: 'Unreadable call log',
  number: (phoneNumber) => phoneNumber,
  time: (at) => format(at, 'short'),
};
