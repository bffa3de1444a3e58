import { isObject } from '@jackfield/plugin-kit/json';
import type { Side, Wire } from '../schema.js';

/** A posted value as an envelope of one side. */
export type Reading =
  | {
      readonly kind: 'push' | 'request' | 'bare';
      readonly id: string;
      readonly type: string;
      readonly body: unknown;
    }
  | {
      readonly kind: 'response';
      readonly id: string;
      readonly result: unknown;
      readonly error: unknown;
    }
  /** It has the tag of an envelope but is not a valid one. */
  | { readonly kind: 'malformed'; readonly tag: string; readonly expected: string };

type Members = Readonly<Record<string, unknown>>;

const without = (members: Members, ...names: readonly (string | undefined)[]): Members =>
  Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Unwraps a posted value as a message of one side; `undefined` if it has no tag. */
export const readEnvelope = (
  { envelope }: Wire,
  from: Side,
  data: unknown,
): Reading | undefined => {
  if (!isObject(data)) return undefined;
  const { push, request, response } = envelope[from];
  const tag = data[envelope.tag];
  if (!isText(tag)) return undefined;
  const malformed = (expected: string): Reading => ({ kind: 'malformed', tag, expected });

  if (tag === response.tag) {
    const id = data[response.id];
    if (!isText(id)) return malformed(`a string at /${response.id}`);
    return { kind: 'response', id, result: data[response.result], error: data[response.error] };
  }
  if (tag !== push.tag && tag !== request.tag)
    return { kind: 'bare', id: '', type: tag, body: without(data, envelope.tag) };

  const shape = tag === push.tag ? push : request;
  const id = shape === request ? data[request.id] : '';
  if (typeof id !== 'string' || (shape === request && id === ''))
    return malformed(`a string at /${request.id}`);
  const payload = shape.payload === undefined ? data : data[shape.payload];
  if (!isObject(payload)) return malformed(`an object at /${shape.payload ?? ''}`);
  const type = payload[shape.type];
  if (!isText(type))
    return malformed(
      `a string at /${shape.payload === undefined ? '' : `${shape.payload}/`}${shape.type}`,
    );
  const own = shape.payload === undefined ? [envelope.tag, request.id] : [];
  const body =
    shape === request && request.body !== undefined
      ? payload[request.body]
      : without(payload, shape.type, ...own);
  return { kind: shape === request ? 'request' : 'push', id, type, body };
};
