import type { CallExpression, Node } from 'ts-morph';
import type { ShippedPlugin } from '../plugin/shipped-plugin.js';

/** A member of an object in the source. */
export interface Field {
  readonly key: string;
  /** The node of its key. */
  readonly node: Node;
  /** An expression, or a method. */
  readonly value: Node;
  /** Whether it exists only under a condition. */
  readonly maybe: boolean;
}

/** A part of an object that is known only at run time. */
export interface Opaque {
  readonly what: 'key' | 'spread';
  readonly node: Node;
  readonly why: string;
}

/** A member that a later one of the same name overwrites. */
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
  /** The plugins that are spread into it. */
  readonly plugins: readonly PluginValue[];
}

/** A plugin: the call of `definePlugin` that creates it, or the use of an installed package's. */
export type PluginValue =
  | { readonly kind: 'plugin'; readonly node: CallExpression }
  | { readonly kind: 'shipped'; readonly node: Node; readonly plugin: ShippedPlugin };

/** The value of an expression, as far as the source determines it without running. */
export type Value =
  | ObjectValue
  | PluginValue
  /** The function of an installed package that returns its plugin. */
  | { readonly kind: 'shipped-factory'; readonly node: Node; readonly plugin: ShippedPlugin }
  | { readonly kind: 'function'; readonly node: Node }
  | { readonly kind: 'text'; readonly node: Node; readonly text: string }
  /** Neither a function nor an object with members. */
  | { readonly kind: 'other'; readonly node: Node; readonly what: string }
  | { readonly kind: 'absent'; readonly node: Node; readonly what: 'undefined' | 'null' }
  | { readonly kind: 'unknown'; readonly node: Node; readonly why: string };

/** The possible values of an expression. */
export type Values = readonly Value[];
