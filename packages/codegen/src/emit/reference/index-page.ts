import { fill, hasErrors, layoutsOf, type LayoutKind } from '@jackfield/plugin-kit/layout';
import type { Message, Protocol } from '../../model.js';
import { SIDES, type Kind, type Side, type Wire } from '../../schema.js';
import { errorOnWire, resultOnWire } from '../on-wire.js';
import { code, escapeText, prose } from '../escape.js';
import { duration, firstSentence, json, table } from './text.js';

const GROUPS: readonly (readonly [title: string, from: Side, kind: Kind])[] = [
  ['Requests from the widget', 'widget', 'request'],
  ['Pushes from the widget', 'widget', 'push'],
  ['Requests from the page', 'page', 'request'],
  ['Pushes from the page', 'page', 'push'],
];

/** The path of a message's page, relative to the folder of the reference. */
export const pathOf = ({ from, name }: Message): string => `from-${from}/${name}.md`;

const rowOf = (message: Message): readonly string[] => {
  const marks = [
    message.deprecated === undefined ? '' : '**Deprecated.**',
    message.internal === true ? 'Internal.' : '',
    message.stability === 'declared-only' ? 'Declared only.' : '',
  ].filter((text) => text !== '');
  return [
    `[${message.name}](${pathOf(message)})`,
    code(message.type),
    [...marks, prose(firstSentence(message.description))].join(' '),
  ];
};

/** Describes the envelopes of one side, with the members of every message of a kind. */
const envelopesOf = ({ wire }: Protocol, side: Side): readonly string[] => {
  const layouts = layoutsOf(wire.envelope, side);
  const filled = (kind: LayoutKind, text: string, id: string): readonly string[] => {
    const layout = layouts.get(kind);
    if (layout === undefined) return [];
    const rest = { '…': 'the members of the body' };
    const body = kind === 'request' ? 'the data' : 'the body';
    return [text, json(fill(layout, { id, type: 'the wire type', body, rest }))];
  };
  const isFallible = hasErrors(wire.envelope, side);
  const responses = layouts.has('response')
    ? [
        isFallible
          ? 'A response, with a result or with an error:'
          : 'A response. It has no error: if there is no result, the answer is one that means so.',
        json(resultOnWire(wire, side, 'the result')),
        ...(isFallible ? [json(errorOnWire(wire, side, 'the reason why there is no result'))] : []),
      ]
    : [];
  const said = [
    ...filled('push', 'A push:', 'an id'),
    ...filled('request', 'A request:', 'an id'),
    ...responses,
  ];
  return said.length === 0 ? [] : [`### From the ${side}`, ...said];
};

/** Says where the widget's addresses begin at origins that other wires have, too. */
const pathsText = ({ paths = {} }: Wire): readonly string[] => {
  const entries = Object.entries(paths).map(([origin, path]) => code(origin + path));
  return entries.length === 0
    ? []
    : [`Where other widgets have its origin, its addresses begin with ${entries.join(', ')}.`];
};

/** Says which plugins run on this wire besides its own. */
const speaksText = ({ speaks }: Wire): readonly string[] =>
  speaks === undefined
    ? []
    : [
        `Plugins of the wire ${code(speaks)} run on this one, too: some messages reach plugins as messages of that wire.`,
      ];

/** Says what a registration does besides its first purpose. */
const registrationText = ({ registration }: Wire): readonly string[] => [
  ...(registration?.options === undefined
    ? []
    : [`A page may register options as well, at ${code(registration.options)}.`]),
  ...(registration?.sticky === undefined
    ? []
    : ['The widget keeps a capability that a later registration leaves out.']),
];

/** Says what identifies an envelope. */
const tagText = ({ envelope: { tag } }: Wire): readonly string[] => {
  if (tag === undefined) return [];
  return typeof tag === 'number'
    ? [`Every posted array has a value at position ${tag} that identifies its envelope.`]
    : [`Every posted object has a member ${code(tag)} that identifies its envelope.`];
};

/** Says which messages have no envelope. */
const bareText = ({ wire: { envelope }, messages }: Protocol): readonly string[] => {
  const bare = messages.filter((message) => message.bare);
  if (bare.length === 0) return [];
  const isSaid = `no envelope, and ${code(String(envelope.tag))} is their wire type`;
  const sides = SIDES.filter(
    (side) => envelope[side].push === undefined && bare.some(({ from }) => from === side),
  );
  const others = bare.filter(({ from }) => !sides.includes(from)).map(({ name }) => code(name));
  return [
    ...sides.map((side) => `Pushes from the ${side} have ${isSaid}.`),
    ...(others.length === 0 ? [] : [`These messages have ${isSaid}: ${others.join(', ')}.`]),
  ];
};

/** Emits the first page: all messages and definitions, and the envelopes. */
export const indexPage = (protocol: Protocol): readonly string[] => {
  const { wire, messages, definitions } = protocol;
  const groups = GROUPS.flatMap(([title, from, kind]) => {
    const found = messages.filter((message) => message.from === from && message.kind === kind);
    const head = ['message', 'wire type', 'what'];
    return found.length === 0 ? [] : [`## ${title}`].concat(table(head, found.map(rowOf)));
  });
  const shared = definitions.map(({ title, schema }) => [
    `[${title}](definitions.md#${title.toLowerCase()})`,
    prose(firstSentence(schema.description ?? '')),
  ]);
  return [
    `# ${escapeText(wire.title)}`,
    prose(wire.description),
    `Versions: ${wire.versions.map(escapeText).join(', ')}. The widget waits ${duration(wire.timeoutMs)} for a response${messages.some(({ timeoutMs }) => timeoutMs !== undefined) ? ', if the page of the request does not say otherwise' : ''}.`,
    ...pathsText(wire),
    ...speaksText(wire),
    ...registrationText(wire),
    ...groups,
    ...(shared.length === 0 ? [] : ['## Definitions', ...table(['definition', 'what'], shared)]),
    '## Envelopes',
    ...tagText(wire),
    ...bareText(protocol),
    ...envelopesOf(protocol, 'widget'),
    ...envelopesOf(protocol, 'page'),
  ];
};
