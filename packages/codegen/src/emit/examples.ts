import type { StatementStructures } from 'ts-morph';
import { isObject } from '@jackfield/plugin-kit/json';
import { liveMessages, type Message, type Protocol } from '../model.js';
import type { Side } from '../schema.js';
import { key, printSource, value } from './source.js';
import { constant, importTypes } from './statements.js';

const SIDES = [
  ['widgetExamples', 'widget', { push: 'pushes', request: 'requests' }],
  ['pageExamples', 'page', { push: 'pagePushes', request: 'pageRequests' }],
] as const;

const statement = (
  protocol: Protocol,
  [name, from, groups]: readonly [string, Side, Readonly<Record<Message['kind'], string>>],
): StatementStructures => {
  const messages = liveMessages(protocol, from);
  // An example of an exchange may omit optional parts.
  const typeOf = (message: Message): string => {
    const type = `Messages['${groups[message.kind]}'][${value(message.name)}]`;
    return message.kind === 'push' ? type : `Partial<${type}>`;
  };
  const types = messages.map(
    (message) => `readonly ${key(message.name)}: readonly ${typeOf(message)}[]`,
  );
  const values = messages.map((message) => {
    // An assertion, because examples may contain members that their type does not have.
    const examples = message.examples
      .filter((example) => message.kind === 'push' || isObject(example))
      .map((example) => `${value(example)} as ${typeOf(message)}`);
    return `${key(message.name)}: [${examples.join(', ')}]`;
  });
  const docs = `Valid messages from the ${from}: bodies of pushes, exchanges of requests.`;
  return constant(name, `{ ${types.join('; ')} }`, `{ ${values.join(', ')} }`, docs);
};

/** Emits `examples.ts`: the schemas' examples, typed by `Messages` of the named module. */
export const emitExamples = (protocol: Protocol, typesModule: string): Promise<string> =>
  printSource(protocol, {
    statements: [
      ...importTypes(protocol.messages.some(({ live }) => live) ? ['Messages'] : [], typesModule),
      ...SIDES.map((side) => statement(protocol, side)),
    ],
  });
