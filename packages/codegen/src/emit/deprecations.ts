import { isObject, step } from '@jackfield/plugin-kit/json';
import type { Json } from '../json.js';
import { liveMessages, saidBy, type Message, type Part, type Protocol } from '../model.js';
import { branchesOf, type Schema } from '../schema.js';
import { walkSchema } from '../walk.js';
import { key, value } from './source.js';

/** A deprecated member: the path to it, with `null` for any entry or key, and what to use instead. */
type Member = readonly [steps: readonly (string | null)[], advice: string];

/** How many schemas are visited for one part: definitions may contain each other in many ways. */
const MAX_VISITS = 10_000;

/** How many deprecated members of one part are reported: a page loads their table. */
const MAX_MEMBERS = 200;

/** The titles of the definitions with deprecated members, or with references to such definitions. */
const titlesWithAdvice = ({ definitions }: Protocol): ReadonlySet<string> => {
  const users = new Map<string, string[]>();
  const found = new Set<string>();
  for (const { title, schema } of definitions) {
    for (const [, sub] of walkSchema(schema as unknown as Json)) {
      if (!isObject(sub)) continue;
      if ('x-deprecated' in sub) found.add(title);
      const ref = sub['$ref'];
      if (typeof ref !== 'string') continue;
      const known = users.get(ref);
      if (known === undefined) users.set(ref, [title]);
      else known.push(title);
    }
  }
  // A set that grows while it is read: what is added is read, too.
  for (const title of found) for (const user of users.get(title) ?? []) found.add(user);
  return found;
};

/** The deprecated members of a part, in the order of its schema. */
const membersOf = (part: Part, { definitions, titles }: Definitions): readonly Member[] => {
  const found = new Map<string, Member>();
  let left = MAX_VISITS;
  const visit = (
    schema: Schema,
    steps: readonly (string | null)[],
    within: readonly string[],
  ): void => {
    left -= 1;
    if (left < 0 || found.size === MAX_MEMBERS) return;
    const title = schema.$ref;
    if (title !== undefined) {
      // Of a definition that contains itself, the outermost uses are reported.
      if (titles.has(title) && !within.includes(title))
        visit(definitions.get(title) as Schema, steps, [...within, title]);
      return;
    }
    const advice = schema['x-deprecated'];
    // At the root, the message itself is deprecated.
    if (advice !== undefined && steps.length > 0) found.set(JSON.stringify(steps), [steps, advice]);
    const { properties, patternProperties, additionalProperties, prefixItems, items } = schema;
    for (const [name, sub] of Object.entries(properties ?? {}))
      visit(sub, [...steps, name], within);
    for (const [index, sub] of (prefixItems ?? []).entries())
      visit(sub, [...steps, String(index)], within);
    // A path has no step for the entries behind a tuple, or for names that match a pattern.
    if (items !== undefined && prefixItems === undefined) visit(items, [...steps, null], within);
    const isRecord = properties === undefined && patternProperties === undefined;
    if (additionalProperties !== undefined && isRecord)
      visit(additionalProperties, [...steps, null], within);
    for (const sub of branchesOf(schema)) visit(sub, steps, within);
  };
  visit(part.schema, [], []);
  return [...found.values()];
};

interface Definitions {
  readonly definitions: ReadonlyMap<string, Schema>;
  /** Those that may have deprecated members. */
  readonly titles: ReadonlySet<string>;
}

const tableOf = (entries: readonly (readonly [name: string, entry: unknown])[]): string =>
  `{ ${entries.map(([name, entry]) => `${key(name)}: ${value(entry)}`).join(', ')} }`;

const advised = (messages: readonly Message[]): string =>
  tableOf(
    messages.flatMap(({ name, deprecated }) =>
      deprecated === undefined ? [] : [[name, deprecated] as const],
    ),
  );

const pointerOf = (steps: Member[0]): string =>
  steps.reduce<string>((pointer, name) => step(pointer, name ?? '*'), '');

/** The table of deprecated members in one part of each message. */
const membersTable = (
  definitions: Definitions,
  parts: readonly (readonly [message: Message, part: Part])[],
): string =>
  tableOf(
    parts.flatMap(([{ name }, part]) => {
      const members = membersOf(part, definitions);
      const rows = members.map(([steps, advice]) => [pointerOf(steps), steps, advice]);
      return rows.length === 0 ? [] : [[name, rows] as const];
    }),
  );

const FUNCTION = `
/** Whether a value exists at a path, with \`null\` for any entry or key. Never throws. */
function isThere(value: unknown, [step, ...steps]: readonly (string | null)[]): boolean {
  if (step === undefined) return value !== undefined;
  if (typeof value !== 'object' || value === null) return false;
  try {
    if (step === null) return Object.values(value).some((entry) => isThere(entry, steps));
    return Object.hasOwn(value, step) && isThere(value[step as keyof typeof value], steps);
  } catch {
    // Other code reports getters that throw.
    return false;
  }
}

/** Reports each use of a deprecated message or member, once for each plugin and once for the page. */
export function watchDeprecated(report: (use: DeprecatedUse) => void): DeprecatedWatch {
  const reported = new Set<string>();
  const once = (use: DeprecatedUse): void => {
    const id = JSON.stringify([use.plugin, use.name, use.from, use.part, use.pointer]);
    if (reported.has(id)) return;
    reported.add(id);
    report(use);
  };
  const members = (
    table: Readonly<Record<string, readonly DeprecatedMember[]>>,
    value: unknown,
    use: Omit<DeprecatedUse, 'advice'>,
  ): void => {
    const rows = Object.hasOwn(table, use.name) ? table[use.name] : undefined;
    for (const [pointer, steps, advice] of rows ?? []) {
      if (isThere(value, steps)) once({ ...use, pointer, advice });
    }
  };
  return {
    plugin(plugin) {
      for (const group of ['requests', 'invalid', 'pushes'] as const) {
        const table = deprecatedDeclarations[group];
        for (const [name, handler] of Object.entries(plugin[group] ?? {})) {
          const advice = Object.hasOwn(table, name) && handler ? table[name] : undefined;
          if (advice !== undefined) once({ name, from: 'widget', plugin: plugin.name, advice });
        }
      }
    },
    sent(name, body) {
      const advice = Object.hasOwn(deprecatedSent, name) ? deprecatedSent[name] : undefined;
      if (advice !== undefined) once({ name, from: 'page', advice });
      members(deprecatedBodies, body, { name, from: 'page', part: 'body' });
      members(deprecatedData, body, { name, from: 'page', part: 'data' });
    },
    answered(name, result, plugin) {
      members(deprecatedResults, result, { name, from: 'widget', plugin, part: 'result' });
    },
  };
}
`;

/**
 * Returns the code that reports uses of deprecated messages and members.
 *
 * It is empty, and costs a page no bytes, for a protocol that deprecates none.
 */
export const deprecationStatements = (protocol: Protocol): readonly string[] => {
  const requests = liveMessages(protocol, 'widget', 'request');
  const pushes = liveMessages(protocol, 'widget', 'push');
  const fromPage = liveMessages(protocol, 'page');
  const said = (kind: Message['kind']): readonly (readonly [Message, Part])[] =>
    fromPage
      .filter((message) => message.kind === kind)
      .map((message) => [message, saidBy(message)] as const);
  const handled = advised(requests);
  const definitions = {
    definitions: new Map(protocol.definitions.map(({ title, schema }) => [title, schema])),
    titles: titlesWithAdvice(protocol),
  };
  const tables = {
    deprecatedDeclarations: `{ requests: ${handled}, invalid: ${handled}, pushes: ${advised(pushes)} }`,
    deprecatedSent: advised(fromPage),
    deprecatedBodies: membersTable(definitions, said('push')),
    deprecatedData: membersTable(definitions, said('request')),
    deprecatedResults: membersTable(
      definitions,
      requests.map((message) => [message, message.result as Part] as const),
    ),
  };
  if (!Object.values(tables).some((text) => text.includes('"'))) return [];
  const ADVICE = 'Readonly<Record<string, string>>';
  const MEMBERS = 'Readonly<Record<string, readonly DeprecatedMember[]>>';
  return [
    'type DeprecatedMember = readonly [pointer: string, steps: readonly (string | null)[], advice: string];',
    `const deprecatedDeclarations: Readonly<Record<'requests' | 'invalid' | 'pushes', ${ADVICE}>> = ${tables.deprecatedDeclarations};`,
    `const deprecatedSent: ${ADVICE} = ${tables.deprecatedSent};`,
    `const deprecatedBodies: ${MEMBERS} = ${tables.deprecatedBodies};`,
    `const deprecatedData: ${MEMBERS} = ${tables.deprecatedData};`,
    `const deprecatedResults: ${MEMBERS} = ${tables.deprecatedResults};`,
    FUNCTION,
  ];
};
