// Generates the catalogue of `npm create @jackfield/plugin` from the schemas, with the versions of the
// tools that this repository is tested with.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadProtocol, type Message } from '../../packages/codegen/src/index.js';
import { formatted } from '../../packages/codegen/src/emit/format.js';

/** The tools that a new plugin is built and tested with. */
const TOOLS = ['fast-check', 'typescript', 'vitest'];

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** Returns the first sentence: up to a full stop before a capital letter or a digit, or at the end. */
const firstSentence = (text: string): string =>
  /^.+?[.!?](?=\s+[A-Z0-9]|\s*$)/s.exec(text)?.[0] ?? text;

/** The protocol whose messages plugins know by their own names on each wire. */
const CANONICAL = 'ringcx';

const json = async (value: unknown): Promise<string> =>
  (await formatted(JSON.stringify(value, undefined, 2), 'json')).trimEnd();

/** Returns what the widget sends in the example, and what it gets. */
function exampleOf({ kind, examples }: Message): { data?: unknown; result?: unknown } {
  const [example] = examples;
  return kind === 'push' ? { data: example } : (example as { data?: unknown; result?: unknown });
}

async function entryOf(message: Message, wire: string): Promise<object> {
  const { name, kind, type, area, description, capability, requires, deprecated } = message;
  const { data, result } = exampleOf(message);
  const isOwn = wire !== CANONICAL;
  return {
    name,
    wire,
    kind,
    ...(area !== undefined && { area }),
    about: firstSentence(description),
    ...(capability !== undefined && { capability }),
    ...(requires !== undefined && { requires }),
    ...(deprecated !== undefined && { deprecated }),
    ...(data !== undefined && { example: await json(data) }),
    ...(isOwn && kind === 'request' && { path: type, result: await json(result) }),
  };
}

const namesOf = ({ speaks = [] }: Message): readonly string[] => [speaks].flat();

/** Returns a message as plugins know it on a wire that speaks another one; `undefined` if it never comes. */
function spokenBy(messages: readonly Message[], message: Message): Message | undefined {
  const carriers = messages.filter((each) => namesOf(each).includes(message.name));
  const [carrier] = carriers;
  if (carrier === undefined) return undefined;
  const { description } = carriers.find(({ name }) => name === message.name) ?? message;
  const { capability: _own, ...rest } = message;
  const { capability } = carrier;
  return { ...rest, description, ...(capability !== undefined && { capability }) };
}

/** Returns why plugins do not get a message under its name; `undefined` if they do. */
function whyRefused(message: Message): string | readonly string[] | undefined {
  if (!message.live) return message.internal === true ? 'internal' : 'never sent';
  const names = namesOf(message);
  return names.length === 0 || names.includes(message.name) ? undefined : names;
}

/** Returns the text of the catalogue. */
export async function pluginCatalogue(): Promise<string> {
  const load = async (wire: string) => {
    const protocol = await loadProtocol({ wire, schemas: path('schemas') });
    return { ...protocol, messages: protocol.messages.filter(({ from }) => from === 'widget') };
  };
  const ringcx = await load(CANONICAL);
  const ringex = await load('ringex');
  const live = (messages: readonly Message[]) => messages.filter((message) => message.live);
  const canonical = live(ringcx.messages);
  const carried = canonical.flatMap((message) => spokenBy(live(ringex.messages), message) ?? []);
  const own = live(ringex.messages).filter((message) => namesOf(message).length === 0);
  const entries = async (...groups: readonly (readonly [readonly Message[], string])[]) => {
    const named = groups.flatMap(([messages, wire]) =>
      messages.map(async (message) => [message.name, await entryOf(message, wire)] as const),
    );
    const sorted = (await Promise.all(named)).sort(([a], [b]) => (a < b ? -1 : 1));
    return sorted.map(([, entry]) => entry);
  };
  const refused = (messages: readonly Message[]) =>
    Object.fromEntries(
      messages.flatMap((message) => {
        const why = whyRefused(message);
        return why === undefined ? [] : [[message.name, why]];
      }),
    );
  const { devDependencies } = JSON.parse(readFileSync(path('package.json'), 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const wires = [ringcx, ringex];
  const byWire = (values: readonly unknown[]): string =>
    JSON.stringify(Object.fromEntries(wires.map(({ wire }, at) => [wire.name, values[at]])));
  const catalogue = [
    await entries([canonical, ringcx.wire.name]),
    await entries([carried, ringcx.wire.name], [own, ringex.wire.name]),
  ];
  const titles = wires.map(({ wire }) => wire.title);
  const tools = TOOLS.map((tool) => [tool, devDependencies[tool]]);
  return formatted(
    `/* @generated by docs/build/plugin-catalogue.ts from ${titles.join(' and ')} schemas. Do not edit. */

import type { CatalogueEntry, Wire } from '../catalogue-entry.js';

/** What the wires are called. */
export const titles: Readonly<Record<Wire, string>> = ${byWire(titles)};

/** Every message that a plugin can handle, by the wire that it is made for. */
export const catalogue: Readonly<Record<Wire, readonly CatalogueEntry[]>> = ${byWire(catalogue)};

/** Messages of the widgets that plugins do not receive, or only under other names. */
export const refused: Readonly<
  Record<Wire, Readonly<Record<string, 'internal' | 'never sent' | readonly string[]>>>
> = ${byWire(wires.map(({ messages }) => refused(messages)))};

/** The versions of the tools that plugins are tested with here. */
export const tools: Readonly<Record<string, string>> = ${JSON.stringify(Object.fromEntries(tools))};
`,
    'typescript',
  );
}
