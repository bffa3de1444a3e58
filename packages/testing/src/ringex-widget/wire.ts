import type { RequestEntry } from '@jackfield/core/protocol';
import { dispatchFromPage, envelopes, type Messages, protocol } from '@jackfield/ringex/wire';

/** Any object on the wire. */
export type Members = Readonly<Record<string, unknown>>;

/** The pushes of the widget that only the script around its frame reads: no schema has them. */
type OwnPush = 'syncPresence' | 'syncSize';
/** The pushes of that script. */
type OwnPagePush = 'syncClosed' | 'syncMinimized' | 'syncSize' | 'syncPosition';

/** The name of a push of the simulated RingEX widget. */
export type RingexPush = keyof Messages['pushes'] | OwnPush;
/** The name of a request of the simulated RingEX widget. */
export type RingexRequest = keyof Messages['requests'];
export type PagePush = keyof Messages['pagePushes'] | OwnPagePush;
export type PageRequest = keyof Messages['pageRequests'];

type Types<Name extends string> = Readonly<Record<Name, string>>;

/** Between the widget and the script around it, each type is its name after one prefix (Adapter/index.js). */
const PREFIX = protocol.pushes.pushAdapterState.type.replace('pushAdapterState', '');

const typesOf = <Name extends string>(
  messages: Readonly<Record<Name, { readonly type: string }>>,
  own: readonly string[] = [],
): Types<Name> =>
  Object.fromEntries([
    ...Object.entries<{ readonly type: string }>(messages).map(([name, { type }]) => [name, type]),
    ...own.map((name) => [name, PREFIX + name]),
  ]) as Types<Name>;

/** The wire's types of the widget's pushes, which are all bare. */
export const pushes: Types<RingexPush> = typesOf(protocol.pushes, [
  'syncPresence',
  'syncSize',
] satisfies OwnPush[]) as Types<RingexPush>;

/** Those of the page's pushes. */
export const pagePushes: Types<PagePush> = typesOf(protocol.pagePushes, [
  'syncClosed',
  'syncMinimized',
  'syncSize',
  'syncPosition',
] satisfies OwnPagePush[]) as Types<PagePush>;

/** The paths of the page's requests. */
export const pageRequests: Types<PageRequest> = typesOf(protocol.pageRequests);

/** The requests of the widget: the member of the service that has the path, and the time to answer. */
export const requests: Readonly<Record<RingexRequest, RequestEntry>> = protocol.requests;

/** Returns how long the widget waits for a response, in milliseconds. */
export const timeoutOf = (name: RingexRequest): number =>
  requests[name].timeoutMs ?? protocol.timeoutMs;

type Kind = Types<'tag' | 'id' | 'type' | 'body' | 'result'>;
type Side = Readonly<Record<'request' | 'response', Kind>>;

/** The envelopes, which are objects with a tag each. */
export const names: { readonly tag: string; readonly widget: Side; readonly page: Side } =
  envelopes as unknown as typeof names;

const { tag, widget: ours, page: theirs } = names;

const inverted = <Name extends string>(table: Types<Name>): ReadonlyMap<unknown, Name> =>
  new Map(Object.entries(table).map(([name, type]) => [type, name as Name]));

const pushNames = inverted(pushes);
const pagePushNames = inverted(pagePushes);
const pageRequestNames = inverted(pageRequests);

/** Returns the name of a push of the widget; `undefined` for anything else. */
export const nameOfPush = (message: unknown): RingexPush | undefined =>
  pushNames.get((message as Members | null | undefined)?.[tag]);

/** A message from the page. */
export type FromPage =
  | { readonly kind: 'push'; readonly name: PagePush | undefined; readonly body: Members }
  | {
      readonly kind: 'request';
      readonly name: PageRequest | undefined;
      readonly id: unknown;
      /** `undefined` if the page sent none, which four paths cannot take. */
      readonly body: Members | undefined;
    }
  | { readonly kind: 'response'; readonly id: unknown; readonly result: unknown };

/** Reads a message from the page; `undefined` for what the widget ignores (Adapter/index.js:341-344, 442-445). */
export function readFromPage(data: unknown): FromPage | undefined {
  const message = data as Members | null | undefined;
  if (!message) return undefined;
  const { request, response } = theirs;
  const type = message[tag];
  if (type === response.tag)
    return { kind: 'response', id: message[response.id], result: message[response.result] };
  if (type !== request.tag) return { kind: 'push', name: pagePushNames.get(type), body: message };
  const path = message[request.type];
  if (!path) return undefined;
  return {
    kind: 'request',
    name: pageRequestNames.get(path),
    id: message[request.id],
    body: message[request.body] as Members | undefined,
  };
}

/**
 * Returns what the schemas do not allow in a message from the page. The widget validates nothing
 * (Adapter/index.js:341-440); its journal has it, so that a test can.
 */
export function issuesFromPage(message: FromPage): readonly string[] | undefined {
  if (message.kind === 'response' || message.name === undefined) return undefined;
  const found =
    message.kind === 'request'
      ? dispatchFromPage('request', pageRequests[message.name], message.body)
      : dispatchFromPage('bare', pagePushes[message.name], bodyOf(message.body));
  if (found.status !== 'invalid') return undefined;
  return found.issues.map(({ pointer, expected }) => `expected ${expected} at ${pointer || '/'}`);
}

function bodyOf({ [tag]: _type, ...body }: Members): Members {
  return body;
}

/** Wraps messages of the widget. */
export const wrap = {
  push: (name: RingexPush, body: Members): Members => ({ ...body, [tag]: pushes[name] }),
  request: (id: string, path: unknown, body: unknown): Members => ({
    [tag]: ours.request.tag,
    [ours.request.id]: id,
    [ours.request.type]: path,
    [ours.request.body]: body,
  }),
  response: (id: unknown, result: unknown): Members => ({
    [tag]: ours.response.tag,
    [ours.response.id]: id,
    [ours.response.result]: result,
  }),
};
