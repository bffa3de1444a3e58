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
  refsOf,
  saidBy,
  type Message,
  type Part,
  type Protocol,
} from '../model.js';
import { recursiveTitles } from '../recursion.js';
import type { Json } from '../json.js';
import type { Match, Schema, Side } from '../schema.js';
import { walkSchema } from '../walk.js';
import { expectations } from './expectations.js';
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
      ...(cases.length === 0 ? [`void ${variable};`] : [`switch (name) { ${cases.join('\n')} }`]),
      `return [{ pointer: '', expected: 'a known message', keyword: name }];`,
    ],
  };
};

const HAS_MEMBER = `
/** Whether a body has a member, with one of these texts if there are any. */
function hasMember(body: unknown, path: readonly string[], texts?: readonly unknown[]): boolean {
  let found = body;
  for (const name of path) {
    const isOwn = typeof found === 'object' && found !== null && !Array.isArray(found) && Object.hasOwn(found, name);
    found = isOwn ? (found as Readonly<Record<string, unknown>>)[name] : undefined;
  }
  return texts ? texts.includes(found) : found !== undefined;
}
`;

const describeFunctions = (lines: readonly string[]): string => `
function expectation({ keyword, limit }: ValidationError): string {
  if (keyword === 'required') return \`required property '\${String(limit)}'\`;
  if (keyword === 'type') return [limit].flat().join(' or ');
  if (keyword === 'enum' || keyword === 'const') return [limit].flat().map((one) => JSON.stringify(one)).join(' or ');
${lines.map((line) => `  ${line}\n`).join('')}  return limit === undefined ? keyword : \`\${keyword} \${String(limit)}\`;
}

function describe(validator: Validator<unknown>): readonly FailedKeyword[] {
  return (validator.errors ?? []).map((error) => ({
    pointer: error.pointer,
    expected: expectation(error),
    keyword: error.keyword,
  }));
}
`;

const validateBody = (statements: string): string => `
function validateBody<const Kind extends 'push' | 'request', const Name extends string, Body>(
  kind: Kind,
  name: Name,
  validator: Validator<Body>,
  body: unknown,
): Valid<Kind, Name, Body> | Invalid<Name> {
  ${statements}
}
`;

const issuesOf = (statements: string): string => `
/** Returns the issues of a value; undefined if it is valid. */
export function issuesOf(validator: Validator<unknown>, value: unknown): readonly FailedKeyword[] | undefined {
  ${statements}
}
`;

const VALIDATE_BODY = validateBody(`return validator(body)
    ? { status: 'valid', kind, name, body }
    : { status: 'invalid', kind, name, issues: describe(validator) };`);

const ISSUES_OF = issuesOf('return validator(value) ? undefined : describe(validator);');

// The same for a protocol with definitions that contain themselves: a value may be too deep for the stack.
const VALIDATE_BODY_OF_ANY_DEPTH = validateBody(`const issues = issuesOf(validator, body);
  return issues ? { status: 'invalid', kind, name, issues } : { status: 'valid', kind, name, body: body as Body };`);

const ISSUES_OF_ANY_DEPTH = issuesOf(`try {
    return validator(value) ? undefined : describe(validator);
  } catch {
    return [{ pointer: '', expected: 'a value that nests less deep', keyword: 'depth' }];
  }`);

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
  const recursive = recursiveTitles(protocol.definitions);
  const needed = new Set(reachable(protocol, parts));
  const schemas = [...parts, ...protocol.definitions.filter(({ title }) => needed.has(title))].map(
    ({ schema }) => schema,
  );
  // To compare items is to go down them, whatever the schema says of them.
  const isDeep = schemas.some(
    (schema) =>
      refsOf(schema).some((title) => recursive.has(title)) ||
      [...walkSchema(schema as unknown as Json)].some(
        ([, sub]) => (sub as Schema).uniqueItems === true,
      ),
  );
  const isBodyGuarded = live.map(saidAsValidated).some(isGuarded);
  const isResultGuarded = [
    ...fromPage.map(saidAsValidated),
    ...live.flatMap(({ result }) => (result === undefined ? [] : [asValidated(result)])),
  ].some(isGuarded);
  // Only the helpers in use: compiler options may forbid unused names.
  const helpers = [
    ...(protocol.messages.some(({ match }) => match !== undefined) ? [HAS_MEMBER] : []),
    ...(guards.length > 0 ? [describeFunctions(expectations(schemas))] : []),
    ...(isBodyGuarded ? [isDeep ? VALIDATE_BODY_OF_ANY_DEPTH : VALIDATE_BODY] : []),
    ...(isDeep ? [ISSUES_OF_ANY_DEPTH] : isResultGuarded ? [ISSUES_OF] : []),
  ];
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
