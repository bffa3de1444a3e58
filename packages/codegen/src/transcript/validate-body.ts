import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { isObject, step, stepsOf } from '@jackfield/plugin-kit/json';
import { wordsOfAjv } from '../check/words.js';
import { AJV_OPTIONS, compileLazily, strip } from '../ajv-options.js';
import type { Json } from '../json.js';
import { type Part, partsOf, type Protocol } from '../model.js';
import type { Schema } from '../schema.js';
import { walkSchema } from '../walk.js';
import { typeOf } from './explore.js';
import { itemOf, type Layers, memberOf } from './layers.js';
import { isMasked } from './mask.js';

/** An issue of a body. */
export interface BodyIssue {
  /** With `*` for any index or key of a record. */
  readonly pointer: string;
  readonly expected: string;
  /** The type of the received value. */
  readonly actual: string;
  /** Whether it is null instead of a number: JSON converts NaN to null. */
  readonly mayBeNaN: boolean;
}

/** Validates bodies, also those of messages that are not live. */
export type ValidateBody = (part: Part, body: unknown) => readonly BodyIssue[];

const wantsNumber = ({ keyword, params }: ErrorObject): boolean =>
  keyword === 'type' &&
  [(params as { readonly type?: unknown }).type]
    .flat()
    .some((type) => type === 'number' || type === 'integer');

/** An error that is not within a failed choice, and what was expected there. */
interface Outer {
  readonly error: ErrorObject;
  readonly expected: string;
}

/** Keywords whose error summarises those of the schemas within them. */
const CHOICES: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'contains', 'propertyNames']);

/** Returns the schemas within a schema or a list of them, and those that they refer to. */
type Within = (schema: unknown) => ReadonlySet<unknown>;

const createWithin = (targets: ReadonlyMap<string, Schema>): Within => {
  const known = new WeakMap<object, ReadonlySet<unknown>>();
  return (schema) => {
    if (typeof schema !== 'object' || schema === null) return new Set();
    const found = known.get(schema);
    if (found !== undefined) return found;
    const within = new Set<unknown>();
    const queue: unknown[] = [schema].flat();
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (within.has(next)) continue;
      for (const [, sub] of walkSchema(next as Json)) {
        within.add(sub);
        const ref = isObject(sub) ? sub['$ref'] : undefined;
        if (typeof ref === 'string') queue.push(targets.get(ref));
      }
    }
    known.set(schema, within);
    return within;
  };
};

/** Removes the errors of the branches of a failed choice, and lists their types instead. */
const outermost = (errors: readonly ErrorObject[], within: Within): readonly Outer[] => {
  // Ajv reports what is within a choice before the choice itself.
  const isBelow = (inner: ErrorObject, at: number, choice: ErrorObject, index: number): boolean =>
    CHOICES.has(choice.keyword) &&
    at < index &&
    `${inner.instancePath}/`.startsWith(`${choice.instancePath}/`) &&
    // Ajv replaces `schema` by a reference that leads to it.
    within(choice.parentSchema?.[choice.keyword]).has(inner.parentSchema);
  return errors.flatMap((error, index): readonly Outer[] => {
    // What `then` or `else` reports says more.
    if (error.keyword === 'if') return [];
    if (errors.some((choice, at) => isBelow(error, index, choice, at))) return [];
    const types = errors
      .filter(
        (inner, at) =>
          isBelow(inner, at, error, index) && inner.instancePath === error.instancePath,
      )
      .map(wordsOfAjv);
    const expected = types.length > 0 ? [...new Set(types)].join(' or ') : wordsOfAjv(error);
    return [{ error, expected }];
  });
};

export const createBodyValidator = (protocol: Protocol, layers: Layers): ValidateBody => {
  // The schemas were checked when they were loaded.
  const ajv = compileLazily(
    new Ajv({ ...AJV_OPTIONS, meta: false, validateSchema: false, verbose: true }),
  );
  const parts = protocol.messages.flatMap(partsOf);
  const stripped = [...protocol.definitions, ...parts].map(
    ({ title, schema }) => [title, strip(schema)] as const,
  );
  for (const [title, schema] of stripped) ajv.addSchema(schema, title);
  const within = createWithin(new Map(stripped));

  return ({ title, schema, required }, body) => {
    if (body === undefined && !required) return [];
    const validate = ajv.getSchema(title) as ValidateFunction;
    if (validate(body)) return [];
    return outermost(validate.errors ?? [], within).flatMap(({ error, expected }) => {
      let value: unknown = body;
      let schemas = layers([schema]);
      let pointer = '';
      for (const name of stepsOf(error.instancePath)) {
        const isList = Array.isArray(value);
        const { schemas: own, isKey } = memberOf(schemas, name);
        const isNamed =
          !isList || schemas.some(({ prefixItems = [] }) => Number(name) < prefixItems.length);
        schemas = layers(isList ? itemOf(schemas, Number(name)) : own);
        pointer = isNamed && !isKey ? step(pointer, name) : `${pointer}/*`;
        value = (value as Readonly<Record<string, unknown>> | undefined)?.[name];
      }
      if (isMasked(value)) return [];
      const actual = error.keyword === 'required' ? 'nothing' : typeOf(value);
      return {
        pointer,
        expected,
        actual,
        mayBeNaN: value === null && wantsNumber(error),
      };
    });
  };
};
