import type { EnvelopeShapes, Side } from '@jackfield/plugin-kit/envelopes';
import type { Json } from './json.js';

/**
 * A checked schema in the one form that every emitter supports: normalise.ts makes it of a file's.
 *
 * It is draft-07 without booleans as schemas (`{}` and {@link NEVER} in their place), with tuples as
 * `prefixItems`, and with `dependencies` whose values are schemas.
 */
export interface Schema {
  readonly $schema?: string;
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly deprecated?: true;
  readonly examples?: readonly Json[];
  readonly type?: string | readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly propertyNames?: Schema;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  /** What a member's presence demands of the object. */
  readonly dependencies?: Readonly<Record<string, Schema>>;
  /** The first items of an array, which may be missing; `items` is for those behind them. */
  readonly prefixItems?: readonly Schema[];
  readonly items?: Schema;
  readonly contains?: Schema;
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly 'x-message'?: Annotation;
  /** With `deprecated`: what to use instead. */
  readonly 'x-deprecated'?: string;
  readonly 'x-personal'?: string;
  readonly 'x-open-enum'?: readonly string[];
  readonly 'x-unit'?: string;
  readonly 'x-versions'?: readonly string[];
  readonly 'x-wires'?: readonly string[];
}

export type Kind = 'push' | 'request';
export type { Side };
export const SIDES: readonly Side[] = ['widget', 'page'];
export const otherSide = (side: Side): Side => (side === 'widget' ? 'page' : 'widget');
export type Combine = 'merge' | 'all' | 'first';

/** By JSON pointer: `true` if the member is there, or the strings that it may be. */
export type Match = Readonly<Record<string, true | readonly string[]>>;

/** The `x-message` annotation of a message file. */
export interface Annotation {
  readonly kind: Kind;
  readonly name: string;
  readonly type: string;
  /** What bodies are of this message, by pointer, if other messages have the same type. */
  readonly match?: Match;
  readonly from: Side;
  readonly envelope?: 'bare';
  readonly capability?: string;
  readonly combine?: Combine;
  readonly deadlineMs?: number;
  readonly timeoutMs?: number;
  readonly failure?: Json;
  readonly requires?: readonly string[];
  readonly once?: string;
  readonly internal?: boolean;
  readonly unchecked?: true;
  readonly area?: string;
  readonly speaks?: string | readonly string[];
  readonly versions: readonly string[];
  readonly stability: 'documented' | 'observed' | 'declared-only';
  readonly source: string;
}

/** `wire.json`. */
export interface Wire {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly houseRules?: boolean;
  readonly versions: readonly string[];
  readonly timeoutMs: number;
  readonly frameId?: string;
  readonly origins: readonly string[];
  readonly paths?: Readonly<Record<string, string>>;
  readonly roles?: { readonly ready?: string | readonly string[]; readonly register?: string };
  readonly registration?: {
    readonly name: string;
    readonly capabilities: string;
    readonly value?: 'flag' | 'type';
    readonly options?: string;
    readonly sticky?: true;
  };
  readonly speaks?: string;
  readonly envelope: EnvelopeShapes;
}

/** The schema of no value: `false` in draft-07. */
export const NEVER: Schema = { not: {} };

/** Whether a schema is that of no value. */
export const isNever = ({ not }: Schema): boolean =>
  not !== undefined && Object.keys(not).length === 0;

/** Keywords whose value is one schema, a list of schemas, or schemas by name. */
export const SINGLE = [
  'additionalProperties',
  'propertyNames',
  'items',
  'contains',
  'not',
  'if',
  'then',
  'else',
] as const;
export const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const;
export const MAPS = ['properties', 'patternProperties', 'dependencies'] as const;

/** Returns the schemas within a schema that apply to the same value, or may do so. */
export const branchesOf = (schema: Schema): readonly Schema[] => [
  ...(schema.allOf ?? []),
  ...(schema.anyOf ?? []),
  ...(schema.oneOf ?? []),
  ...[schema.if, schema.then, schema.else].flatMap((branch) => branch ?? []),
  ...Object.values(schema.dependencies ?? {}),
];

/** Returns a copy of a schema with each direct subschema replaced. */
export const mapSubschemas = (schema: Schema, change: (sub: Schema) => Schema): Schema => {
  const copy: Record<string, unknown> = { ...schema };
  for (const keyword of SINGLE) {
    const sub = schema[keyword];
    if (sub !== undefined) copy[keyword] = change(sub);
  }
  for (const keyword of LISTS) {
    const subs = schema[keyword];
    if (subs !== undefined) copy[keyword] = subs.map(change);
  }
  for (const keyword of MAPS) {
    const subs = schema[keyword];
    if (subs === undefined) continue;
    const entries = Object.entries(subs).map(([name, sub]) => [name, change(sub)] as const);
    copy[keyword] = Object.fromEntries(entries);
  }
  return copy;
};

/** Converts the tuples of a schema, but not those of its subschemas, to what they are in draft-07. */
export const asDraft07 = (schema: Schema): Schema => {
  if (schema.prefixItems === undefined) return schema;
  const entries = Object.entries(schema).map(([keyword, value]) => {
    if (keyword === 'items') return ['additionalItems', value] as const;
    return [keyword === 'prefixItems' ? 'items' : keyword, value] as const;
  });
  return Object.fromEntries(entries) as Schema;
};

/** Removes keywords from a schema and its subschemas. */
export const without = (keywords: readonly (keyof Schema)[], schema: Schema): Schema => {
  const kept: Record<string, unknown> = {
    ...mapSubschemas(schema, (sub) => without(keywords, sub)),
  };
  for (const keyword of keywords) delete kept[keyword];
  return kept;
};
