import type { EnvelopeShapes, Place, Side } from './envelopes.js';
import { isObject, step } from './json.js';
import {
  isArrayOf,
  isHolderNeeded,
  isMarked,
  isNeeded,
  isTagged,
  readingOrder,
  type Layout,
  type Slot,
} from './layout.js';

/** A posted value as an envelope of one side. */
export type Reading = (
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
  | { readonly kind: 'malformed'; readonly tag: string; readonly expected: string }
) & {
  /** Whether it has a tag or a constant of the wire, which messages of other scripts rarely have. */
  readonly isMarked: boolean;
};

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const isHolder = (value: unknown, isArray: boolean): value is object =>
  isArray ? Array.isArray(value) : isObject(value);

const at = (holder: unknown, place: Place): unknown =>
  typeof holder === 'object' && holder !== null && Object.hasOwn(holder, place)
    ? (holder as Readonly<Record<Place, unknown>>)[place]
    : undefined;

const isConstant = ({ part }: Slot): boolean => part === 'tag' || part === 'constant';

/** The slots of an envelope and its payload, each with what is there and a pointer to it. */
const found = (
  { outer, payload, inner }: Layout,
  data: unknown,
): readonly { readonly slot: Slot; readonly value: unknown; readonly pointer: string }[] => {
  const slots = (all: readonly Slot[], holder: unknown, pointer: string) =>
    all.map((slot) => ({
      slot,
      value: at(holder, slot.place),
      pointer: step(pointer, slot.place),
    }));
  return [
    ...slots(outer, data, ''),
    ...(payload === undefined ? [] : slots(inner, at(data, payload), step('', payload))),
  ];
};

/** Whether a reader tries this envelope, as the generated one does. */
const isMeant = (layout: Layout, data: unknown): boolean => {
  const { outer, payload, inner } = layout;
  const isKnown = isTagged(layout);
  const fits = (slots: readonly Slot[], holder: unknown): boolean =>
    slots.every((slot) => {
      if ('value' in slot) return !isConstant(slot) || at(holder, slot.place) === slot.value;
      return isKnown || !isNeeded(slot) || at(holder, slot.place) !== undefined;
    });
  if (!isHolder(data, isArrayOf(outer, payload)) || !fits(outer, data)) return false;
  if (payload === undefined) return true;
  const there = at(data, payload);
  return isHolderNeeded(layout)
    ? isHolder(there, isArrayOf(inner)) && fits(inner, there)
    : isKnown || (there !== undefined && there !== null);
};

/** Reads a message in an envelope that is meant; a text says what is missing. */
const readAs = (
  layout: Layout,
  data: object,
  { types, ids }: EnvelopeShapes,
): Exclude<Reading, { kind: 'malformed' }> | string => {
  const { kind, outer, payload, inner, isSpread } = layout;
  const slots = found(layout, data);
  const one = (part: Slot['part']): unknown => slots.find(({ slot }) => slot.part === part)?.value;
  const form = { type: types, id: ids };
  const isValid = (part: keyof typeof form, value: unknown): boolean =>
    form[part] === 'number' ? Number.isFinite(value) : isText(value);
  const missing = slots.find(({ slot, value }) => {
    if ('value' in slot) return isConstant(slot) && value !== slot.value;
    return (slot.part === 'id' || slot.part === 'type') && !isValid(slot.part, value);
  });
  const holder = payload === undefined ? data : at(data, payload);
  const isInnerArray = payload !== undefined && isArrayOf(inner);
  // The id comes first, then the payload with the type in it.
  if (missing?.slot.part !== 'id' && payload !== undefined && !isHolder(holder, isInnerArray))
    return `${isInnerArray ? 'an array' : 'an object'} at ${step('', payload)}`;
  if (missing !== undefined) {
    const { slot, pointer } = missing;
    if ('value' in slot) return `${JSON.stringify(slot.value)} at ${pointer}`;
    return `a ${form[slot.part as keyof typeof form] ?? 'string'} at ${pointer}`;
  }
  const id = String(one('id') ?? '');
  const marked = { isMarked: isMarked(layout) };
  if (kind === 'response')
    return { kind, id, result: one('result'), error: one('error'), ...marked };
  if (kind === 'error') {
    const error = one('error') || 'no reason given';
    return { kind: 'response', id, result: undefined, error, ...marked };
  }
  const own = new Set((payload === undefined ? outer : inner).map(({ place }) => String(place)));
  const body = isSpread
    ? Object.fromEntries(Object.entries(holder as object).filter(([name]) => !own.has(name)))
    : one('body');
  return { kind, id, type: String(one('type')), body, ...marked };
};

/** Unwraps a posted value as a message of one side; `undefined` if it has no envelope. */
export const readEnvelope = (
  envelopes: EnvelopeShapes,
  from: Side,
  data: unknown,
): Reading | undefined => {
  if (typeof data !== 'object' || data === null) return undefined;
  const layouts = readingOrder(envelopes, from);
  const { tag: place } = envelopes;
  const tag = place === undefined ? undefined : at(data, place);
  const isTagOf = ({ outer }: Layout): boolean =>
    outer.some((slot) => slot.part === 'tag' && slot.value === tag);
  const isOwn = layouts.some(isTagOf);
  const layout =
    layouts.find((each) => isMeant(each, data) && (each.kind !== 'bare' || !isOwn)) ??
    layouts.find(isTagOf);
  if (layout === undefined || (layout.kind === 'bare' && !isText(tag) && typeof tag !== 'number'))
    return undefined;
  const reading = readAs(layout, data, envelopes);
  return typeof reading === 'string'
    ? {
        kind: 'malformed',
        tag: isTagged(layout) ? String(tag) : layout.kind,
        expected: reading,
        isMarked: isMarked(layout),
      }
    : reading;
};
