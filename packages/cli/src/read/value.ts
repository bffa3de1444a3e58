import type { CallExpression, Node } from 'ts-morph';

/** A member of an object, as the source writes it. */
export interface Field {
  readonly key: string;
  /** Where the key stands. */
  readonly node: Node;
  /** An expression, or a method. */
  readonly value: Node;
  /** It is there under a condition only. */
  readonly maybe: boolean;
}

/** Something in an object that the source alone does not tell. */
export interface Opaque {
  readonly what: 'key' | 'spread';
  readonly node: Node;
  readonly why: string;
}

/** A member that a later one of the same name replaces. */
export interface Overridden {
  readonly field: Field;
  readonly by: Node;
}

export interface ObjectValue {
  readonly kind: 'object';
  readonly node: Node;
  readonly fields: readonly Field[];
  readonly opaque: readonly Opaque[];
  readonly overridden: readonly Overridden[];
  /** The calls of `definePlugin` whose results are spread into it. */
  readonly plugins: readonly CallExpression[];
}

/** What an expression is, as far as the source tells without being run. */
export type Value =
  | ObjectValue
  | { readonly kind: 'plugin'; readonly node: CallExpression }
  | { readonly kind: 'function'; readonly node: Node }
  | { readonly kind: 'text'; readonly node: Node; readonly text: string }
  /** Neither a function nor an object with members. */
  | { readonly kind: 'other'; readonly node: Node; readonly what: string }
  | { readonly kind: 'absent'; readonly node: Node; readonly what: 'undefined' | 'null' }
  | { readonly kind: 'unknown'; readonly node: Node; readonly why: string };

/** An expression may be one of several things. */
export type Values = readonly Value[];
