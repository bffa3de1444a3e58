import { StructureKind, type StatementStructures } from 'ts-morph';
import type { Message, Part, Protocol } from '../model.js';
import { without, type Side } from '../schema.js';
import { key, printSource, value } from './source.js';
import { constant, interfaceOf } from './statements.js';

/** Keywords that only documents need: they would only increase the size of the kit. */
const WORDS = ['title', 'description', 'examples', 'x-deprecated'] as const;

/** The members of a schema in the kit, each with its type: a keyword is added here and in schema.ts. */
const KEYWORDS: readonly (readonly [name: string, type: string, docs?: string])[] = [
  ['$ref?', 'string', 'The title of a definition; there are no other members.'],
  ['type?', 'string | readonly string[]'],
  ['required?', 'readonly string[]'],
  ['properties?', '{ readonly [member: string]: Schema }'],
  ['patternProperties?', '{ readonly [pattern: string]: Schema }'],
  ['additionalProperties?', 'Schema'],
  ['propertyNames?', 'Schema'],
  [
    'dependencies?',
    '{ readonly [member: string]: Schema }',
    'What the presence of a member demands of the object.',
  ],
  ['minProperties?', 'number'],
  ['maxProperties?', 'number'],
  [
    'prefixItems?',
    'readonly Schema[]',
    'The first items, which may be missing; `items` is for those after them.',
  ],
  ['items?', 'Schema'],
  ['contains?', 'Schema'],
  ['uniqueItems?', 'boolean'],
  ['enum?', 'readonly unknown[]'],
  ['const?', 'unknown'],
  ['allOf?', 'readonly Schema[]'],
  ['anyOf?', 'readonly Schema[]'],
  ['oneOf?', 'readonly Schema[]'],
  ['not?', 'Schema', 'With the schema `{}`: no value is valid.'],
  ['if?', 'Schema'],
  ['then?', 'Schema'],
  ['else?', 'Schema'],
  ['minLength?', 'number', 'In characters, not in code units.'],
  ['maxLength?', 'number', 'In characters, not in code units.'],
  ['pattern?', 'string'],
  ['format?', 'string'],
  ['minimum?', 'number'],
  ['maximum?', 'number'],
  ['exclusiveMinimum?', 'number'],
  ['exclusiveMaximum?', 'number'],
  ['multipleOf?', 'number'],
  ['minItems?', 'number'],
  ['maxItems?', 'number'],
  ['deprecated?', 'boolean'],
  [
    "'x-personal'?",
    "'number' | 'name' | 'text' | 'id' | 'secret'",
    'The kind of personal data that the value is; on `propertyNames`, that the keys are.',
  ],
  ["'x-open-enum'?", 'readonly string[]', 'The values known so far; any other string is valid.'],
  ["'x-unit'?", "'ms' | 's' | 'px'", 'The unit of a number.'],
  ["'x-versions'?", 'readonly string[]', 'The versions that send this member, if not all do.'],
];

const FACTS = [
  ['title', 'string', 'The name of its type.'],
  ['name', 'string'],
  ['type', 'string', "The wire's type."],
  ['from', "'widget' | 'page'"],
  ['bare', 'boolean', 'It has no envelope.'],
  ['internal', 'boolean', 'It is sent between the widget and its adapter script.'],
  [
    'live',
    'boolean',
    'Neither internal nor declared-only: it has a validator, and plugins can use it.',
  ],
  ['versions', 'readonly string[]'],
  ['stability', "'documented' | 'observed' | 'declared-only'"],
] as const;

/** Facts that few protocols have: without a message that has one, its member is left out. */
const RARE = [
  [
    'match',
    '{ readonly [pointer: string]: true | readonly string[] }',
    'The bodies of this message among those of its type: members that are there, or what they may be.',
  ],
  ['timeoutMs', 'number', "How long the sender waits, if not the wire's `timeoutMs`."],
  ['failure', 'unknown', 'The result that is answered where a handler fails.'],
  [
    'unchecked',
    'true',
    'Validators check only that a part is an object, if its schema describes one.',
  ],
] as const;

const rareFacts = ({ messages }: Protocol): readonly (readonly [string, string, string])[] =>
  RARE.flatMap(([name, type, docs]) =>
    messages.some((message) => message[name] !== undefined) ? [[`${name}?`, type, docs]] : [],
  );

const interfaces = (protocol: Protocol): readonly StatementStructures[] => [
  interfaceOf('Schema', 'A schema: the keywords of draft-07, and annotations.', KEYWORDS),
  interfaceOf('PartSchema', 'The body of a push, or the data or the result of a request.', [
    ['required', 'boolean', 'Whether it is always sent; otherwise `undefined` is valid.'],
    ['schema', 'Schema'],
  ]),
  interfaceOf('PushSchema', 'A message without a response.', [
    ['kind', "'push'"],
    ...FACTS,
    ...rareFacts(protocol),
    ['body', 'PartSchema'],
  ]),
  interfaceOf('RequestSchema', 'A message with one response.', [
    ['kind', "'request'"],
    ...FACTS,
    ...rareFacts(protocol),
    ['data', 'PartSchema'],
    ['result', 'PartSchema'],
  ]),
  {
    kind: StructureKind.TypeAlias,
    name: 'MessageSchema',
    isExported: true,
    docs: ['A message of the wire.'],
    type: 'PushSchema | RequestSchema',
  },
];

const partOf = ({ required, schema }: Part): object => ({
  required,
  schema: without(WORDS, schema),
});

const entryOf = (message: Message): object => ({
  kind: message.kind,
  title: message.title,
  name: message.name,
  type: message.type,
  from: message.from,
  bare: message.bare,
  internal: message.internal === true,
  live: message.live,
  versions: message.versions,
  stability: message.stability,
  ...Object.fromEntries(RARE.map(([name]) => [name, message[name]])),
  ...(message.body === undefined ? {} : { body: partOf(message.body) }),
  ...(message.data === undefined ? {} : { data: partOf(message.data) }),
  ...(message.result === undefined ? {} : { result: partOf(message.result) }),
});

const table = (
  name: string,
  docs: string,
  entries: readonly (readonly [name: string, type: string, entry: object])[],
): StatementStructures =>
  constant(
    name,
    `{ ${entries.map(([entry, type]) => `readonly ${key(entry)}: ${type}`).join('; ')} }`,
    `{ ${entries.map(([entry, , said]) => `${key(entry)}: ${value(said)}`).join(', ')} }`,
    docs,
  );

const side = ({ messages }: Protocol, from: Side, name: string): StatementStructures =>
  table(
    name,
    `Every message that the ${from} sends, by name.`,
    messages
      .filter((message) => message.from === from)
      .map((message) => [
        message.name,
        message.kind === 'push' ? 'PushSchema' : 'RequestSchema',
        entryOf(message),
      ]),
  );

/** Emits `schemas.ts`: all messages and definitions as plain data, without validators. */
export const emitSchemas = (protocol: Protocol): Promise<string> =>
  printSource(protocol, {
    statements: [
      ...interfaces(protocol),
      table(
        'definitions',
        'The schemas that others refer to, by title.',
        protocol.definitions.map(({ title, schema }) => [title, 'Schema', without(WORDS, schema)]),
      ),
      side(protocol, 'widget', 'widgetMessages'),
      side(protocol, 'page', 'pageMessages'),
    ],
  });
