import { byText } from '../json.js';
import { partsOf, type Message, type Protocol } from '../model.js';
import type { Schema } from '../schema.js';
import { bannerOf } from './banner.js';
import { formatted } from './format.js';

const GROUPS = [
  ['Requests from the widget', 'widget', 'request'],
  ['Pushes from the widget', 'widget', 'push'],
  ['Requests from the page', 'page', 'request'],
  ['Pushes from the page', 'page', 'push'],
] as const;

const code = (text: string): string => `\`${text}\``;
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const link = (title: string): string => `[${title}](#${title.toLowerCase()})`;

const typeText = (schema: Schema): string => {
  if (schema.$ref !== undefined) return link(schema.$ref);
  const branches = schema.allOf ?? schema.anyOf;
  if (branches !== undefined && schema.properties === undefined) {
    return branches.map(typeText).join(schema.allOf === undefined ? ' or ' : ' and ');
  }
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.enum !== undefined)
    return schema.enum.map((one) => code(JSON.stringify(one))).join(', ');
  if (schema['x-open-enum'] !== undefined) {
    return `${schema['x-open-enum'].map((one) => code(JSON.stringify(one))).join(', ')}, …`;
  }
  if (schema.items !== undefined) return `array of ${typeText(schema.items)}`;
  if (schema.additionalProperties !== undefined)
    return `record of ${typeText(schema.additionalProperties)}`;
  return [schema.type ?? 'anything'].flat().join(' or ');
};

const deprecation = (advice: string | undefined): readonly string[] =>
  advice === undefined ? [] : [`**Deprecated**: ${advice}`];

const notes = (schema: Schema): string =>
  [
    ...deprecation(schema['x-deprecated']),
    schema.description ?? '',
    schema['x-unit'] === undefined ? '' : `Unit: ${schema['x-unit']}.`,
    schema['x-versions'] === undefined ? '' : `Only ${schema['x-versions'].join(', ')}.`,
    schema['x-personal'] === undefined ? '' : `Personal: ${schema['x-personal']}.`,
  ]
    .filter((text) => text !== '')
    .join(' ');

const rowsOf = (schema: Schema, prefix: string): readonly string[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const always = schema.required?.includes(name) === true ? 'yes' : '';
    const row = `| ${code(path)} | ${cell(typeText(member))} | ${always} | ${cell(notes(member))} |`;
    return [row].concat(rowsOf(member, path));
  });

const table = (schema: Schema): readonly string[] => {
  const rows = rowsOf(schema, '');
  if (rows.length === 0) return [`Type: ${typeText(schema)}`];
  return ['| member | type | always | |', '|---|---|---|---|', ...rows];
};

const facts = (message: Message): string => {
  const { type, capability, combine, deadlineMs, once, versions, stability } = message;
  return [
    `Type ${code(type)}`,
    message.bare ? 'bare' : '',
    capability === undefined ? '' : `capability ${code(capability)}`,
    combine === undefined ? '' : `combine ${code(combine)}`,
    deadlineMs === undefined ? '' : `deadline ${deadlineMs} ms`,
    once === undefined ? '' : `once by ${code(once)}`,
    `versions ${versions.join(', ')}`,
    message.internal === true ? `${stability}, internal` : stability,
  ]
    .filter((text) => text !== '')
    .join(' · ');
};

const section = (message: Message): readonly string[] => [
  `### ${message.name}`,
  facts(message),
  ...deprecation(message.deprecated),
  message.description,
  ...partsOf(message).flatMap((part) => {
    const name = part === message.body ? 'Body' : part === message.data ? 'Data' : 'Result';
    const absent = part.required ? '' : ', may be absent';
    const description = (part !== message.body && part.schema.description) || '';
    return [`**${name}**${absent}. ${description}`, table(part.schema).join('\n')];
  }),
  ...message.examples
    .slice(0, 1)
    .flatMap((example) => ['```json\n' + JSON.stringify(example, undefined, 2) + '\n```']),
  `Source: ${message.source}`,
];

/** `protocol.md`: the reference of all messages and definitions. */
export const emitMarkdown = (protocol: Protocol): Promise<string> => {
  const { wire, messages, definitions } = protocol;
  const groups = GROUPS.flatMap(([title, from, kind]) => {
    const found = messages.filter((message) => message.from === from && message.kind === kind);
    return found.length === 0 ? [] : [`## ${title}`].concat(found.flatMap(section));
  });
  const shared = [...definitions]
    .sort((a, b) => byText(a.title, b.title))
    .flatMap(({ title, schema }) =>
      [`### ${title}`].concat(
        deprecation(schema['x-deprecated']),
        String(schema.description),
        table(schema).join('\n'),
      ),
    );
  const text = [
    `<!-- ${bannerOf(protocol).replace(/^\/\* | \*\/\n$/g, '')} -->`,
    `# ${wire.title}`,
    wire.description,
    `Versions: ${wire.versions.join(', ')}. The widget waits ${wire.timeoutMs} ms for a response.`,
    ...groups,
    ...(shared.length === 0 ? [] : ['## Definitions', ...shared]),
  ].join('\n\n');
  return formatted(text, 'markdown');
};
