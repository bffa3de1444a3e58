import { isObject } from '@jackfield/plugin-kit/json';

/** The names that a new protocol and its files use. */
export interface ProtocolNames {
  /** Of the wire and its folder, as `acme-desk`. */
  readonly name: string;
  /** The version of the packages, as `0.1.0`. */
  readonly version: string;
}

const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;

const SHAPES = {
  push: { tag: 'push', payload: 'payload', type: 'type' },
  request: { tag: 'request', id: 'id', payload: 'payload', type: 'type', body: 'data' },
  response: { tag: 'response', id: 'id', result: 'result', error: 'error' },
};

const wireOf = ({ name }: ProtocolNames): object => ({
  name,
  title: name,
  description: 'The messages between our page and the frame that it embeds.',
  versions: ['1'],
  timeoutMs: 30_000,
  origins: [],
  envelope: { tag: 'kind', widget: SHAPES, page: SHAPES },
});

const ITEM = {
  title: 'Item',
  description: 'What the frame shows.',
  type: 'object',
  required: ['id', 'name'],
  properties: {
    id: { description: 'Its id.', type: 'string' },
    name: { description: 'Its name.', type: 'string' },
  },
  examples: [{ id: '7', name: 'Lamp' }],
};

const FIND_ITEM = {
  title: 'FindItem',
  description: 'The frame asks the page for an item.',
  type: 'object',
  required: ['data', 'result'],
  properties: {
    data: {
      description: 'Which.',
      type: 'object',
      required: ['id'],
      properties: { id: { description: 'Its id.', type: 'string' } },
    },
    result: { description: 'The item.', allOf: [{ $ref: '../../../shared/item.json' }] },
  },
  examples: [{ data: { id: '7' }, result: { id: '7', name: 'Lamp' } }],
  'x-message': {
    kind: 'request',
    name: 'findItem',
    type: 'find-item',
    from: 'widget',
    capability: 'items',
    combine: 'first',
    deadlineMs: 5_000,
    versions: ['1'],
    stability: 'documented',
    source: 'our own',
  },
};

const SHOW_ITEM = {
  title: 'ShowItem',
  description: 'The page says which item the frame shows.',
  type: 'object',
  required: ['item'],
  properties: {
    item: { description: 'The item.', allOf: [{ $ref: '../../../shared/item.json' }] },
  },
  examples: [{ item: { id: '7', name: 'Lamp' } }],
  'x-message': {
    kind: 'push',
    name: 'showItem',
    type: 'show-item',
    from: 'page',
    versions: ['1'],
    stability: 'documented',
    source: 'our own',
  },
};

const sourceOf = ({
  name,
}: ProtocolNames): string => `import { definePlugin, type Plugin } from '@jackfield/core';
import { protocol, type Messages } from './generated/protocol.js';
import type { Item } from './generated/types.js';

export { protocol, type Messages };
export type { Item };

/** Answers the frame's question for an item. */
export function items(
  find: (id: string, signal: AbortSignal) => Promise<Item | undefined>,
): Plugin<Messages> {
  return definePlugin(
    {
      name: '${name}-items',
      requests: {
        async findItem({ id }, { signal }) {
          const item = await find(id, signal);
          if (item === undefined) throw new Error('There is no such item.');
          return item;
        },
      },
    },
    protocol,
  );
}
`;

const testOf = ({
  name,
}: ProtocolNames): string => `import { createHost, type TransportEvent } from '@jackfield/core';
import { expect, test } from 'vitest';
import { items, protocol } from '../src/${name}.js';

test('the frame asks for an item and gets it', async () => {
  const posted: unknown[] = [];
  const listeners = new Set<(event: TransportEvent) => void>();
  const host = createHost({
    service: 'Our page',
    protocol,
    plugins: [items((id) => Promise.resolve({ id, name: 'Lamp' }))],
    widget: {
      transport: {
        send: (envelope) => void posted.push(envelope),
        subscribe(listener) {
          listeners.add(listener);
          return () => void listeners.delete(listener);
        },
      },
    },
  });
  const question = {
    kind: 'request',
    id: '1',
    payload: { type: 'find-item', data: { id: '7' } },
  };
  for (const emit of listeners) {
    emit({ type: 'load' });
    emit({ type: 'message', data: question });
  }
  const result = { id: '7', name: 'Lamp' };
  await expect.poll(() => posted).toContainEqual({ kind: 'response', id: '1', result });
  await host.close();
});
`;

/** The files of a new protocol by path, without package.json. */
export const filesOf = (names: ProtocolNames): ReadonlyMap<string, string> =>
  new Map([
    [`schemas/${names.name}/wire.json`, json(wireOf(names))],
    [`schemas/${names.name}/from-widget/request/findItem.json`, json(FIND_ITEM)],
    [`schemas/${names.name}/to-widget/push/showItem.json`, json(SHOW_ITEM)],
    ['schemas/shared/item.json', json(ITEM)],
    [`src/${names.name}.ts`, sourceOf(names)],
    [`test/${names.name}.test.ts`, testOf(names)],
  ]);

/** What a package needs for a protocol. */
const needsOf = (version: string) => ({
  scripts: {
    generate: 'jackfield generate',
    test: 'jackfield generate && vitest run',
    typecheck: 'tsc',
  },
  dependencies: { '@jackfield/core': `^${version}` },
  devDependencies: {
    '@jackfield/cli': `^${version}`,
    typescript: '^6.0.0',
    vitest: '^4.1.0',
  },
});

/** The package.json of a new package. */
export const newPackageJson = ({ name, version }: ProtocolNames): string =>
  json({
    name,
    version: '0.0.0',
    private: true,
    type: 'module',
    exports: `./src/${name}.ts`,
    ...needsOf(version),
  });

/** The sections of a package.json that list packages. */
const DEPENDENCIES = [
  'dependencies',
  'devDependencies',
  'peerDependencies',
  'optionalDependencies',
];

/**
 * Adds the scripts and packages that a protocol needs to the text of a package.json. What it has stays,
 * in its order; a package that it needs already is not listed a second time.
 */
export const completedPackageJson = (text: string, version: string): string => {
  const own = JSON.parse(text.replace(/^\uFEFF/, '')) as Readonly<Record<string, unknown>>;
  const membersOf = (section: string): Readonly<Record<string, unknown>> => {
    const members = own[section];
    return isObject(members) ? members : {};
  };
  const listed = DEPENDENCIES.flatMap((section) => Object.keys(membersOf(section)));
  const sections = Object.entries(needsOf(version)).flatMap(([section, needed]) => {
    const there = membersOf(section);
    const taken = new Set(section === 'scripts' ? Object.keys(there) : listed);
    const added = Object.entries(needed).filter(([name]) => !taken.has(name));
    return added.length === 0
      ? []
      : [[section, { ...there, ...Object.fromEntries(added) }] as const];
  });
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const completed = { ...own, ...Object.fromEntries(sections) };
  return `${JSON.stringify(completed, undefined, indent)}\n`.replaceAll('\n', eol);
};

/** The compiler's settings of a new package. */
export const TSCONFIG: string = json({
  compilerOptions: {
    target: 'ES2022',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    module: 'NodeNext',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  },
  include: ['src', 'test'],
});
