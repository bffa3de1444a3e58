import type { Definition } from '../model.js';
import { branchesOf, isNever, type Schema } from '../schema.js';

/** Schemas with those that they refer to, and all of their branches. */
export type Layers = (schemas: readonly Schema[]) => readonly Schema[];

/** References are titles, as in the model. */
export const layersOf = (definitions: readonly Definition[]): Layers => {
  const targets = new Map(definitions.map(({ title, schema }) => [title, schema]));
  return (schemas) => {
    // A queue, and each schema once: definitions may refer to each other in long chains.
    const found = new Set<Schema>();
    const queue = [...schemas].reverse();
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      const target = next.$ref === undefined ? undefined : targets.get(next.$ref);
      const inner = [...(target === undefined ? [] : [target]), ...branchesOf(next)];
      queue.push(...inner.reverse());
    }
    return [...found];
  };
};

/** Returns the schemas of a member in all layers, and whether its name is a key of a record. */
export const memberOf = (
  schemas: readonly Schema[],
  name: string,
): { readonly schemas: readonly Schema[]; readonly isKey: boolean } => {
  const named = schemas.flatMap(({ properties }) =>
    properties !== undefined && Object.hasOwn(properties, name) ? [properties[name] as Schema] : [],
  );
  const matching = schemas.flatMap(({ patternProperties = {} }) =>
    Object.entries(patternProperties).flatMap(([pattern, sub]) =>
      new RegExp(pattern, 'u').test(name) ? [sub] : [],
    ),
  );
  if (named.length > 0) return { schemas: [...named, ...matching], isKey: false };
  // A closed object does not describe its other members.
  const values = schemas.flatMap(({ additionalProperties: others }) =>
    others === undefined || isNever(others) ? [] : [others],
  );
  const found = matching.length > 0 ? matching : values;
  return { schemas: found, isKey: found.length > 0 };
};

/** Returns the schemas of an item of an array in all layers. */
export const itemOf = (schemas: readonly Schema[], index: number): readonly Schema[] =>
  schemas.flatMap(({ prefixItems, items }) => prefixItems?.[index] ?? items ?? []);

/** Whether any layer describes the members of an object. */
export const saysMembers = (schemas: readonly Schema[]): boolean =>
  schemas.some(
    ({ type, properties, patternProperties, additionalProperties }) =>
      properties !== undefined ||
      patternProperties !== undefined ||
      additionalProperties !== undefined ||
      [type].flat().includes('object'),
  );
