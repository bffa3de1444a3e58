import { StructureKind, VariableDeclarationKind, type StatementStructures } from 'ts-morph';
import { isObject } from '../json.js';
import { liveMessages, type Message, type Protocol } from '../model.js';
import { importTypes } from './messages.js';
import { key, printSource, value } from './source.js';

const SIDES = [
  ['widgetExamples', 'widget'],
  ['pageExamples', 'page'],
] as const;

/** An assertion, since an example may show members that its closed type does not have. */
const valueOf = (message: Message, example: unknown): string =>
  `${value(example)} as ${message.title}`;

const statement = (
  protocol: Protocol,
  name: string,
  from: 'widget' | 'page',
): StatementStructures => {
  const messages = liveMessages(protocol, from);
  const types = messages.map(
    (message) => `readonly ${key(message.name)}: readonly ${message.title}[]`,
  );
  const values = messages.map((message) => {
    const examples = message.examples.filter(isObject).map((example) => valueOf(message, example));
    return `${key(message.name)}: [${examples.join(', ')}]`;
  });
  return {
    kind: StructureKind.VariableStatement,
    declarationKind: VariableDeclarationKind.Const,
    isExported: true,
    docs: [`Valid messages from the ${from}: bodies of pushes, exchanges of requests.`],
    declarations: [
      { name, type: `{ ${types.join('; ')} }`, initializer: `{ ${values.join(', ')} }` },
    ],
  };
};

/** `examples.ts`: the schemas' examples, typed. */
export const emitExamples = (protocol: Protocol, typesModule: string): Promise<string> => {
  const titles = protocol.messages.filter(({ live }) => live).map(({ title }) => title);
  return printSource(protocol, {
    statements: [
      ...importTypes(titles, typesModule),
      ...SIDES.map(([name, from]) => statement(protocol, name, from)),
    ],
  });
};
