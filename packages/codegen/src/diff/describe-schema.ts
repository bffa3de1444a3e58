import { show } from '@jackfield/plugin-kit/json';
import type { Schema } from '../schema.js';
import type { Place } from './place.js';
import type { Shape } from './shape.js';

/** Formats a list: "a, b", or "nothing" if it is empty. */
export const formatList = (items: readonly string[]): string =>
  items.length === 0 ? 'nothing' : items.join(', ');

/** Describes the values that a schema allows. */
export const describeSchema = (schema: Schema): string => {
  if (schema.$ref !== undefined) return schema.$ref;
  if (schema.const !== undefined) return show(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((each) => show(each)).join(' or ');
  const branches = schema.allOf ?? schema.anyOf;
  if (branches !== undefined && schema.properties === undefined) {
    return branches.map(describeSchema).join(schema.allOf === undefined ? ' or ' : ' and ');
  }
  if (schema['x-open-enum'] !== undefined) {
    return `${schema['x-open-enum'].map((each) => show(each)).join(' or ')} or another string`;
  }
  if (schema.items !== undefined) return `array of ${describeSchema(schema.items)}`;
  if (schema.additionalProperties !== undefined) {
    return `record of ${describeSchema(schema.additionalProperties)}`;
  }
  return [schema.type ?? 'anything'].flat().join(' or ');
};

/** Describes the values that several schemas together allow. */
export const describePlaces = (places: readonly Place[]): string =>
  places.map(({ schema }) => describeSchema(schema)).join(' and ');

/** Describes the values of alternatives, or else their types. */
export const describeShapes = (shapes: readonly Shape[]): string => {
  const said = shapes.flatMap(({ types, values }) => values ?? [...(types ?? ['anything'])]);
  return [...new Set(said)].sort().join(' or ') || 'nothing';
};
