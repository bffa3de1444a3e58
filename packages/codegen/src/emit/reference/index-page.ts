import type { Message, Protocol } from '../../model.js';
import type { Kind, Side } from '../../schema.js';
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
  const { tag } = wire.envelope;
  const { push, request } = wire.envelope[side];
  const wrapped = (
    shape: { readonly tag: string; readonly payload?: string; readonly type: string },
    head: object,
    body: object,
  ): object => {
    const inner = { [shape.type]: 'the wire type', ...body };
    const outer = { [tag]: shape.tag, ...head };
    return shape.payload === undefined
      ? { ...outer, ...inner }
      : { ...outer, [shape.payload]: inner };
  };
  const members = { '…': 'the members of the body' };
  return [
    `### From the ${side}`,
    'A push:',
    json(wrapped(push, {}, members)),
    'A request:',
    json(
      wrapped(
        request,
        { [request.id]: 'an id' },
        request.body === undefined ? members : { [request.body]: 'the data' },
      ),
    ),
    'A response, with a result or with an error:',
    json(resultOnWire(wire, side, 'the result')),
    json(errorOnWire(wire, side, 'the reason why there is no result')),
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
  const bare = messages.filter((message) => message.bare).map(({ name }) => code(name));
  return [
    `# ${escapeText(wire.title)}`,
    prose(wire.description),
    `Versions: ${wire.versions.map(escapeText).join(', ')}. The widget waits ${duration(wire.timeoutMs)} for a response.`,
    ...groups,
    ...(shared.length === 0 ? [] : ['## Definitions', ...table(['definition', 'what'], shared)]),
    '## Envelopes',
    `Every posted object has a member ${code(wire.envelope.tag)} that identifies its envelope.`,
    ...(bare.length === 0
      ? []
      : [
          `These messages have no envelope, and ${code(wire.envelope.tag)} is their wire type: ${bare.join(', ')}.`,
        ]),
    ...envelopesOf(protocol, 'widget'),
    ...envelopesOf(protocol, 'page'),
  ];
};
