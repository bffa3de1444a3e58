import type { Node } from 'ts-morph';
import type { Field, ObjectValue, Opaque, Overridden, PluginValue, Values } from './value.js';

/** Collects the members of one object in the order in which they are set. */
export interface Gathering {
  set(field: Field): void;
  hide(opaque: Opaque): void;
  /** Copies all members of the possible values. */
  copy(values: Values, at: Node): void;
  done(node: Node): ObjectValue;
}

/** Members of a plugin that `definePlugin` has checked: setting them again discards the declared value. */
const DECLARED: ReadonlySet<string> = new Set(['name', 'requests', 'invalid', 'pushes', 'setup']);

export const gatherFields = (): Gathering => {
  const fields = new Map<string, Field>();
  const opaque: Opaque[] = [];
  const overridden: Overridden[] = [];
  const plugins: PluginValue[] = [];

  const gathering: Gathering = {
    set(field) {
      const before = fields.get(field.key);
      if (before === undefined && plugins.length > 0 && DECLARED.has(field.key)) {
        const { node } = plugins[0] as PluginValue;
        overridden.push({
          field: { key: field.key, node, value: node, maybe: false },
          by: field.node,
        });
      }
      // A member that may be absent does not overwrite the one before it.
      if (before !== undefined && !field.maybe) overridden.push({ field: before, by: field.node });
      fields.set(
        field.key,
        before === undefined || !field.maybe ? field : { ...field, maybe: before.maybe },
      );
    },
    hide: (hidden) => void opaque.push(hidden),
    copy(values, at) {
      const maybe = values.length > 1;
      for (const value of values) {
        if (value.kind === 'object') {
          plugins.push(...value.plugins);
          opaque.push(...value.opaque);
          overridden.push(...value.overridden);
          for (const field of value.fields) {
            gathering.set({ ...field, maybe: field.maybe || maybe });
          }
        } else if (value.kind === 'plugin' || value.kind === 'shipped') {
          plugins.push(value);
        } else if (value.kind === 'unknown') {
          opaque.push({ what: 'spread', node: at, why: value.why });
        }
      }
    },
    done: (node) => ({
      kind: 'object',
      node,
      fields: [...fields.values()],
      opaque,
      overridden,
      plugins,
    }),
  };
  return gathering;
};
