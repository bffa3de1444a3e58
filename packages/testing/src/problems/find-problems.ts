import { invalid } from '@jackfield/core/ringcx';
import type { FailedKeyword, Mask, PushEntry } from '@jackfield/core/protocol';
import { readEnvelope, type Reading } from '@jackfield/plugin-kit/read-envelope';
import type { Journal, Recorded, RecordedRequest } from '../simulator/journal.js';
import type { AnyWire } from '../transcript/recorded-wire.js';
import type { InspectedWire } from './inspected-wire.js';
import { changedKeys } from './changed-keys.js';
import type { PageError, Problem, ProblemCode } from './problem.js';

/** What was recorded of a page. */
export interface Observed {
  readonly wire: InspectedWire;
  readonly journal: Pick<Journal<string>, 'received' | 'requests'>;
  /** The errors that the page did not catch. */
  readonly errors: readonly PageError[];
  /** When the page sent messages that no widget received. */
  readonly lost: readonly number[];
  /** When the page posted messages to another origin than the widget's. */
  readonly elsewhere: readonly number[];
  /** The ids of requests that the widget did not send, but somebody else. */
  readonly forged: ReadonlySet<string>;
  /** The widget's time now. */
  readonly now: number;
}

const FIXES: Readonly<Record<ProblemCode, string>> = {
  MESSAGE_INVALID: 'Send what the reference of the messages describes.',
  MESSAGE_UNKNOWN: 'Compare the type with the reference of the messages.',
  ENVELOPE_INVALID: 'Copy the id of the request into the response.',
  RESULT_INVALID: 'Answer with what the reference of the messages describes.',
  KEYS_CHANGED: "Use the request's own strings as keys, in the form in which they came.",
  ERROR_UNREADABLE: "Answer with the error's text: error.message.",
  ANSWERED_TWICE: 'Answer each request once: the widget ignores all further answers.',
  ANSWERED_LATE: 'Set a time limit on everything that the handler waits for.',
  NOT_ANSWERED: 'Answer each request, with an error if there is no result: the agent waits.',
  REQUEST_UNKNOWN: 'Copy the id of the request into the response.',
  HANDLER_THREW: 'Catch errors in the listener, and answer with their text.',
  SERVICE_REPLACED:
    'Register one service with all capabilities: the widget keeps the last one only.',
  ORIGIN_WRONG: "Post to the origin of the frame's address.",
  WIDGET_ABSENT: "Wait for the widget's first message before you send one.",
};

/** How RingEX lets a page report an error: not at all. */
const NO_ERRORS = 'Answer with a result that says so: this widget has no errors.';

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** The errors whose texts name members and variables, and no values. */
const isOfLanguage = ({ name }: PageError): boolean =>
  name === 'TypeError' || name === 'ReferenceError';

const describe = (error: PageError): string =>
  [isOfLanguage(error) ? `${error.name}: ${error.text}` : error.name, error.place]
    .filter(Boolean)
    .join(' at ');

/** Finds what a page did wrong, in the order of time. */
export function findProblems({
  wire,
  journal,
  errors,
  lost,
  elsewhere,
  forged,
  now,
}: Observed): readonly Problem[] {
  const { protocol, envelopes } = wire;
  const problems: Problem[] = [];
  const requests = new Map(journal.requests.map((request) => [request.id, request]));
  const answers = new Map<string, number>();
  let service: string | undefined;

  const add = (
    code: ProblemCode,
    { at, tab }: { readonly at: number; readonly tab: number },
    message: string,
    name?: string,
    fix: string = FIXES[code],
  ): void => {
    problems.push({ code, message, fix, name, at, tab });
  };

  function issues(
    failed: readonly FailedKeyword[],
    body: unknown,
    mask: Mask | undefined,
    subject: string,
  ): string {
    return invalid('INVALID_MESSAGE', subject, failed, body, mask).message;
  }

  function checkMessage(
    reading: Extract<Reading, { readonly type: string }>,
    recorded: Recorded,
  ): void {
    const { name } = recorded;
    if (name === undefined) {
      // A message of another script has no envelope of the wire.
      if (!reading.isMarked && !isNamedAlike(wire, reading.type)) return;
      return add(
        'MESSAGE_UNKNOWN',
        recorded,
        `Expected the type of a message of ${protocol.name}, received ${typeOf(reading.type)}.`,
      );
    }
    // RingCentral's adapter sends some that are not for pages.
    if (!isPageMessage(wire, name)) return;
    const failed = protocol.checkPageMessage(name, reading.body);
    const { body, data = body } = protocol.masks.fromPage[name] ?? {};
    if (failed) add('MESSAGE_INVALID', recorded, issues(failed, reading.body, data, name), name);
    if (name !== protocol.roles.register) return;
    const registered = nameOfService(reading.body);
    if (registered === undefined) return;
    if (service !== undefined && service !== registered)
      add(
        'SERVICE_REPLACED',
        recorded,
        `Expected the service ${JSON.stringify(service)} again, received ${JSON.stringify(registered)}.`,
        name,
      );
    service = registered;
  }

  function checkResult(
    request: RecordedRequest<string>,
    result: unknown,
    recorded: Recorded,
  ): void {
    const { name, data } = request;
    const failed = wire.resultIssues(name, result);
    const masks = protocol.masks.fromWidget[name];
    if (failed.length > 0)
      return add(
        'RESULT_INVALID',
        recorded,
        issues(failed, result, masks?.result, `The result of ${name}`),
        name,
      );
    const changed = changedKeys(data, result, masks);
    if (changed > 0)
      add(
        'KEYS_CHANGED',
        recorded,
        `The result of ${name}: expected keys that the request contains, received ${changed} other${changed === 1 ? '' : 's'}.`,
        name,
      );
  }

  function checkAnswer(
    { id, result, error }: Extract<Reading, { readonly kind: 'response' }>,
    recorded: Recorded,
  ): void {
    if (forged.has(id)) return undefined;
    const request = requests.get(id);
    if (!request)
      return add('REQUEST_UNKNOWN', recorded, 'Expected the id of a request, received another id.');
    const { name, status, ms } = request;
    const before = answers.get(id) ?? 0;
    answers.set(id, before + 1);
    // The document that asked is gone.
    if (status === 'lost') return undefined;
    if (before > 0)
      return add(
        'ANSWERED_TWICE',
        recorded,
        `Expected one answer to ${name}, received another.`,
        name,
      );
    if (status === 'timeout')
      return add(
        'ANSWERED_LATE',
        recorded,
        `Expected an answer to ${name} within ${seconds(ms ?? 0)}, received one after ${seconds(recorded.at - request.at)}.`,
        name,
      );
    const hasErrors = envelopes.page.response?.error !== undefined;
    const given = hasErrors ? error : errorBeside(recorded.envelope);
    if (!given) return checkResult(request, result, recorded);
    if (hasErrors && typeof given === 'string') return undefined;
    return add(
      'ERROR_UNREADABLE',
      recorded,
      hasErrors
        ? `Expected a string as the error of ${name}, received ${kindOf(given)}.`
        : `Expected a result for ${name}, received an error beside it.`,
      name,
      hasErrors ? FIXES.ERROR_UNREADABLE : NO_ERRORS,
    );
  }

  for (const recorded of journal.received) {
    const reading = readEnvelope(envelopes, 'page', recorded.envelope);
    if (reading === undefined) continue;
    if (reading.kind === 'malformed')
      add(
        'ENVELOPE_INVALID',
        recorded,
        `Expected ${reading.expected} in an envelope, received none.`,
      );
    else if (reading.kind === 'response') checkAnswer(reading, recorded);
    else checkMessage(reading, recorded);
  }

  for (const request of journal.requests) {
    const { id, name, at, status, ms = now - at } = request;
    if (answers.has(id) || (status !== 'timeout' && status !== 'waiting')) continue;
    const thrown = errors.find((error) => error.at >= at && error.at <= at + ms);
    if (thrown)
      add(
        'HANDLER_THREW',
        request,
        `${name} has no answer: the page threw ${describe(thrown)}.`,
        name,
      );
    else
      add(
        'NOT_ANSWERED',
        request,
        `Expected an answer to ${name}, received none in ${seconds(ms)}.`,
        name,
      );
  }
  for (const at of lost)
    add(
      'WIDGET_ABSENT',
      { at, tab: 0 },
      'Expected a widget that has loaded, found none: the message is lost.',
    );
  for (const at of elsewhere)
    add(
      'ORIGIN_WRONG',
      { at, tab: 0 },
      "Expected the widget's origin as the target of postMessage, received another one: the message is lost.",
    );
  return problems.sort((a, b) => a.at - b.at);
}

const kindOf = (value: unknown): string =>
  Array.isArray(value) ? 'an array' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;

/** What a page that knows another wire answers with. */
const errorBeside = (envelope: unknown): unknown =>
  (envelope as { readonly error?: unknown } | null)?.error;

/** Types that are not words may contain anything. */
const typeOf = (type: string): string =>
  /^[a-zA-Z][\w/-]{0,60}$/.test(type) ? JSON.stringify(type) : 'another';

/** Whether the reference of the messages has one of this name that pages send. */
export const isPageMessage = ({ protocol }: AnyWire, name: string): boolean =>
  Object.hasOwn(protocol.pagePushes, name) || Object.hasOwn(protocol.pageRequests, name);

/** Whether a type begins as the wire's types do. */
function isNamedAlike({ protocol }: AnyWire, type: string): boolean {
  const pushes: Readonly<Record<string, PushEntry | undefined>> = protocol.pagePushes;
  const [prefix] = /^[a-z]+-[a-z]+-/.exec(pushes[protocol.roles.register ?? '']?.type ?? '') ?? [];
  return prefix !== undefined && type.startsWith(prefix);
}

function nameOfService(body: unknown): string | undefined {
  const { service } = (body ?? {}) as { readonly service?: { readonly name?: unknown } };
  return typeof service?.name === 'string' ? service.name : undefined;
}
