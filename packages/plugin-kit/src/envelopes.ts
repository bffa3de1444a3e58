/** Where a part is: the name of a member, or a position if the whole is an array. */
export type Place = string | number;

/** A constant of an envelope. */
export type Scalar = string | number | boolean | null;

/** One of the two ends of a wire. */
export type Side = 'widget' | 'page';

interface Shape {
  readonly tag?: string | number | boolean;
  readonly payload?: Place;
  readonly constants?: Readonly<Record<string, Scalar>>;
  readonly defaults?: Readonly<Record<string, unknown>>;
}

interface PushShape extends Shape {
  readonly type: Place;
  readonly body?: Place;
}

interface RequestShape extends PushShape {
  readonly id: Place;
}

interface ResponseShape extends Shape {
  readonly id: Place;
  readonly result: Place;
  readonly error?: Place;
}

interface ErrorShape extends Shape {
  readonly id: Place;
  readonly message: Place;
}

/** The envelopes that one side sends. */
export interface SideShapes {
  readonly constants?: Readonly<Record<string, Scalar>>;
  readonly push?: PushShape;
  readonly request?: RequestShape;
  readonly response?: ResponseShape;
  readonly error?: ErrorShape;
}

/** The `envelope` of a `wire.json`, and the generated `envelopes`. */
export interface EnvelopeShapes {
  readonly tag?: Place;
  readonly types?: 'string' | 'number';
  readonly ids?: 'string' | 'number';
  readonly widget: SideShapes;
  readonly page: SideShapes;
}
