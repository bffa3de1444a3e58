import { show } from '@jackfield/plugin-kit/json';
import type { Schema } from '../schema.js';
import type { Place } from './place.js';
import type { Shape } from './shape.js';

/** A list in words: "a, b", and nothing for nothing. */
export const sayList = (items: readonly string[]): string =>
  items.length === 0 ? 'nothing' : items.join(', ');

/** What a schema allows, in a few words. */
export const saySchema = (schema: Schema): string => {
  if (schema.$ref !== undefined) return schema.$ref;
  if (schema.const !== undefined) return show(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((each) => show(each)).join(' or ');
  const branches = schema.allOf ?? schema.anyOf;
  if (branches !== undefined && schema.properties === undefined) {
    return branches.map(saySchema).join(schema.allOf === undefined ? ' or ' : ' and ');
  }
  if (schema['x-open-enum'] !== undefined) {
    return `${schema['x-open-enum'].map((each) => show(each)).join(' or ')} or another text`;
  }
  if (schema.items !== undefined) return `array of ${saySchema(schema.items)}`;
  if (schema.additionalProperties !== undefined) {
    return `record of ${saySchema(schema.additionalProperties)}`;
  }
  return [schema.type ?? 'anything'].flat().join(' or ');
};

/** What schemas that are all valid at once allow. */
export const sayPlaces = (places: readonly Place[]): string =>
  places.map(({ schema }) => saySchema(schema)).join(' and ');

/** What alternatives allow: their values, or else their types. */
export const sayShapes = (shapes: readonly Shape[]): string => {
  const said = shapes.flatMap(({ types, values }) => values ?? [...(types ?? ['anything'])]);
  return [...new Set(said)].sort().join(' or ') || 'nothing';
};
