import type { EnvelopeShapes, Place, Scalar, Side, SideShapes } from './envelopes.js';
import { isObject, step } from './json.js';

export const KINDS = ['push', 'request', 'response', 'error', 'bare'] as const;

/** The kinds of envelope. `error` is a response that reports one, where responses have no member for it. */
export type LayoutKind = (typeof KINDS)[number];

export type Part = 'id' | 'type' | 'body' | 'result' | 'error';

/** One place of an envelope or a payload, and what is there. */
export type Slot = {
  readonly place: Place;
  /** Where `wire.json` says so. */
  readonly pointer: string;
} & (
  | { readonly part: Part }
  | { readonly part: 'tag' | 'constant'; readonly value: Scalar }
  | { readonly part: 'default'; readonly value: unknown }
);

/** An envelope of one kind, in the form that all emitters use. */
export interface Layout {
  readonly kind: LayoutKind;
  readonly pointer: string;
  /** What is in the envelope, except the payload. */
  readonly outer: readonly Slot[];
  /** The place of the payload; `undefined` if all is in the envelope. */
  readonly payload: Place | undefined;
  /** What is in the payload. */
  readonly inner: readonly Slot[];
  /** Whether the body is the rest of the payload or, without one, of the envelope. */
  readonly isSpread: boolean;
}

/** The members of a shape that are in the payload, if there is one. */
const PARTS = [
  ['type', 'type'],
  ['body', 'body'],
  ['result', 'result'],
  ['error', 'error'],
  ['message', 'error'],
] as const;

type Shape = Readonly<Record<string, unknown>>;

/** Whether a place is a position in an array. */
export const isPosition = (place: Place): place is number => typeof place === 'number';

/** Names are positions in an array: JSON has no other keys. */
const placeOf = (name: string, isArray: boolean): Place =>
  isArray && /^(0|[1-9]\d*)$/.test(name) ? Number(name) : name;

const constantSlots = (
  values: Readonly<Record<string, unknown>> | undefined,
  part: 'constant' | 'default',
  isArray: boolean,
  pointer: string,
): readonly Slot[] =>
  Object.entries(values ?? {}).map(([name, value]) => ({
    place: placeOf(name, isArray),
    pointer: step(pointer, name),
    part,
    value: value as Scalar,
  }));

const layoutOf = (
  { tag: tagPlace }: EnvelopeShapes,
  { constants }: SideShapes,
  kind: LayoutKind,
  shape: Shape,
  [sidePointer, pointer]: readonly [side: string, shape: string],
): Layout => {
  const own = PARTS.flatMap(([member, part]): readonly Slot[] => {
    const place = shape[member] as Place | undefined;
    if (place === undefined) return [];
    return [{ place, pointer: kind === 'bare' ? pointer : step(pointer, member), part }];
  });
  const { id, tag, payload } = shape as {
    readonly id?: Place;
    readonly tag?: Scalar;
    readonly payload?: Place;
  };
  const isArray = isPosition(id ?? payload ?? (own[0] as Slot).place);
  const isInnerArray = payload === undefined ? isArray : own.some(({ place }) => isPosition(place));
  const head: readonly Slot[] = [
    ...(tag === undefined
      ? []
      : [
          {
            place: tagPlace as Place,
            pointer: step(pointer, 'tag'),
            part: 'tag' as const,
            value: tag,
          },
        ]),
    ...constantSlots(constants, 'constant', isArray, step(sidePointer, 'constants')),
    ...(id === undefined ? [] : [{ place: id, pointer: step(pointer, 'id'), part: 'id' as const }]),
  ];
  const values = (part: 'constant' | 'default'): readonly Slot[] =>
    constantSlots(
      shape[`${part}s`] as Readonly<Record<string, unknown>> | undefined,
      part,
      isInnerArray,
      step(pointer, `${part}s`),
    );
  const rest = [...values('constant'), ...own, ...values('default')];
  return {
    kind,
    pointer,
    outer: payload === undefined ? [...head, ...rest] : head,
    payload,
    inner: payload === undefined ? [] : rest,
    isSpread: own.some(({ part }) => part === 'type') && !own.some(({ part }) => part === 'body'),
  };
};

/** The envelopes that one side sends, by kind. */
export const layoutsOf = (
  envelopes: EnvelopeShapes,
  side: Side,
): ReadonlyMap<LayoutKind, Layout> => {
  const shapes = envelopes[side];
  const pointer = step('/envelope', side);
  const layouts = new Map<LayoutKind, Layout>();
  for (const kind of KINDS) {
    const shape = kind === 'bare' ? undefined : shapes[kind];
    if (shape === undefined) continue;
    const place = step(pointer, kind);
    layouts.set(kind, layoutOf(envelopes, shapes, kind, { ...shape }, [pointer, place]));
  }
  const { tag } = envelopes;
  // A bare message has its type at the place of the tag, so that every envelope needs one there.
  if (typeof tag === 'string' && [...layouts.values()].every(isTagged)) {
    layouts.set(
      'bare',
      layoutOf(envelopes, shapes, 'bare', { type: tag }, [pointer, '/envelope/tag']),
    );
  }
  return layouts;
};

/** Whether a push is bare: it says so, or its side has no envelope for pushes. */
export const isBare = (
  envelopes: EnvelopeShapes,
  {
    kind,
    from,
    envelope,
  }: { readonly kind: string; readonly from: Side; readonly envelope?: unknown },
): boolean => kind === 'push' && (envelope === 'bare' || envelopes[from].push === undefined);

/** Whether the responses of a side can report an error. */
export const hasErrors = (envelopes: EnvelopeShapes, side: Side): boolean => {
  const { response, error } = envelopes[side];
  return response?.error !== undefined || error !== undefined;
};

/** Whether an envelope is identified by its tag; others are by their places. */
export const isTagged = ({ outer }: Layout): boolean => outer.some(({ part }) => part === 'tag');

/** How many values identify an envelope. */
const weightOf = ({ outer, inner }: Layout): number =>
  [...outer, ...inner].filter(({ part }) => part === 'tag' || part === 'constant').length;

/** Whether an envelope has a tag or a constant, which messages of other scripts rarely have. */
export const isMarked = (layout: Layout): boolean => layout.kind !== 'bare' && weightOf(layout) > 0;

/** Whether an envelope, or a payload, is an array. */
export const isArrayOf = (slots: readonly Slot[], payload?: Place): boolean =>
  [...slots.map(({ place }) => place), payload ?? ''].some(isPosition);

/** Lists what is at the positions of an array, to its last slot; `none` where nothing is. */
export const inPositions = <T>(
  at: ReadonlyMap<Place, T>,
  none: T,
  slots: readonly Slot[],
  payload?: Place,
): readonly T[] => {
  const last = Math.max(...slots.map(({ place }) => Number(place)), Number(payload ?? 0));
  return Array.from({ length: last + 1 }, (_, index) =>
    at.has(index) ? (at.get(index) as T) : none,
  );
};

/** The slots that must be there, so that an envelope without a tag is recognised. */
export const isNeeded = ({ part }: Slot): boolean => part === 'id' || part === 'type';

/**
 * Whether what is in the payload identifies an envelope. Otherwise it is enough that there is one, so
 * that an error whose payload is wrong is not taken for a response without an error.
 */
export const isHolderNeeded = (layout: Layout): boolean =>
  layout.inner.some((slot) => slot.part === 'constant' || (!isTagged(layout) && isNeeded(slot)));

/**
 * The values of a message, by part: what is given is posted, even if it is undefined. `rest` are the
 * members of a body without a place of its own.
 */
export type Values = Readonly<Partial<Record<Part | 'rest', unknown>>>;

const filled = (
  slots: readonly Slot[],
  values: Values,
  rest: object,
  payload?: readonly [Place, unknown],
): unknown => {
  const own = [
    ...slots.flatMap((slot): readonly (readonly [Place, unknown])[] => {
      if ('value' in slot) return [[slot.place, slot.value]];
      return slot.part in values ? [[slot.place, values[slot.part]]] : [];
    }),
    ...(payload === undefined ? [] : [payload]),
  ];
  if (isArrayOf(slots, payload?.[0])) {
    return inPositions<unknown>(new Map(own), null, slots, payload?.[0]);
  }
  const members = Object.fromEntries(own);
  // The envelope's own members come first and last: they are read before those of a body.
  return { ...members, ...rest, ...members };
};

/** Fills an envelope with values, as it is posted. */
export const fill = ({ outer, payload, inner, isSpread }: Layout, values: Values): unknown => {
  const rest = isSpread && isObject(values.rest) ? values.rest : {};
  if (payload === undefined) return filled(outer, values, rest);
  return filled(outer, values, {}, [payload, filled(inner, values, rest)]);
};

/** The id of a request as it is posted. */
export const idOnWire = ({ ids }: EnvelopeShapes, id: string): string | number =>
  ids === 'number' ? Number(id) : id;

/** The type of a message as it is posted. */
export const typeOnWire = ({ types }: EnvelopeShapes, type: string): string | number =>
  types === 'number' ? Number(type) : type;

/**
 * Whether a message in one envelope may be recognised as one in the other: it has all constants of
 * that one and, unless a tag identifies it, its id, its type and its payload.
 */
const mayBeTaken = (message: Layout, other: Layout): boolean => {
  const fits = (
    conditions: readonly Slot[],
    slots: readonly Slot[],
    payload: Place | undefined,
    isSpread: boolean,
  ): boolean =>
    conditions.every((condition) => {
      const { place } = condition;
      const isConstant = condition.part === 'tag' || condition.part === 'constant';
      if (!isConstant && (!isNeeded(condition) || isTagged(other))) return true;
      const there = slots.find((slot) => slot.place === place);
      if (there === undefined) return place === payload ? !isConstant : isSpread;
      if (!isConstant) return true;
      // No message is called like a tag: check/envelopes.ts.
      if (message.kind === 'bare' && there.part === 'type') return false;
      if (there.part === 'tag' || there.part === 'constant') return there.value === condition.value;
      return true;
    });
  const spreadOuter = message.isSpread && message.payload === undefined;
  if (!fits(other.outer, message.outer, message.payload, spreadOuter)) return false;
  if (other.payload === undefined) return true;
  const { payload } = other;
  if (message.payload === payload)
    return fits(other.inner, message.inner, undefined, message.isSpread);
  if (isTagged(other) && !isHolderNeeded(other)) return true;
  const there = message.outer.find(({ place }) => place === payload);
  if (there === undefined) return spreadOuter;
  return !isHolderNeeded(other) || ['body', 'result', 'error', 'default'].includes(there.part);
};

/** Two envelopes of a side that a reader cannot distinguish. */
export interface Conflict {
  readonly one: Layout;
  readonly other: Layout;
}

/**
 * Returns the envelopes of a side in the order in which a reader has to try them: none is taken for
 * one that comes before it. Without such an order, two that are in conflict.
 */
export const orderOf = (
  layouts: readonly Layout[],
): { readonly order: readonly Layout[] } | { readonly conflict: Conflict } => {
  const order: Layout[] = [];
  // Values identify a message also if it has more members than it should.
  const rest = [...layouts].sort((a, b) => weightOf(b) - weightOf(a));
  while (rest.length > 0) {
    const next = rest.find((one) =>
      rest.every((other) => other === one || !mayBeTaken(other, one)),
    );
    if (next === undefined) {
      const pairs = rest.flatMap((one) =>
        rest.flatMap((other) => (other !== one && mayBeTaken(other, one) ? [{ one, other }] : [])),
      );
      const mutual = pairs.find(({ one, other }) => mayBeTaken(one, other));
      return { conflict: mutual ?? (pairs[0] as Conflict) };
    }
    order.push(next);
    rest.splice(rest.indexOf(next), 1);
  }
  return { order };
};

/** Transcripts have many messages of one wire. */
const orders = new WeakMap<EnvelopeShapes, Map<Side, readonly Layout[]>>();

/** The envelopes of a side in the order in which a reader has to try them. */
export const readingOrder = (envelopes: EnvelopeShapes, side: Side): readonly Layout[] => {
  const known = orders.get(envelopes) ?? new Map<Side, readonly Layout[]>();
  orders.set(envelopes, known);
  const found = known.get(side);
  if (found !== undefined) return found;
  const sorted = orderOf([...layoutsOf(envelopes, side).values()]);
  const order = 'order' in sorted ? sorted.order : [];
  known.set(side, order);
  return order;
};
