import { valuesOf } from '@jackfield/plugin-kit/union-tags';
import { step } from '@jackfield/plugin-kit/json';
import { acceptsAll } from '../ajv-options.js';
import type { Json } from '../json.js';
import { isNever, type Schema } from '../schema.js';
import { walkSchema } from '../walk.js';
import type { FindTag } from '@jackfield/plugin-kit/union-tags';
import { excludedBy, kindOf, prefixOf, typesOf } from './type-text.js';

/** What validators check and types do not express, with the place of the keyword. */
export interface TypeWarning {
  readonly pointer: string;
  readonly message: string;
}

/** The types of a branch: `undefined` if it may have any. */
const typesIn = (schema: Schema): readonly string[] | undefined =>
  typesOf(schema) ?? valuesOf(schema)?.map(kindOf);

/** Whether two branches may have values in common, as far as their types say. */
const mayOverlap = (branches: readonly Schema[]): boolean => {
  const seen = new Set<string>();
  let hasAny = false;
  for (const branch of branches) {
    const types = typesIn(branch);
    if (types === undefined) {
      // A reference beside null is the usual form of a nullable definition.
      if (hasAny) return true;
      hasAny = true;
      continue;
    }
    if (types.some((type) => seen.has(type))) return true;
    for (const type of types) seen.add(type);
  }
  return false;
};

const isTypedNot = (schema: Schema): boolean =>
  isNever(schema) ||
  excludedBy(schema) !== undefined ||
  (schema.type !== undefined && Object.keys(schema.not ?? {}).join() === 'type');

/** Returns what the type of a schema does not express. References are not followed. */
export const warningsOf = (root: Schema, findTag: FindTag<Schema>): readonly TypeWarning[] => {
  const warnings: TypeWarning[] = [];
  for (const [pointer, json] of walkSchema(root as unknown as Json)) {
    const schema = json as unknown as Schema;
    const add = (keyword: keyof Schema, message: string): void => {
      warnings.push({ pointer: step(pointer, keyword), message });
    };
    const { properties, patternProperties, additionalProperties, propertyNames } = schema;
    if (schema.if !== undefined && (schema.then ?? schema.else) !== undefined) {
      add('if', 'the type does not express the condition');
    }
    if (schema.dependencies !== undefined) {
      add('dependencies', 'the type does not say which members depend on others');
    }
    if (schema.not !== undefined && !isTypedNot(schema)) {
      add('not', 'the type does not exclude these values');
    }
    if (schema.oneOf !== undefined && mayOverlap(schema.oneOf) && !findTag('oneOf', schema.oneOf)) {
      add('oneOf', 'the type is a union, which also has values that match several of its members');
    }
    if (propertyNames !== undefined && !acceptsAll(propertyNames)) {
      const isList = (propertyNames.enum ?? propertyNames.const) !== undefined;
      if (!isList || properties !== undefined || patternProperties !== undefined) {
        add('propertyNames', 'the type does not say how names have to be');
      }
    }
    const isOpen = additionalProperties !== undefined && !isNever(additionalProperties);
    if (patternProperties !== undefined) {
      const isPrefix = Object.keys(patternProperties).every((one) => prefixOf(one) !== undefined);
      if (isOpen || !isPrefix) {
        add('patternProperties', 'the type of each of these members is that of all of them');
      }
    } else if (properties !== undefined && isOpen && Object.keys(additionalProperties).length > 0) {
      add('additionalProperties', 'the type of other members is a union with the named ones');
    }
  }
  return warnings;
};
