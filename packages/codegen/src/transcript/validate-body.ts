import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { step, stepsOf } from '@jackfield/plugin-kit/json';
import { wordsOfAjv } from '../check/words.js';
import { AJV_OPTIONS, strip } from '../ajv-options.js';
import { type Part, partsOf, type Protocol } from '../model.js';
import { typeOf } from './explore.js';
import { type Layers, memberOf } from './layers.js';
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

/** An error that is not within a failed `anyOf`, and what was expected there. */
interface Outer {
  readonly error: ErrorObject;
  readonly expected: string;
}

/** Removes the errors of the branches of an `anyOf`, and lists their types instead. */
const outermost = (errors: readonly ErrorObject[]): readonly Outer[] => {
  const isBelow = (inner: ErrorObject, { keyword, schemaPath }: ErrorObject): boolean =>
    keyword === 'anyOf' && inner.schemaPath.startsWith(`${schemaPath}/`);
  return errors
    .filter((error) => !errors.some((choice) => isBelow(error, choice)))
    .map((error) => {
      const types = errors
        .filter((inner) => isBelow(inner, error) && inner.instancePath === error.instancePath)
        .map(wordsOfAjv);
      return { error, expected: types.length > 0 ? types.join(' or ') : wordsOfAjv(error) };
    });
};

export const createBodyValidator = (protocol: Protocol, layers: Layers): ValidateBody => {
  const ajv = new Ajv(AJV_OPTIONS);
  const parts = protocol.messages.flatMap(partsOf);
  for (const { title, schema } of [...protocol.definitions, ...parts])
    ajv.addSchema(strip(schema), title);

  return ({ title, schema, required }, body) => {
    if (body === undefined && !required) return [];
    const validate = ajv.getSchema(title) as ValidateFunction;
    if (validate(body)) return [];
    return outermost(validate.errors ?? []).flatMap(({ error, expected }) => {
      let value: unknown = body;
      let schemas = layers(schema);
      let pointer = '';
      for (const name of stepsOf(error.instancePath)) {
        const isList = Array.isArray(value);
        const { schemas: own, isKey } = memberOf(schemas, name);
        schemas = (isList ? schemas.flatMap(({ items }) => items ?? []) : own).flatMap(layers);
        pointer = isList || isKey ? `${pointer}/*` : step(pointer, name);
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
