import { isObject, step } from '@jackfield/plugin-kit/json';
import { byText, type Json } from '../json.js';
import { partsOf, saidBy, type Message, type Part, type Protocol } from '../model.js';
import { otherSide, type Side, type Wire } from '../schema.js';
import { refsBelow, schemasByTitle } from './bundle.js';
import { formatted } from './format.js';
import { onWire, resultOnWire } from './on-wire.js';
import { answerSchema, saidSchema } from './posted-schema.js';
import { firstSentence } from './reference/text.js';

const SCHEMAS = '#/components/schemas';

const idOf = ({ from, name }: Message): string => `${from}.${name}`;

const resultIdOf = (message: Message): string => `${idOf(message)}.result`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** AsyncAPI has no keyword for a deprecated message, so its description begins with the note. */
const described = ({ deprecated, description }: Message): string =>
  deprecated === undefined ? description : `**Deprecated**: ${deprecated}\n\n${description}`;

/** The same for programs, as an extension. */
const marked = ({ deprecated }: Message): object =>
  deprecated === undefined ? {} : { 'x-deprecated': deprecated };

/** The parts of a message's annotation for which AsyncAPI has no keyword. */
const facts = (message: Message): object => {
  const { kind, type, match, capability, combine, deadlineMs, timeoutMs, failure } = message;
  const { requires, once, internal, unchecked, speaks, versions, stability, source } = message;
  const asked = { capability, combine, deadlineMs, timeoutMs, failure, requires };
  const said = { kind, type, match, ...asked, once, internal, unchecked, speaks };
  return { 'x-message': { ...said, versions, stability, source } };
};

/** A reference to the id that connects a request with its response. */
const correlation = (side: Side, kind: 'request' | 'response'): object => ({
  correlationId: { $ref: `#/components/correlationIds/${side}.${kind}` },
});

const refTo = ({ title }: Part): { readonly $ref: string } => ({ $ref: `${SCHEMAS}/${title}` });

const memberOf = (example: Json, name: 'data' | 'result'): Json | undefined =>
  isObject(example) ? example[name] : undefined;

const messageObjects = (message: Message, { wire }: Protocol): readonly [string, object][] => {
  const { name, from, result, examples } = message;
  const said = saidBy(message);
  const isRequest = message.kind === 'request';
  const asked: [string, object] = [
    idOf(message),
    {
      name,
      title: said.title,
      summary: message.type,
      description: described(message),
      ...(isRequest ? correlation(from, 'request') : {}),
      ...facts(message),
      ...marked(message),
      payload: saidSchema(wire, message, said, refTo(said)),
      examples: examples.map((example) => ({
        payload: onWire(wire, message, isRequest ? memberOf(example, 'data') : example),
      })),
    },
  ];
  if (result === undefined) return [asked];
  const side = otherSide(from);
  const answered: [string, object] = [
    resultIdOf(message),
    {
      name: `${name}.result`,
      title: result.title,
      summary: `The answer to ${message.type}`,
      description: result.schema.description ?? `The result of ${name}.`,
      ...correlation(side, 'response'),
      ...marked(message),
      payload: answerSchema(wire, side, result, refTo(result)),
      examples: examples
        .map((example) => memberOf(example, 'result'))
        .filter((value) => value !== undefined || !result.required)
        .map((value) => ({ payload: resultOnWire(wire, side, value) })),
    },
  ];
  return [asked, answered];
};

const operationOf = (message: Message): object => {
  const { from, kind } = message;
  const answering = otherSide(from);
  const messageRef = (side: Side, id: string): object => ({
    $ref: `#/channels/${side}/messages/${id}`,
  });
  return {
    action: from === 'widget' ? 'receive' : 'send',
    channel: { $ref: `#/channels/${from}` },
    title: message.name,
    summary: firstSentence(message.description),
    messages: [messageRef(from, idOf(message))],
    ...marked(message),
    ...(kind === 'push'
      ? {}
      : {
          reply: {
            channel: { $ref: `#/channels/${answering}` },
            messages: [messageRef(answering, resultIdOf(message))],
          },
        }),
  };
};

const channelOf = ({ messages }: Protocol, side: Side): object => {
  const ids = messages.flatMap((message) => {
    if (message.from === side) return [idOf(message)];
    return message.kind === 'request' ? [resultIdOf(message)] : [];
  });
  return {
    // A window has no address: a sender needs a reference to it.
    address: null,
    title: `From the ${side}`,
    description: `Messages that the ${side} posts to the ${otherSide(side)}.`,
    messages: Object.fromEntries(ids.map((id) => [id, { $ref: `#/components/messages/${id}` }])),
  };
};

/** The known origins of the widget. */
const serversOf = ({ origins, paths = {} }: Wire): object => {
  const servers = origins.map((origin) => {
    const { host } = new URL(origin);
    const description = `The origin ${origin} of the widget.`;
    const pathname = Object.hasOwn(paths, origin) ? { pathname: paths[origin] } : {};
    const server = { host, ...pathname, protocol: 'postMessage', description };
    return [host.replaceAll(/[^\w-]/g, '-'), server];
  });
  return servers.length === 0 ? {} : { servers: Object.fromEntries(servers) };
};

const correlationIds = ({ envelope }: Wire): object =>
  Object.fromEntries(
    (['widget', 'page'] as const).flatMap((side) =>
      (['request', 'response'] as const).flatMap((kind) => {
        const shape = envelope[side][kind];
        if (shape === undefined) return [];
        const description = `${capital(kind)}s of the ${side} carry the id of the request.`;
        const location = `$message.payload#${step('', shape.id)}`;
        return [[`${side}.${kind}`, { description, location }]];
      }),
    ),
  );

const schemasOf = (protocol: Protocol): object => {
  const parts = protocol.messages.flatMap(partsOf);
  const definitions = schemasByTitle({ ...protocol, messages: [] });
  const schemas = [...definitions, ...parts.map(({ title, schema }) => [title, schema] as const)];
  return Object.fromEntries(
    schemas
      .sort(([a], [b]) => byText(a, b))
      .map(([title, schema]) => [title, refsBelow(schema, SCHEMAS)]),
  );
};

const HOW_TO_READ =
  'This document describes what the page receives and sends. The payload of a message is the whole posted object with its envelope; bodies are in components/schemas. Objects are structured clones, so they may contain `undefined` members and NaN.';

/** Emits `asyncapi.json`: the protocol as an AsyncAPI 3.0 document, from the view of the page. */
export const emitAsyncApi = (protocol: Protocol): Promise<string> => {
  const { wire, messages } = protocol;
  const document = {
    asyncapi: '3.0.0',
    info: {
      title: wire.title,
      version: wire.versions.at(-1),
      description: `${wire.description}\n\n${HOW_TO_READ}`,
    },
    defaultContentType: 'application/json',
    ...serversOf(wire),
    channels: { widget: channelOf(protocol, 'widget'), page: channelOf(protocol, 'page') },
    operations: Object.fromEntries(
      messages.map((message) => [idOf(message), operationOf(message)]),
    ),
    components: {
      correlationIds: correlationIds(wire),
      messages: Object.fromEntries(
        messages.flatMap((message) => messageObjects(message, protocol)),
      ),
      schemas: schemasOf(protocol),
    },
  };
  return formatted(JSON.stringify(document), 'json');
};
