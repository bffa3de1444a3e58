import type { Definition } from '../model.js';
import type { Schema } from '../schema.js';

/** A schema with the schemas that it refers to, and all of its branches. */
export type Layers = (schema: Schema) => readonly Schema[];

/** References are titles, as in the model. */
export const layersOf = (definitions: readonly Definition[]): Layers => {
  const schemas = new Map(definitions.map(({ title, schema }) => [title, schema]));
  const layers: Layers = (schema) => {
    if (schema.$ref !== undefined) {
      const found = schemas.get(schema.$ref);
      return found === undefined ? [] : layers(found);
    }
    return [schema, ...[...(schema.allOf ?? []), ...(schema.anyOf ?? [])].flatMap(layers)];
  };
  return layers;
};

/** Returns the schemas of a member in all layers, and whether its name is a key of a record. */
export const memberOf = (
  schemas: readonly Schema[],
  name: string,
): { readonly schemas: readonly Schema[]; readonly isKey: boolean } => {
  const named = schemas.flatMap(({ properties }) =>
    properties !== undefined && Object.hasOwn(properties, name) ? [properties[name] as Schema] : [],
  );
  if (named.length > 0) return { schemas: named, isKey: false };
  const values = schemas.flatMap(({ additionalProperties }) => additionalProperties ?? []);
  return { schemas: values, isKey: values.length > 0 };
};

/** Whether any layer describes the members of an object. */
export const saysMembers = (schemas: readonly Schema[]): boolean =>
  schemas.some(
    ({ type, properties, additionalProperties }) =>
      properties !== undefined ||
      additionalProperties !== undefined ||
      [type].flat().includes('object'),
  );
