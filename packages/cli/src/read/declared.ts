import { Node, SyntaxKind } from 'ts-morph';
import type { BrokenRule } from '../check/violation.js';
import type { RuleId } from '../check/rules.js';
import type { Evaluation } from './evaluate.js';
import type { ExportedPlugin } from './exported-plugins.js';
import { placeOf } from './place.js';
import { isFunction } from './returns.js';
import type { Field, ObjectValue, Value } from './value.js';

/** The members of a declaration that hold handlers by the names of messages. */
export type Group = 'requests' | 'invalid' | 'pushes';

export const GROUPS: readonly Group[] = ['requests', 'invalid', 'pushes'];

/** A handler that a plugin declares. */
export interface Handler {
  readonly group: Group;
  readonly name: string;
  /** The node of its name. */
  readonly node: Node;
  /** The functions that it may be, if they are in the source. */
  readonly functions: readonly Node[];
  /** Functions passed to the call that creates it: `debounce(() => …)`. */
  readonly wrapped: readonly Node[];
  /** Whether the manifest of an installed package lists it. */
  readonly isShipped: boolean;
  /** The objects that contain it: its own, and the one that this is spread into. */
  readonly within: readonly Node[];
}

/** The declaration of an exported plugin. */
export interface Declared {
  readonly handlers: readonly Handler[];
  /** The second argument of `definePlugin`. */
  readonly protocol: Node | undefined;
  readonly violations: readonly BrokenRule[];
}

const isEmpty = (value: Value): boolean => value.kind === 'absent';

/** Reads the arguments of `definePlugin` for an exported plugin. */
export const readDeclared = (plugin: ExportedPlugin, evaluate: Evaluation): Declared => {
  const handlers: Handler[] = [];
  const violations: BrokenRule[] = [];
  const report = (rule: RuleId, node: Node, message: string): void =>
    void violations.push({ rule, place: placeOf(node), message });
  const severalCalls = plugin.calls.length + plugin.shipped.length > 1;

  const reportOverridden = ({ overridden }: ObjectValue, what: string): void => {
    for (const { field, by } of overridden) {
      const { line } = placeOf(by);
      report(
        'HANDLER_OVERRIDDEN',
        field.node,
        `${what}${field.key} is overwritten in line ${line}.`,
      );
    }
  };

  const readHandler = (group: Group, field: Field, within: Node, maybeGroup: boolean): void => {
    const values = evaluate(field.value);
    const where = `${group}.${field.key}`;
    const functions = values.filter(({ kind }) => kind === 'function').map(({ node }) => node);
    const wrong = values.find(({ kind }) => ['text', 'other', 'object', 'plugin'].includes(kind));
    if (values.every(isEmpty) || wrong !== undefined) {
      const what =
        wrong === undefined
          ? (values.find((value) => value.kind === 'absent')?.what ?? 'nothing')
          : wrong.kind === 'other'
            ? wrong.what
            : wrong.kind === 'text'
              ? 'a string'
              : 'an object';
      report('HANDLER_ABSENT', field.node, `Expected a function at ${where}, received ${what}.`);
      return;
    }
    if (maybeGroup || field.maybe || values.some(isEmpty) || severalCalls) {
      report(
        'HANDLER_CONDITIONAL',
        field.node,
        `Whether the plugin handles ${where} depends on a condition at run time.`,
      );
    }
    const value = field.value;
    const own = field.node.getFirstAncestorByKind(SyntaxKind.ObjectLiteralExpression);
    handlers.push({
      group,
      name: field.key,
      node: field.node,
      functions,
      isShipped: false,
      wrapped: Node.isCallExpression(value) ? value.getArguments().filter(isFunction) : [],
      within: own === undefined || own === within ? [within] : [own, within],
    });
  };

  const readGroup = (group: Group, field: Field): void => {
    const values = evaluate(field.value);
    const maybe = field.maybe || values.length > 1;
    for (const value of values) {
      if (value.kind === 'object') {
        reportOverridden(value, `${group}.`);
        for (const { what, node, why } of value.opaque) {
          if (what === 'key')
            report('NAME_COMPUTED', node, `A name under ${group} is built at run time: ${why}.`);
          else
            report(
              'DECLARATION_UNREADABLE',
              node,
              `Cannot read what is spread into ${group}: ${why}.`,
            );
        }
        for (const each of value.fields) readHandler(group, each, value.node, maybe);
      } else if (value.kind === 'unknown') {
        report('DECLARATION_UNREADABLE', field.node, `Cannot read ${group}: ${value.why}.`);
      } else if (value.kind !== 'absent') {
        report(
          'DECLARATION_UNREADABLE',
          field.node,
          `Expected an object with handlers at ${group}.`,
        );
      }
    }
  };

  for (const { field, by } of plugin.overridden) {
    report(
      'HANDLER_OVERRIDDEN',
      by,
      `${field.key} is set again on the result of definePlugin, which discards the declared value.`,
    );
  }
  for (const { node, why } of plugin.opaque) {
    report(
      'DECLARATION_UNREADABLE',
      node,
      `Cannot read the members that are added to the plugin: ${why}.`,
    );
  }
  for (const { node, plugin: shipped } of plugin.shipped) {
    for (const group of ['requests', 'pushes'] as const) {
      for (const name of shipped.manifest[group]) {
        handlers.push({
          group,
          name,
          node,
          functions: [],
          isShipped: true,
          wrapped: [],
          within: [],
        });
      }
    }
    if (severalCalls) {
      report(
        'HANDLER_CONDITIONAL',
        node,
        `Whether the plugin is that of ${shipped.name} depends on a condition at run time.`,
      );
    }
  }
  for (const call of plugin.calls) {
    const [definition] = call.getArguments();
    for (const value of definition === undefined ? [] : evaluate(definition)) {
      if (value.kind === 'object') {
        reportOverridden(value, '');
        for (const { node, why } of value.opaque) {
          report('DECLARATION_UNREADABLE', node, `Cannot read a part of the declaration: ${why}.`);
        }
        for (const group of GROUPS) {
          const field = value.fields.find(({ key }) => key === group);
          if (field !== undefined) readGroup(group, field);
        }
      } else {
        const why = value.kind === 'unknown' ? value.why : 'it is not an object';
        report(
          'DECLARATION_UNREADABLE',
          value.node,
          `Cannot read the argument of definePlugin: ${why}.`,
        );
      }
    }
    if (definition === undefined) {
      report('DECLARATION_UNREADABLE', call, 'definePlugin is called without arguments.');
    }
  }
  return { handlers, protocol: plugin.calls[0]?.getArguments()[1], violations };
};
