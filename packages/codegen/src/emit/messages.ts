import { StructureKind, type StatementStructures } from 'ts-morph';
import {
  liveMessages,
  partsOf,
  refsOf,
  saidBy,
  type Message,
  type Part,
  type Protocol,
} from '../model.js';
import type { Schema } from '../schema.js';
import { maskName, maskReader, printMask } from './masks.js';
import { key, printSource, value } from './source.js';
import { constant, importTypes, interfaceOf } from './statements.js';

/** The type of a part, with `undefined` where it need not be sent. */
export const typeOf = (part: Part): string =>
  part.required ? part.title : `${part.title} | undefined`;

const tableOf = (messages: readonly Message[], entry: (message: Message) => object): string =>
  `{ ${messages.map((message) => `${key(message.name)}: ${value(entry(message))}`).join(', ')} }`;

const TABLES = [
  ['RequestMap', 'requests', 'widget', 'request', 'What the widget asks and the page answers.'],
  ['PushMap', 'pushes', 'widget', 'push', 'What the widget tells the page.'],
  [
    'PageRequestMap',
    'pageRequests',
    'page',
    'request',
    'What the page asks and the widget answers.',
  ],
  ['PagePushMap', 'pagePushes', 'page', 'push', 'What the page tells the widget.'],
] as const;

const mapInterfaces = (protocol: Protocol): readonly StatementStructures[] => [
  ...TABLES.map(([name, , from, kind, docs]) =>
    interfaceOf(
      name,
      docs,
      liveMessages(protocol, from, kind).map((message) => [
        key(message.name),
        kind === 'push'
          ? message.title
          : `{ readonly data: ${typeOf(saidBy(message))}; readonly result: ${typeOf(message.result as Part)} }`,
        // Here too: a handler's key in a plugin is the key of its entry.
        message.deprecated === undefined ? undefined : `@deprecated ${message.deprecated}`,
      ]),
    ),
  ),
  interfaceOf(
    'Messages',
    'All messages, by who sends them and whether they are answered.',
    TABLES.map(([name, member]) => [member, name]),
  ),
];

const TAG = ['tag', 'string', "The value of the wire's tag member."] as const;
const ID = ['id', 'string', 'The member that a request and its response share.'] as const;
const PAYLOAD = [
  'payload?',
  'string',
  'The member that holds the payload; without it, the envelope itself is the payload.',
] as const;
const TYPE = ['type', 'string', "The payload's member that holds the wire type."] as const;

const wireInterfaces: readonly StatementStructures[] = [
  interfaceOf('PushEnvelope', 'The members of what wraps a push.', [TAG, PAYLOAD, TYPE]),
  interfaceOf('RequestEnvelope', 'The members of what wraps a request.', [
    TAG,
    ID,
    PAYLOAD,
    TYPE,
    [
      'body?',
      'string',
      "The payload's member that holds the data; without it, the rest of the payload.",
    ],
  ]),
  interfaceOf('ResponseEnvelope', 'The members of what wraps a response.', [
    TAG,
    ID,
    PAYLOAD,
    ['result', 'string', 'The member that holds the answer.'],
    ['error', 'string', 'The member that holds the error.'],
  ]),
  interfaceOf('SideEnvelopes', 'The envelopes that one side sends.', [
    ['push', 'PushEnvelope'],
    ['request', 'RequestEnvelope'],
    ['response', 'ResponseEnvelope'],
  ]),
  interfaceOf('Envelopes', 'How messages are wrapped.', [
    ['tag', 'string', 'The member that names an envelope.'],
    ['widget', 'SideEnvelopes', 'What the widget sends.'],
    ['page', 'SideEnvelopes', 'What the page sends.'],
  ]),
  interfaceOf('Wire', 'How messages travel.', [
    ['name', 'string'],
    ['timeoutMs', 'number', 'How long the widget waits for a response.'],
    ['frameId?', 'string', "The usual id of the widget's frame."],
    ['origins', 'readonly string[]', 'Origins at which the widget is known to be served.'],
    [
      'roles',
      '{ readonly ready?: keyof PushMap; readonly register?: keyof PagePushMap }',
      'The messages that say "ready" and "these are my capabilities".',
    ],
  ]),
];

const entryInterfaces: readonly StatementStructures[] = [
  interfaceOf('RequestEntry', 'What core knows of a request from the widget.', [
    ['type', 'string'],
    ['capability', 'string'],
    ['combine', "'merge' | 'all' | 'first'"],
    ['deadlineMs', 'number'],
  ]),
  interfaceOf('PushEntry', 'What core knows of a push from the widget.', [
    ['type', 'string'],
    ['bare?', 'true', 'It travels without an envelope.'],
    ['once?', 'string', 'A pointer to what tells a repeated push.'],
  ]),
  interfaceOf('PageRequestEntry', 'What core knows of a request from the page.', [
    ['type', 'string'],
  ]),
  interfaceOf('PagePushEntry', 'What core knows of a push from the page.', [
    ['type', 'string'],
    ['bare?', 'true', 'It travels without an envelope.'],
  ]),
];

const pushEntry = ({ type, bare, once }: Message): object => ({
  type,
  ...(bare ? { bare } : {}),
  ...(once === undefined ? {} : { once }),
});

const tables = (protocol: Protocol): readonly StatementStructures[] => {
  const { name, timeoutMs, frameId, origins, roles = {}, envelope } = protocol.wire;
  const wire = { name, timeoutMs, frameId, origins, roles };
  const record = (map: string, entry: string): string => `Readonly<Record<keyof ${map}, ${entry}>>`;
  const live = (from: 'widget' | 'page', kind: 'push' | 'request'): readonly Message[] =>
    liveMessages(protocol, from, kind);
  return [
    constant('wire', 'Wire', value(wire), 'The wire of this protocol.'),
    constant(
      'envelopes',
      'Envelopes',
      value(envelope),
      'Its envelopes as a table, for whoever plays the widget; the page has them as code.',
    ),
    constant(
      'requests',
      record('RequestMap', 'RequestEntry'),
      tableOf(live('widget', 'request'), ({ type, capability, combine, deadlineMs }) => ({
        type,
        capability,
        combine,
        deadlineMs,
      })),
      'Requests from the widget, by name.',
    ),
    constant(
      'pushes',
      record('PushMap', 'PushEntry'),
      tableOf(live('widget', 'push'), pushEntry),
      'Pushes from the widget, by name.',
    ),
    constant(
      'pageRequests',
      record('PageRequestMap', 'PageRequestEntry'),
      tableOf(live('page', 'request'), ({ type }) => ({ type })),
      'Requests from the page, by name.',
    ),
    constant(
      'pagePushes',
      record('PagePushMap', 'PagePushEntry'),
      tableOf(live('page', 'push'), pushEntry),
      'Pushes from the page, by name.',
    ),
  ];
};

const MASK = `0 | string | { readonly [member: string]: Mask } | readonly [Mask] | readonly [string | 0, Mask]`;

const MASK_TABLE =
  "Readonly<Record<string, Readonly<Partial<Record<'body' | 'data' | 'result', Mask>>>>>";

/** Definitions that live messages reach through members that a mask looks into, needed ones first. */
const maskStatements = (protocol: Protocol): readonly StatementStructures[] => {
  const read = maskReader(protocol.definitions);
  const schemas = new Map(protocol.definitions.map(({ title, schema }) => [title, schema]));
  const constants: StatementStructures[] = [];
  const seen = new Set<string>();
  const printed = (schema: Schema): string => {
    const text = printMask(read(schema));
    for (const title of refsOf(schema)) {
      if (seen.has(title) || !text.includes(maskName(title))) continue;
      seen.add(title);
      const initializer = printed(schemas.get(title) as Schema);
      constants.push(constant(maskName(title), 'Mask', initializer));
    }
    return text;
  };
  const side = (from: 'widget' | 'page'): string => {
    const entries = liveMessages(protocol, from).map((message) => {
      const parts = (['body', 'data', 'result'] as const).flatMap((member) => {
        const part = message[member];
        return part === undefined ? [] : [`${member}: ${printed(part.schema)}`];
      });
      return `${key(message.name)}: { ${parts.join(', ')} }`;
    });
    return `{ ${entries.join(', ')} }`;
  };
  const masks = `{ fromWidget: ${side('widget')}, fromPage: ${side('page')} }`;
  return [
    {
      kind: StructureKind.TypeAlias,
      name: 'Mask',
      isExported: true,
      docs: [
        'What diagnostics may show of a value: 0 all of it, a word what stands for it, else its known members, the entries of a list, or a record by the kind of its keys and its values. A value of another shape than its mask is not shown.',
      ],
      type: MASK,
    },
    interfaceOf('Masks', 'The masks of all messages, by who sends them, name and part.', [
      ['fromWidget', MASK_TABLE],
      ['fromPage', MASK_TABLE],
    ]),
    ...constants,
    constant('masks', 'Masks', masks, 'What diagnostics may show of each message.'),
  ];
};

/** `messages.ts`: the maps from names to body types, and the tables that core runs on. */
export const emitMessages = (protocol: Protocol): Promise<string> => {
  const parts = protocol.messages.filter(({ live }) => live).flatMap(partsOf);
  const titles = parts.map(({ title }) => title);
  return printSource(protocol, {
    statements: [
      ...importTypes(titles, './types.js'),
      ...mapInterfaces(protocol),
      ...wireInterfaces,
      ...entryInterfaces,
      ...tables(protocol),
      ...maskStatements(protocol),
    ],
  });
};
