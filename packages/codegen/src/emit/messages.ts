import { step, stepsOf } from '@jackfield/plugin-kit/json';
import { StructureKind, type StatementStructures } from 'ts-morph';
import { liveMessages, partsOf, saidBy, type Message, type Part, type Protocol } from '../model.js';
import type { Schema } from '../schema.js';
import { maskName, maskReader, printMask, titlesIn } from './masks.js';
import { key, printSource, value } from './source.js';
import { constant, importTypes, interfaceOf, SHARED_TYPES } from './statements.js';

/** The type of a part, with `undefined` if it is optional. */
export const typeOf = (part: Part): string =>
  part.required ? part.title : `${part.title} | undefined`;

const tableOf = (messages: readonly Message[], entry: (message: Message) => object): string =>
  `{ ${messages.map((message) => `${key(message.name)}: ${value(entry(message))}`).join(', ')} }`;

const TABLES = [
  [
    'RequestMap',
    'requests',
    'widget',
    'request',
    'Requests that the widget sends and the page answers.',
  ],
  ['PushMap', 'pushes', 'widget', 'push', 'Pushes that the widget sends to the page.'],
  [
    'PageRequestMap',
    'pageRequests',
    'page',
    'request',
    'Requests that the page sends and the widget answers.',
  ],
  ['PagePushMap', 'pagePushes', 'page', 'push', 'Pushes that the page sends to the widget.'],
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
        // Also here: a handler's key in a plugin is the key of its entry.
        message.deprecated === undefined ? undefined : `@deprecated ${message.deprecated}`,
      ]),
    ),
  ),
  interfaceOf(
    'Messages',
    'All messages by sender and kind.',
    TABLES.map(([name, member]) => [member, name]),
  ),
];

/**
 * The type of what the page may set in the register message: all members there but the name and the
 * capabilities, which the host sets.
 */
const registrationOptions = (protocol: Protocol): readonly StatementStructures[] => {
  const { roles = {}, registration } = protocol.wire;
  const register = liveMessages(protocol, 'page', 'push').find(
    ({ name }) => name === roles.register,
  );
  if (registration?.options === undefined || register === undefined) return [];
  const { name, capabilities, options } = registration;
  const requests = liveMessages(protocol, 'widget', 'request');
  const own =
    capabilities === options
      ? requests.map(({ capability }) => step(options, capability as string))
      : [capabilities];
  const depth = stepsOf(options).length;
  const excluded = [name, ...own].flatMap((pointer) =>
    pointer.startsWith(`${options}/`) ? [stepsOf(pointer)[depth]] : [],
  );
  const object = stepsOf(options).reduce<string>(
    (type, member) => `NonNullable<${type}[${value(member)}]>`,
    register.title,
  );
  const names = [...new Set(excluded)].sort().map((each) => value(each));
  return [
    {
      kind: StructureKind.TypeAlias,
      name: 'RegistrationOptions',
      isExported: true,
      docs: ['What a page may register besides the name and the capabilities.'],
      type: `{ readonly [Member in keyof ${object} as Exclude<Member, ${names.join(' | ') || 'never'}>]?: ${object}[Member] }`,
    },
  ];
};

const pushEntry = ({ type, bare, once }: Message): object => ({
  type,
  ...(bare ? { bare } : {}),
  ...(once === undefined ? {} : { once }),
});

const tables = (protocol: Protocol): readonly StatementStructures[] => {
  const { name, timeoutMs, frameId, origins, paths, registration, speaks, envelope } =
    protocol.wire;
  const { ready, register } = protocol.wire.roles ?? {};
  const ids = envelope.ids === 'number' ? envelope.ids : undefined;
  const roles = { ready: ready === undefined ? undefined : [ready].flat(), register };
  const { sticky } = registration ?? {};
  const spoken = speaks === undefined ? undefined : [speaks];
  const wire = { name, timeoutMs, frameId, origins, paths, ids, sticky, speaks: spoken, roles };
  const record = (map: string, entry: string): string => `Readonly<Record<keyof ${map}, ${entry}>>`;
  const live = (from: 'widget' | 'page', kind: 'push' | 'request'): readonly Message[] =>
    liveMessages(protocol, from, kind);
  return [
    constant('wire', 'Wire', value(wire), 'The wire of this protocol.'),
    constant(
      'envelopes',
      'Envelopes',
      value(envelope),
      'Its envelopes as a table, for simulators of the widget; the page has them as code.',
    ),
    constant(
      'requests',
      record('RequestMap', 'RequestEntry'),
      tableOf(live('widget', 'request'), (message) => ({
        type: message.type,
        capability: message.capability,
        combine: message.combine,
        deadlineMs: message.deadlineMs,
        timeoutMs: message.timeoutMs,
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
      record('PageRequestMap', '{ readonly type: string }'),
      tableOf(live('page', 'request'), ({ type }) => ({ type })),
      'Requests from the page, by name.',
    ),
    constant(
      'pagePushes',
      record('PagePushMap', 'PushEntry'),
      tableOf(live('page', 'push'), pushEntry),
      'Pushes from the page, by name.',
    ),
  ];
};

/** The definitions that the masks of live messages refer to, dependencies first. */
const maskStatements = (protocol: Protocol): readonly StatementStructures[] => {
  const read = maskReader(protocol.definitions);
  const schemas = new Map(protocol.definitions.map(({ title, schema }) => [title, schema]));
  const constants: StatementStructures[] = [];
  const seen = new Set<string>();
  /** The definitions whose constants are being printed: they contain what is printed now. */
  const undeclared = new Set<string>();
  const printed = (schema: Schema): string => {
    const mask = read(schema);
    for (const title of titlesIn(mask)) {
      if (seen.has(title)) continue;
      seen.add(title);
      undeclared.add(title);
      const initializer = printed(schemas.get(title) as Schema);
      undeclared.delete(title);
      constants.push(constant(maskName(title), 'Mask', initializer, `The mask of ${title}.`));
    }
    return printMask(mask, undeclared);
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
    ...constants,
    constant('masks', 'Masks', masks, 'The parts of each message that diagnostics may show.'),
  ];
};

/**
 * Emits `messages.ts`: the maps from names to body types, and the tables that core uses.
 *
 * @param shared - the folder of `types.ts`
 */
export const emitMessages = (protocol: Protocol, shared: string): Promise<string> => {
  const parts = protocol.messages.filter(({ live }) => live).flatMap(partsOf);
  const titles = parts.map(({ title }) => title);
  const masks = maskStatements(protocol);
  return printSource(protocol, {
    statements: [
      ...importTypes(
        [
          ...['Envelopes', 'Masks', 'PushEntry', 'RequestEntry', 'Wire'],
          ...(/ as Mask\b|"type":"Mask"/.test(JSON.stringify(masks)) ? ['Mask'] : []),
        ],
        SHARED_TYPES,
      ),
      ...importTypes(titles, `${shared}/types.js`),
      ...mapInterfaces(protocol),
      ...registrationOptions(protocol),
      ...tables(protocol),
      ...masks,
    ],
  });
};
