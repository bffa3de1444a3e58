import { branchesOf, isNever, NEVER, type Schema } from '../../schema.js';
import { code, escapeText, prose } from '../escape.js';
import { deprecation, table } from './text.js';

/** Links from one page to the definitions' page. */
export type LinkTo = (title: string) => string;

/** The units and kinds that the meta-schema allows. */
const UNITS: Readonly<Record<string, string>> = {
  ms: 'milliseconds',
  s: 'seconds',
  px: 'pixels',
};

const PERSONAL: Readonly<Record<string, string>> = {
  number: 'a telephone number',
  name: 'a name',
  text: 'text that a person wrote, or an address',
  id: 'the id of a person',
  secret: 'a secret',
};

const values = (list: readonly unknown[]): string =>
  list.map((one) => code(JSON.stringify(one))).join(', ');

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

const arrayText = ({ prefixItems, items = {} }: Schema, link: LinkTo): string => {
  if (prefixItems === undefined) return `array of ${typeText(items, link)}`;
  const first = prefixItems.map((item) => typeText(item, link)).join(', ');
  const rest = isNever(items) ? '' : `, then any number of ${typeText(items, link)}`;
  return `tuple of ${first}${rest}`;
};

const recordText = (schema: Schema, link: LinkTo): string => {
  const { patternProperties = {}, additionalProperties = NEVER } = schema;
  const values = [...Object.values(patternProperties), additionalProperties]
    .filter((value) => !isNever(value))
    .map((value) => typeText(value, link));
  return values.length === 0 ? 'object' : `record of ${distinct(values).join(' or ')}`;
};

const typeText = (schema: Schema, link: LinkTo): string => {
  if (schema.$ref !== undefined) return link(schema.$ref);
  if (isNever(schema)) return 'nothing';
  if (schema.properties === undefined) {
    const unions = [schema.anyOf, schema.oneOf].flatMap((branches) =>
      branches === undefined
        ? []
        : [distinct(branches.map((branch) => typeText(branch, link))).join(' or ')],
    );
    const all = [...(schema.allOf ?? []).map((branch) => typeText(branch, link)), ...unions];
    if (all.length > 0) return all.join(' and ');
  }
  if (schema.const !== undefined) return values([schema.const]);
  if (schema.enum !== undefined) return values(schema.enum);
  const open = schema['x-open-enum'];
  if (open !== undefined) return `${values(open)}, or another string`;
  if (schema.items !== undefined || schema.prefixItems !== undefined) {
    return arrayText(schema, link);
  }
  const { properties, patternProperties, additionalProperties } = schema;
  if (properties === undefined && (patternProperties ?? additionalProperties) !== undefined) {
    return recordText(schema, link);
  }
  const isObject = properties !== undefined && schema.type === undefined;
  return [isObject ? 'object' : (schema.type ?? 'anything')].flat().join(' or ');
};

const range = (low: number | undefined, high: number | undefined, unit: string): string => {
  if (low === undefined && high === undefined) return '';
  if (high === undefined) return `At least ${low}${unit}.`;
  return low === undefined ? `At most ${high}${unit}.` : `From ${low} to ${high}${unit}.`;
};

/** A sentence about each keyword that has one. */
const limits = (schema: Schema, link: LinkTo): readonly string[] => {
  const { properties, additionalProperties, propertyNames = {}, dependencies = {} } = schema;
  const isOpen = additionalProperties !== undefined && !isNever(additionalProperties);
  const isObjects = schema.type === undefined || schema.type.includes('object');
  const names = [
    propertyNames.pattern === undefined ? [] : `match ${code(propertyNames.pattern)}`,
    propertyNames.enum === undefined ? [] : `are among ${values(propertyNames.enum)}`,
  ].flat();
  const needs = Object.entries(dependencies).flatMap(([name, { required = [] }]) =>
    required.length === 0 ? [] : [`With ${code(name)}, also ${required.map(code).join(', ')}.`],
  );
  const sentences: readonly (readonly [isThere: unknown, text: () => string])[] = [
    [schema.exclusiveMinimum, () => `More than ${schema.exclusiveMinimum}.`],
    [schema.exclusiveMaximum, () => `Less than ${schema.exclusiveMaximum}.`],
    [schema.multipleOf, () => `A multiple of ${schema.multipleOf}.`],
    [schema.format, () => `Format: ${escapeText(schema.format as string)}.`],
    [schema.uniqueItems || undefined, () => 'No two entries are equal.'],
    [schema.contains, () => `At least one entry: ${typeText(schema.contains as Schema, link)}.`],
    [
      schema.not !== undefined && !isNever(schema) ? true : undefined,
      () => `Not: ${typeText(schema.not as Schema, link)}.`,
    ],
    [
      properties !== undefined && isOpen ? true : undefined,
      () => `Other members: ${typeText(additionalProperties as Schema, link)}.`,
    ],
    [
      additionalProperties !== undefined && !isOpen && isObjects ? true : undefined,
      () => (schema.patternProperties === undefined ? 'No other members.' : 'No other names.'),
    ],
    [schema.then ?? schema.else, () => 'Some members depend on others.'],
  ];
  return [
    ...sentences.flatMap(([isThere, text]) => (isThere === undefined ? [] : [text()])),
    range(schema.minProperties, schema.maxProperties, ' members'),
    names.length === 0 ? '' : `Its names ${names.join(' and ')}.`,
    ...needs,
  ];
};

const notes = (schema: Schema, link: LinkTo): string =>
  [
    ...deprecation(schema['x-deprecated']),
    prose(schema.description ?? ''),
    schema['x-unit'] === undefined ? '' : `In ${UNITS[schema['x-unit']] as string}.`,
    range(schema.minimum, schema.maximum, ''),
    range(schema.minLength, schema.maxLength, ' characters'),
    range(schema.minItems, schema.maxItems, ' entries'),
    schema.pattern === undefined ? '' : `Matches ${code(schema.pattern)}.`,
    ...limits(schema, link),
    schema['x-versions'] === undefined
      ? ''
      : `Only in ${schema['x-versions'].map(escapeText).join(', ')}.`,
    schema['x-wires'] === undefined
      ? ''
      : `Only on ${schema['x-wires'].map(escapeText).join(', ')}.`,
    personalNote(schema),
  ]
    .filter((text) => text !== '')
    .join(' ');

const personalNote = (schema: Schema): string => {
  const own = schema['x-personal'];
  const keys = schema.propertyNames?.['x-personal'];
  return [
    own === undefined ? '' : `Personal: ${PERSONAL[own] as string}.`,
    keys === undefined ? '' : `Its keys are personal: ${PERSONAL[keys] as string}.`,
  ]
    .filter((text) => text !== '')
    .join(' ');
};

const withoutCondition = ({ if: _condition, ...schema }: Schema): Schema => schema;

/** The unnamed schemas within a schema, with their path segments. */
const nested = (schema: Schema): readonly (readonly [step: string, schema: Schema])[] => [
  ...(schema.prefixItems ?? []).map((item, index) => [`[${index}]`, item] as const),
  ...(schema.items === undefined ? [] : [['[]', schema.items] as const]),
  ...Object.entries(schema.patternProperties ?? {}).map(
    ([pattern, sub]) => [`./${pattern}/`, sub] as const,
  ),
  ...(schema.additionalProperties === undefined
    ? []
    : [['.*', schema.additionalProperties] as const]),
  ...branchesOf(withoutCondition(schema)).map((branch) => ['', branch] as const),
];

const rowsOf = (schema: Schema, path: string, link: LinkTo): readonly (readonly string[])[] => [
  ...Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const inner = path === '' ? name : `${path}.${name}`;
    const always = schema.required?.includes(name) === true ? 'yes' : '';
    return [[code(inner), typeText(member, link), always, notes(member, link)]].concat(
      rowsOf(member, inner, link) as string[][],
    );
  }),
  ...nested(schema).flatMap(([step, inner]) =>
    rowsOf(inner, `${path}${path === '' ? step.replace(/^\./, '') : step}`, link),
  ),
];

/** Describes a body: its type, if that is not plain, and a table of its members. */
export const membersOf = (schema: Schema, link: LinkTo): readonly string[] => {
  const rows = rowsOf(schema, '', link);
  // The description and the examples are above; the other properties of the whole are here.
  const { description: _description, 'x-deprecated': _advice, ...rest } = schema;
  const isPlain = schema.properties !== undefined;
  const about = [
    isPlain ? '' : `Type: ${typeText(schema, link)}.`,
    notes(rest, link),
    schema.additionalProperties === undefined
      ? ''
      : prose(schema.additionalProperties.description ?? ''),
    isPlain && rows.length === 0 ? 'No members.' : '',
  ]
    .filter((text) => text !== '')
    .join(' ');
  return [...(about === '' ? [] : [about]), ...table(['member', 'type', 'always', 'what'], rows)];
};
