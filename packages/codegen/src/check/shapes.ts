import draft07 from 'ajv/dist/refs/json-schema-draft-07.json' with { type: 'json' };
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import definitionMeta from '../../../../schemas/meta/definition.schema.json' with { type: 'json' };
import messageMeta from '../../../../schemas/meta/message.schema.json' with { type: 'json' };
import wireMeta from '../../../../schemas/meta/wire.schema.json' with { type: 'json' };
import { isObject, show, step, stepsOf } from '@jackfield/plugin-kit/json';
import { valueAt, type Json } from '../json.js';
import type { SourceFile, Sources } from '../load.js';
import type { RuleId } from '../rules.js';
import { claimsOf } from './claims.js';
import { wordsOfAjv } from './words.js';
import type { Report } from './report.js';

/** Why a text is not a regular expression; `undefined` if it is one. */
const patternIssue = (text: string): string | undefined => {
  try {
    return new RegExp(text, 'u') instanceof RegExp ? undefined : 'not a text';
  } catch (error) {
    return (error as Error).message.split(': ').at(-1);
  }
};

/** Validators use the flag "u", with which an escape that is not needed is an error. */
const patternExpected = (value: Json | undefined): string => {
  const reason = patternIssue(String(value)) ?? 'not a text';
  const needless = /(?:^|[^\\])(?:\\\\)*\\([^\w\\^$.*+?()[\]{}|/])/.exec(String(value))?.[1];
  const advice = needless === undefined ? '' : `: write ${needless} instead of \\${needless}`;
  return `a regular expression with the flag "u" (${reason}${advice})`;
};

const ajv = new Ajv({
  allErrors: true,
  strict: false,
  formats: {
    regex: (text: string) => patternIssue(text) === undefined,
    uri: true,
    'uri-reference': true,
  },
});
ajv.addSchema(definitionMeta, 'definition.schema.json');
ajv.addSchema(messageMeta, 'message.schema.json');
ajv.addSchema(wireMeta, 'wire.schema.json');

const ANNOTATIONS = [
  'x-deprecated',
  'x-personal',
  'x-open-enum',
  'x-unit',
  'x-versions',
  'x-wires',
] as const;

/** Any schema of draft-04 to draft-07, with the annotations of this dialect. */
ajv.addSchema(
  {
    ...draft07,
    $id: 'any.schema.json',
    properties: {
      ...draft07.properties,
      ...Object.fromEntries(
        ANNOTATIONS.map((name) => [name, { $ref: `definition.schema.json#/definitions/${name}` }]),
      ),
      // Flags in draft-04.
      exclusiveMinimum: { type: ['number', 'boolean'] },
      exclusiveMaximum: { type: ['number', 'boolean'] },
    },
  },
  'any.schema.json',
);
ajv.addSchema(
  {
    required: ['x-message'],
    properties: { 'x-message': { $ref: 'message.schema.json#/definitions/x-message' } },
    if: { properties: { 'x-message': { properties: { kind: { const: 'request' } } } } },
    // oxlint-disable-next-line no-thenable -- a schema
    then: {
      required: ['properties'],
      properties: { properties: { required: ['data', 'result'] } },
    },
    allOf: [{ $ref: 'any.schema.json' }],
  },
  'anyMessage.schema.json',
);

const shape = (name: string): ValidateFunction => ajv.getSchema(name) as ValidateFunction;

interface MetaViolation {
  readonly rule: RuleId;
  readonly pointer: string;
  readonly expected?: string;
  readonly found?: string;
}

const MISSING: Readonly<Record<string, RuleId>> = {
  description: 'DESCRIPTION_MISSING',
  examples: 'EXAMPLE_MISSING',
  'x-message': 'ANNOTATION_MISSING',
  capability: 'REQUEST_INCOMPLETE',
  combine: 'REQUEST_INCOMPLETE',
  deadlineMs: 'REQUEST_INCOMPLETE',
};

const REQUEST_MEMBERS = [
  ...['capability', 'combine', 'deadlineMs', 'timeoutMs', 'failure', 'requires'],
];
const OPEN_ENUM = '"type": "string" in the same schema, without "enum" or "const"';
const ANNOTATION = '/x-message';

const isAnnotation = (pointer: string): boolean =>
  stepsOf(pointer).some((name) => name.startsWith('x-'));

/** Checks relations between members of `x-message`, by the member that must be absent. */
const misplaced = (annotation: Json | undefined): readonly MetaViolation[] => {
  if (!isObject(annotation)) return [];
  const { kind, from } = annotation;
  const violations: MetaViolation[] = [];
  if (kind !== 'request' || from !== 'widget') {
    for (const name of REQUEST_MEMBERS.filter((member) => member in annotation)) {
      const expected = `no ${name} on a ${show(kind)} from ${show(from)}`;
      violations.push({ rule: 'REQUEST_ONLY', pointer: step(ANNOTATION, name), expected });
    }
  }
  if ('once' in annotation && (kind !== 'push' || from !== 'widget')) {
    violations.push({
      rule: 'ONCE_MISPLACED',
      pointer: `${ANNOTATION}/once`,
      expected: 'a push from the widget',
    });
  }
  if ('envelope' in annotation && kind === 'request') {
    violations.push({
      rule: 'BARE_REQUEST',
      pointer: `${ANNOTATION}/envelope`,
      expected: 'an envelope for a request',
    });
  }
  return violations;
};

const invalidRule = (pointer: string, value: Json | undefined): RuleId => {
  const name = stepsOf(pointer).at(-1);
  if (name === 'x-personal') return 'PERSONAL_KIND_UNKNOWN';
  if (isAnnotation(pointer)) return 'ANNOTATION_INVALID';
  if (name === 'additionalProperties' && value === false) return 'OBJECT_CLOSED';
  if (name === '$ref') return 'REF_FORM';
  if (name === 'title') return 'TITLE_FORM';
  if (name === 'description') return 'DESCRIPTION_MISSING';
  return pointer === '/examples' ? 'EXAMPLE_MISSING' : 'SCHEMA_INVALID';
};

/** Converts an error of a meta-schema to violations. */
const violationsOf = (error: ErrorObject, json: Json): readonly MetaViolation[] => {
  const { keyword, instancePath: pointer, schemaPath, params } = error;
  const value = valueAt(json, pointer);
  const conditional = schemaPath.includes('/then/') || schemaPath.includes('/else/');
  if (keyword === 'if') return [];
  if (keyword === 'required') {
    const missing = String(params['missingProperty']);
    const known = MISSING[missing];
    const exchange = pointer === '/properties' || (pointer === '' && missing === 'properties');
    const rule: RuleId = exchange
      ? 'EXCHANGE_SHAPE'
      : (known ?? (isAnnotation(pointer) ? 'ANNOTATION_INVALID' : 'SCHEMA_INVALID'));
    if (conditional && isObject(value) && 'x-open-enum' in value) {
      return [
        { rule: 'OPEN_ENUM_FORM', pointer: step(pointer, 'x-open-enum'), expected: OPEN_ENUM },
      ];
    }
    return [{ rule, pointer, expected: `member ${show(missing)}`, found: 'nothing' }];
  }
  if (keyword === 'additionalProperties') {
    const name = String(params['additionalProperty']);
    const place = step(pointer, name);
    const exchange = conditional && (pointer === '/properties' || pointer.startsWith('/examples/'));
    if (exchange)
      return [{ rule: 'EXCHANGE_SHAPE', pointer: place, expected: '"data" or "result"' }];
    const rule = isAnnotation(place) ? 'ANNOTATION_UNKNOWN' : 'KEYWORD_UNSUPPORTED';
    return [{ rule, pointer: place, expected: `no ${show(name)} here` }];
  }
  if (keyword === 'dependencies') {
    const missing = String(params['missingProperty']);
    const expected = `member ${show(missing)} together with ${show(params['property'])}`;
    return [{ rule: 'DEPRECATION_UNEXPLAINED', pointer, expected, found: 'nothing' }];
  }
  if (keyword === 'maxProperties') {
    return [{ rule: 'REF_SIBLINGS', pointer, expected: '"$ref" alone, else in "allOf"' }];
  }
  if (keyword === 'propertyNames') return [];
  if (schemaPath === '#/else/not') {
    return [
      {
        rule: 'WIRE_INVALID',
        pointer: '/registration',
        expected: 'no "registration" without "roles.register"',
      },
    ];
  }
  if (keyword === 'format' && error.propertyName !== undefined) {
    const expected = patternExpected(error.propertyName);
    const found = show(error.propertyName);
    return [
      { rule: 'PATTERN_INVALID', pointer: step(pointer, error.propertyName), expected, found },
    ];
  }
  if (keyword === 'format') {
    return [{ rule: 'PATTERN_INVALID', pointer, expected: patternExpected(value) }];
  }
  if (conditional && pointer.startsWith(ANNOTATION)) return misplaced(valueAt(json, ANNOTATION));
  if (conditional && (pointer.startsWith('/examples') || pointer.startsWith('/required'))) {
    return [{ rule: 'EXCHANGE_SHAPE', pointer, expected: 'an exchange of "data" and "result"' }];
  }
  if (conditional) {
    const owner = pointer.endsWith('/type') ? pointer.slice(0, -'/type'.length) : pointer;
    const schema = valueAt(json, owner);
    // A value that is not an object passes the condition and fails `then`; its type is reported.
    if (!isObject(schema) || !('x-open-enum' in schema)) return [];
    return [{ rule: 'OPEN_ENUM_FORM', pointer: step(owner, 'x-open-enum'), expected: OPEN_ENUM }];
  }
  return [{ rule: invalidRule(pointer, value), pointer }];
};

const wordsOf = (error: ErrorObject): string => {
  const allowed = error.params['allowedValues'] as readonly Json[] | undefined;
  if (allowed !== undefined) return allowed.map((each) => show(each)).join(', ');
  if ('allowedValue' in error.params) return show(error.params['allowedValue']);
  return wordsOfAjv(error);
};

/** Validates every file against its meta-schema. */
export const checkShapes = (
  { wire, messages, definitions, hasHouseRules }: Sources,
  report: Report,
): void => {
  const check = (file: SourceFile, validate: ValidateFunction, all?: RuleId): void => {
    const { json } = file;
    if (json === undefined || validate(json)) return;
    for (const error of validate.errors as ErrorObject[]) {
      for (const { rule, pointer, expected, found } of violationsOf(error, json)) {
        // An invalid annotation passes the condition, too.
        if (rule === 'EXCHANGE_SHAPE' && claimsOf(file).kind !== 'request') continue;
        const there = valueAt(json, pointer);
        const message = `expected ${expected ?? wordsOf(error)}, received ${found ?? show(there)}`;
        report.add(file, pointer, all ?? rule, message);
      }
    }
  };
  check(wire, shape('wire.schema.json'), 'WIRE_INVALID');
  const [message, definition] = hasHouseRules
    ? ['message.schema.json', 'definition.schema.json']
    : ['anyMessage.schema.json', 'any.schema.json'];
  for (const file of messages) check(file, shape(message));
  for (const file of definitions) {
    // By the house rules there are no parts: REF_FORM says so.
    if (!hasHouseRules || file.pointer === '') check(file, shape(definition));
  }
};
