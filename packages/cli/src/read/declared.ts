import { Node, SyntaxKind } from 'ts-morph';
import type { Breach } from '../check/finding.js';
import type { RuleId } from '../check/rules.js';
import type { Evaluation } from './evaluate.js';
import type { ExportedPlugin } from './exported-plugins.js';
import { placeOf } from './place.js';
import { isFunction } from './returns.js';
import type { Field, ObjectValue, Value } from './value.js';

/** The members of a declaration that hold handlers by the names of messages. */
export type Group = 'requests' | 'invalid' | 'pushes';

const GROUPS: readonly Group[] = ['requests', 'invalid', 'pushes'];

/** A handler that a plugin declares. */
export interface Handler {
  readonly group: Group;
  readonly name: string;
  /** Where its name stands. */
  readonly node: Node;
  /** The functions that it may be, where the source has them. */
  readonly functions: readonly Node[];
  /** Functions that are given to what makes it: `debounce(() => …)`. */
  readonly wrapped: readonly Node[];
  /** The objects that it stands in: its own, and the one that this is spread into. */
  readonly within: readonly Node[];
}

/** What one exported plugin declares. */
export interface Declared {
  readonly handlers: readonly Handler[];
  /** What `definePlugin` is given beside the declaration. */
  readonly protocol: Node | undefined;
  readonly breaches: readonly Breach[];
}

const isEmpty = (value: Value): boolean => value.kind === 'absent';

/** Reads what `definePlugin` is given for an exported plugin. */
export const readDeclared = (plugin: ExportedPlugin, evaluate: Evaluation): Declared => {
  const handlers: Handler[] = [];
  const breaches: Breach[] = [];
  const tell = (rule: RuleId, node: Node, message: string): void =>
    void breaches.push({ rule, place: placeOf(node), message });
  const severalCalls = plugin.calls.length > 1;

  const tellOverridden = ({ overridden }: ObjectValue, what: string): void => {
    for (const { field, by } of overridden) {
      const { line } = placeOf(by);
      tell('HANDLER_OVERRIDDEN', field.node, `${what}${field.key} is replaced in line ${line}.`);
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
              ? 'a text'
              : 'an object';
      tell('HANDLER_ABSENT', field.node, `${where} is ${what}; expected a function.`);
      return;
    }
    if (maybeGroup || field.maybe || values.some(isEmpty) || severalCalls) {
      tell(
        'HANDLER_CONDITIONAL',
        field.node,
        `Whether ${where} is handled is decided at run time.`,
      );
    }
    const value = field.value;
    const own = field.node.getFirstAncestorByKind(SyntaxKind.ObjectLiteralExpression);
    handlers.push({
      group,
      name: field.key,
      node: field.node,
      functions,
      wrapped: Node.isCallExpression(value) ? value.getArguments().filter(isFunction) : [],
      within: own === undefined || own === within ? [within] : [own, within],
    });
  };

  const readGroup = (group: Group, field: Field): void => {
    const values = evaluate(field.value);
    const maybe = field.maybe || values.length > 1;
    for (const value of values) {
      if (value.kind === 'object') {
        tellOverridden(value, `${group}.`);
        for (const { what, node, why } of value.opaque) {
          if (what === 'key')
            tell('NAME_COMPUTED', node, `A name under ${group} is built at run time: ${why}.`);
          else
            tell(
              'DECLARATION_UNREADABLE',
              node,
              `What is spread into ${group} is not known: ${why}.`,
            );
        }
        for (const each of value.fields) readHandler(group, each, value.node, maybe);
      } else if (value.kind === 'unknown') {
        tell(
          'DECLARATION_UNREADABLE',
          field.node,
          `What ${group} holds is not known: ${value.why}.`,
        );
      } else if (value.kind !== 'absent') {
        tell('DECLARATION_UNREADABLE', field.node, `${group} is no object with handlers.`);
      }
    }
  };

  for (const { field, by } of plugin.overridden) {
    tell(
      'HANDLER_OVERRIDDEN',
      by,
      `${field.key} is set once more beside what definePlugin made; what was declared there is lost.`,
    );
  }
  for (const { node, why } of plugin.opaque) {
    tell(
      'DECLARATION_UNREADABLE',
      node,
      `What stands beside the plugin's own members is not known: ${why}.`,
    );
  }
  for (const call of plugin.calls) {
    const [definition] = call.getArguments();
    for (const value of definition === undefined ? [] : evaluate(definition)) {
      if (value.kind === 'object') {
        tellOverridden(value, '');
        for (const { node, why } of value.opaque) {
          tell('DECLARATION_UNREADABLE', node, `A part of the declaration is not known: ${why}.`);
        }
        for (const group of GROUPS) {
          const field = value.fields.find(({ key }) => key === group);
          if (field !== undefined) readGroup(group, field);
        }
      } else {
        const why = value.kind === 'unknown' ? value.why : 'it is no object';
        tell(
          'DECLARATION_UNREADABLE',
          value.node,
          `What definePlugin is given is not known: ${why}.`,
        );
      }
    }
    if (definition === undefined) {
      tell('DECLARATION_UNREADABLE', call, 'definePlugin is given nothing.');
    }
  }
  return { handlers, protocol: plugin.calls[0]?.getArguments()[1], breaches };
};
