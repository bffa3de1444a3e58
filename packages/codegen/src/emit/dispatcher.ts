import {
  StructureKind,
  type FunctionDeclarationStructure,
  type StatementStructures,
} from 'ts-morph';
import { acceptsAll } from '../ajv-options.js';
import { stepsOf } from '@jackfield/plugin-kit/json';
import { mostSpecificFirst } from '../match.js';
import {
  asValidated,
  envelopeKindOf,
  liveMessages,
  partsOf,
  saidBy,
  type Message,
  type Part,
  type Protocol,
} from '../model.js';
import { recursiveTitles } from '../recursion.js';
import type { Match, Side } from '../schema.js';
import { dispatcherHelpers } from './dispatcher-helpers.js';
import { typeOf } from './messages.js';
import { printSource, value } from './source.js';
import { importTypes, SHARED_TYPES } from './statements.js';
import { guardName, reachable } from './validators.js';

const SIDES = {
  widget: { type: 'FromWidget', run: 'dispatchFromWidget', maps: ['PushMap', 'RequestMap'] },
  page: { type: 'FromPage', run: 'dispatchFromPage', maps: ['PagePushMap', 'PageRequestMap'] },
} as const;

const named = ({ kind, name }: Message): string => `kind: ${value(kind)}, name: ${value(name)}`;

const resultType = (protocol: Protocol, side: Side): StatementStructures => {
  const { type, maps } = SIDES[side];
  const valid = liveMessages(protocol, side).map(
    (message) =>
      `Valid<${value(message.kind)}, ${value(message.name)}, ${typeOf(saidBy(message))}>`,
  );
  const names = maps.map((map) => `keyof ${map}`).join(' | ');
  return {
    kind: StructureKind.TypeAlias,
    name: type,
    isExported: true,
    docs: [`The result of dispatching a message from the ${side}.`],
    type: [...valid, `Invalid<${names}>`, 'Internal', 'Unknown'].join(' | '),
  };
};

/** Returns what a body is that is one of a message. */
const dispatched = (message: Message): string => {
  if (!message.live) return `return { status: 'internal', ${named(message)} };`;
  const part = saidAsValidated(message);
  const valid = `return { status: 'valid', ${named(message)}, body };`;
  if (acceptsAll(part.schema)) return valid;
  const absent = part.required ? '' : `if (body === undefined) ${valid}`;
  const validated = `return validateBody(${value(message.kind)}, ${value(message.name)}, ${guardName(part.title)}, body);`;
  return `${absent} ${validated}`;
};

/** Emits a test of whether a body has the members of a match. */
const matched = (match: Match): string =>
  Object.entries(match)
    .map(([pointer, values]) => {
      const texts = values === true ? '' : `, ${value(values)}`;
      return `hasMember(body, ${value(stepsOf(pointer))}${texts})`;
    })
    .join(' && ');

/** Chooses among messages of one type and envelope: the last one has the other bodies. */
const chosen = (messages: readonly Message[]): string => {
  const texts = mostSpecificFirst(messages).map((message) =>
    message.match === undefined
      ? dispatched(message)
      : `if (${matched(message.match)}) { ${dispatched(message)} }`,
  );
  const isComplete = messages.some(({ match }) => match === undefined);
  return [...texts, ...(isComplete ? [] : ['break;'])].join('\n');
};

/** Emits the case of the messages of one type. */
const dispatchCase = (messages: readonly Message[]): string => {
  const [first] = messages as readonly [Message];
  const kinds = [...new Set(messages.map(envelopeKindOf))];
  const head = `case ${value(first.type)}:`;
  if (kinds.length === 1)
    return `${head} if (envelope !== ${value(kinds[0])}) break; ${chosen(messages)}`;
  const blocks = kinds.map((kind) => {
    const own = messages.filter((message) => envelopeKindOf(message) === kind);
    return `if (envelope === ${value(kind)}) { ${chosen(own)} }`;
  });
  return `${head} ${blocks.join('\n')} break;`;
};

/** Groups messages by their types, in the order of the first of each. */
const byType = (messages: readonly Message[]): readonly (readonly Message[])[] =>
  [...new Set(messages.map(({ type }) => type))].map((type) =>
    messages.filter((message) => message.type === type),
  );

const dispatchFunction = (protocol: Protocol, side: Side): FunctionDeclarationStructure => {
  const { run, type } = SIDES[side];
  const messages = protocol.messages.filter(({ from }) => from === side);
  const isRead = {
    envelope: messages.length > 0,
    body: messages.some(({ live, match }) => live || match !== undefined),
  };
  return {
    kind: StructureKind.Function,
    name: run,
    isExported: true,
    docs: [
      `Identifies a message of the ${side} and validates its body. A known type in a wrong envelope is unknown.`,
    ],
    parameters: [
      // Unused parameters have an underscore: compiler options may forbid unused names.
      { name: isRead.envelope ? 'envelope' : '_envelope', type: 'EnvelopeKind' },
      { name: 'type', type: 'string' },
      { name: isRead.body ? 'body' : '_body', type: 'unknown' },
    ],
    returnType: type,
    statements: [
      `switch (type) { ${byType(messages).map(dispatchCase).join('\n')} }`,
      `return { status: 'unknown' };`,
    ],
  };
};

const checkFunction = (
  name: string,
  docs: string,
  variable: string,
  checks: readonly (readonly [Message, Part])[],
): FunctionDeclarationStructure => {
  const cases = checks.map(([message, part]) => {
    const head = `case ${value(message.name)}: return`;
    if (acceptsAll(part.schema)) return `${head} undefined;`;
    const issues = `issuesOf(${guardName(part.title)}, ${variable})`;
    return part.required
      ? `${head} ${issues};`
      : `${head} ${variable} === undefined ? undefined : ${issues};`;
  });
  return {
    kind: StructureKind.Function,
    name,
    isExported: true,
    docs: [docs],
    parameters: [
      { name: 'name', type: 'string' },
      { name: variable, type: 'unknown' },
    ],
    returnType: 'readonly FailedKeyword[] | undefined',
    statements: [
      ...(checks.some(([, { schema }]) => !acceptsAll(schema)) ? [] : [`void ${variable};`]),
      ...(cases.length === 0 ? [] : [`switch (name) { ${cases.join('\n')} }`]),
      `return [{ pointer: '', expected: 'a known message', keyword: name }];`,
    ],
  };
};

const saidAsValidated = (message: Message): Part => asValidated(saidBy(message));

const isGuarded = ({ schema }: Part): boolean => !acceptsAll(schema);

/**
 * Emits `dispatcher.ts`: a switch over the wire types of each side, and checks of the page's messages.
 *
 * @param shared - the folder of `types.ts` and `validators.js`
 */
export const emitDispatcher = (protocol: Protocol, shared: string): Promise<string> => {
  const fromWidget = liveMessages(protocol, 'widget');
  const fromPage = liveMessages(protocol, 'page');
  const live = [...fromWidget, ...fromPage];
  const types = live.map((message) => saidBy(message).title);
  const parts = live.flatMap(partsOf).map(asValidated);
  const guards = parts
    .filter(isGuarded)
    .map(({ title }) => guardName(title))
    .sort();
  const needed = new Set(reachable(protocol, parts));
  const schemas = [...parts, ...protocol.definitions.filter(({ title }) => needed.has(title))].map(
    ({ schema }) => schema,
  );
  const isBodyGuarded = live.map(saidAsValidated).some(isGuarded);
  const isResultGuarded = [
    ...fromPage.map(saidAsValidated),
    ...live.flatMap(({ result }) => (result === undefined ? [] : [asValidated(result)])),
  ].some(isGuarded);
  const helpers = dispatcherHelpers({
    schemas,
    recursive: recursiveTitles(protocol.definitions),
    isMatched: protocol.messages.some(({ match }) => match !== undefined),
    isGuarded: guards.length > 0,
    isBodyGuarded,
    isResultGuarded,
  });
  const results = (messages: readonly Message[]): readonly (readonly [Message, Part])[] =>
    messages.flatMap((message) =>
      message.result === undefined ? [] : [[message, asValidated(message.result)]],
    );
  return printSource(protocol, {
    statements: [
      ...importTypes(
        [
          ...['EnvelopeKind', 'FailedKeyword', 'Internal', 'Invalid', 'Unknown'],
          ...(live.length > 0 ? ['Valid'] : []),
        ],
        SHARED_TYPES,
      ),
      ...importTypes(['PagePushMap', 'PageRequestMap', 'PushMap', 'RequestMap'], './messages.js'),
      ...importTypes(types, `${shared}/types.js`),
      ...(guards.length === 0
        ? []
        : importTypes(['ValidationError', 'Validator'], `${shared}/validators.js`)),
      ...(guards.length === 0
        ? []
        : [
            {
              kind: StructureKind.ImportDeclaration as const,
              namedImports: guards,
              moduleSpecifier: `${shared}/validators.js`,
            },
          ]),
      resultType(protocol, 'widget'),
      resultType(protocol, 'page'),
      ...helpers,
      dispatchFunction(protocol, 'widget'),
      dispatchFunction(protocol, 'page'),
      checkFunction(
        'checkResult',
        "Checks the page's answer to a request of the widget.",
        'result',
        results(fromWidget),
      ),
      checkFunction(
        'checkPageMessage',
        'Validates a message before the page sends it: the body of a push, the data of a request.',
        'body',
        fromPage.map((message) => [message, saidAsValidated(message)]),
      ),
      checkFunction(
        'checkPageResult',
        "Checks the widget's answer to a request of the page.",
        'result',
        results(fromPage),
      ),
    ],
  });
};
