import type { Schema } from '../../schema.js';
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

const typeText = (schema: Schema, link: LinkTo): string => {
  if (schema.$ref !== undefined) return link(schema.$ref);
  const branches = schema.allOf ?? schema.anyOf;
  if (branches !== undefined && schema.properties === undefined) {
    const join = schema.allOf === undefined ? ' or ' : ' and ';
    return branches.map((branch) => typeText(branch, link)).join(join);
  }
  if (schema.const !== undefined) return values([schema.const]);
  if (schema.enum !== undefined) return values(schema.enum);
  const open = schema['x-open-enum'];
  if (open !== undefined) return `${values(open)}, or another string`;
  if (schema.items !== undefined) return `array of ${typeText(schema.items, link)}`;
  if (schema.additionalProperties !== undefined) {
    return `record of ${typeText(schema.additionalProperties, link)}`;
  }
  return [schema.type ?? 'anything'].flat().join(' or ');
};

const range = (low: number | undefined, high: number | undefined, unit: string): string => {
  if (low === undefined && high === undefined) return '';
  if (high === undefined) return `At least ${low}${unit}.`;
  return low === undefined ? `At most ${high}${unit}.` : `From ${low} to ${high}${unit}.`;
};

const notes = (schema: Schema): string =>
  [
    ...deprecation(schema['x-deprecated']),
    prose(schema.description ?? ''),
    schema['x-unit'] === undefined ? '' : `In ${UNITS[schema['x-unit']] as string}.`,
    range(schema.minimum, schema.maximum, ''),
    range(schema.minLength, schema.maxLength, ' characters'),
    range(schema.minItems, schema.maxItems, ' entries'),
    schema.pattern === undefined ? '' : `Matches ${code(schema.pattern)}.`,
    schema['x-versions'] === undefined
      ? ''
      : `Only in ${schema['x-versions'].map(escapeText).join(', ')}.`,
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

/** The unnamed schemas within a schema, with their path segments. */
const nested = (schema: Schema): readonly (readonly [step: string, schema: Schema])[] => [
  ...(schema.items === undefined ? [] : [['[]', schema.items] as const]),
  ...(schema.additionalProperties === undefined
    ? []
    : [['.*', schema.additionalProperties] as const]),
  ...[...(schema.allOf ?? []), ...(schema.anyOf ?? [])].map((branch) => ['', branch] as const),
];

const rowsOf = (schema: Schema, path: string, link: LinkTo): readonly (readonly string[])[] => [
  ...Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const inner = path === '' ? name : `${path}.${name}`;
    const always = schema.required?.includes(name) === true ? 'yes' : '';
    return [[code(inner), typeText(member, link), always, notes(member)]].concat(
      rowsOf(member, inner, link) as string[][],
    );
  }),
  ...nested(schema).flatMap(([step, inner]) =>
    rowsOf(inner, `${path}${path === '' && step === '.*' ? '*' : step}`, link),
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
    notes(rest),
    schema.additionalProperties === undefined
      ? ''
      : prose(schema.additionalProperties.description ?? ''),
    isPlain && rows.length === 0 ? 'No members.' : '',
  ]
    .filter((text) => text !== '')
    .join(' ');
  return [...(about === '' ? [] : [about]), ...table(['member', 'type', 'always', 'what'], rows)];
};
