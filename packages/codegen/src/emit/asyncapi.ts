import { partsOf, type Message, type Protocol } from '../model.js';
import { refsBelow, schemasByTitle } from './bundle.js';
import { formatted } from './format.js';

const SCHEMAS = '#/components/schemas';

const idOf = ({ from, name }: Message): string => `${from}.${name}`;

/** AsyncAPI has no word for a message that is deprecated: its description begins with it. */
const described = ({ deprecated, description }: Message): string =>
  deprecated === undefined ? description : `**Deprecated**: ${deprecated}\n\n${description}`;

/** For programs, an extension of both. */
const marked = ({ deprecated }: Message): object =>
  deprecated === undefined ? {} : { 'x-deprecated': deprecated };

const messageObjects = (message: Message): Record<string, object> => {
  const objects = partsOf(message).map((part) => {
    const suffix = part === message.result ? '.result' : '';
    return [
      idOf(message) + suffix,
      {
        name: message.name,
        title: part.title,
        summary: message.type,
        ...(suffix === '' ? { description: described(message) } : {}),
        ...marked(message),
        payload: { $ref: `${SCHEMAS}/${part.title}` },
      },
    ] as const;
  });
  return Object.fromEntries(objects);
};

const channelRef = (message: Message): string => `#/channels/${message.from}`;

/** `asyncapi.json`: the protocol as an AsyncAPI 3.0 document, seen from the page. */
export const emitAsyncApi = (protocol: Protocol): Promise<string> => {
  const { wire, messages } = protocol;
  const components = Object.assign({}, ...messages.map(messageObjects)) as Record<string, object>;
  const channelOf = (side: 'widget' | 'page'): object => {
    const ids = messages.flatMap((message) => {
      const said = message.from === side ? [idOf(message)] : [];
      const answered =
        message.from !== side && message.kind === 'request' ? [`${idOf(message)}.result`] : [];
      return [...said, ...answered];
    });
    return {
      description: `What the ${side} posts.`,
      messages: Object.fromEntries(ids.map((id) => [id, { $ref: `#/components/messages/${id}` }])),
    };
  };
  const operations = messages.map((message) => {
    const other = message.from === 'widget' ? 'page' : 'widget';
    const reply =
      message.kind === 'push'
        ? {}
        : {
            reply: {
              channel: { $ref: `#/channels/${other}` },
              messages: [{ $ref: `#/channels/${other}/messages/${idOf(message)}.result` }],
            },
          };
    return [
      idOf(message),
      {
        action: message.from === 'widget' ? 'receive' : 'send',
        channel: { $ref: channelRef(message) },
        summary: message.description.split(/(?<=\.)\s/)[0],
        messages: [{ $ref: `${channelRef(message)}/messages/${idOf(message)}` }],
        ...marked(message),
        ...reply,
      },
    ];
  });
  const parts = messages.filter(({ kind }) => kind === 'request').flatMap(partsOf);
  const schemas = [
    ...schemasByTitle(protocol),
    ...parts.map(({ title, schema }) => [title, schema] as const),
  ].sort(([a], [b]) => (a < b ? -1 : 1));
  const document = {
    asyncapi: '3.0.0',
    info: { title: wire.title, version: wire.versions.at(-1), description: wire.description },
    defaultContentType: 'application/json',
    channels: { widget: channelOf('widget'), page: channelOf('page') },
    operations: Object.fromEntries(operations),
    components: {
      messages: components,
      schemas: Object.fromEntries(
        schemas.map(([title, schema]) => [title, refsBelow(schema, SCHEMAS)]),
      ),
    },
  };
  return formatted(JSON.stringify(document), 'json');
};
