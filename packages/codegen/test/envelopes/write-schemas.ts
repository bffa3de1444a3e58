import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BODY, RESULT, type Row } from './wires.js';

const SIDES = [
  ['widget', 'from-widget'],
  ['page', 'to-widget'],
] as const;

const personal = (kind: string): object => ({
  description: 'Nothing for a transcript.',
  type: 'string',
  'x-personal': kind,
});

const TEXT = {
  description: 'What is said.',
  type: 'object',
  required: ['text'],
  properties: {
    text: personal('text'),
    by: {
      description: 'Who says it.',
      type: 'object',
      properties: {
        name: personal('name'),
        numbers: { description: 'All of them.', type: 'array', items: personal('number') },
        id: personal('id'),
        key: personal('secret'),
      },
    },
    how: { description: 'What is expected.', type: 'string' },
  },
};

const FOUND = {
  description: 'What was found, by number.',
  type: 'object',
  propertyNames: { 'x-personal': 'number' },
  additionalProperties: { type: 'array', items: personal('name') },
};

/** Writes the wire of a row, with a message of each kind that it has an envelope for, in both directions. */
export const writeSchemas = async (folder: string, row: Row): Promise<void> => {
  const write = async (path: string, json: object): Promise<void> => {
    const file = join(folder, 'acme', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(json));
  };
  await write('wire.json', {
    ...{ name: 'acme', title: 'Acme', description: 'A wire.', versions: ['1'] },
    ...{ timeoutMs: 1000, origins: [], envelope: row.envelope },
  });
  const names = { push: 'note', request: 'ask', bare: 'ping' } as const;
  for (const [from, side] of SIDES) {
    for (const [kind, name] of Object.entries(names)) {
      if (row.posted[kind as keyof typeof names] === undefined) continue;
      const isRequest = kind === 'request';
      const title = `${from === 'page' ? 'Page' : ''}${name[0]!.toUpperCase()}${name.slice(1)}`;
      const annotation = {
        ...{ kind: isRequest ? 'request' : 'push', name, type: row.types?.[name] ?? name, from },
        ...(kind === 'bare' ? { envelope: 'bare' } : {}),
        ...(isRequest && from === 'widget'
          ? { capability: 'asking', combine: 'merge', deadlineMs: 500 }
          : {}),
        ...{ versions: ['1'], stability: 'documented', source: 'acme@1 acme.ts:1' },
      };
      const exchange = {
        ...{ type: 'object', required: ['data', 'result'] },
        properties: { data: TEXT, result: FOUND },
        examples: [{ data: BODY, result: RESULT }],
      };
      await write(`${side}/${isRequest ? 'request' : 'push'}/${name}.json`, {
        $schema: 'http://json-schema.org/draft-07/schema#',
        ...(isRequest ? exchange : { ...TEXT, examples: [BODY] }),
        ...{ title, description: 'A message.', 'x-message': annotation },
      });
    }
  }
};
