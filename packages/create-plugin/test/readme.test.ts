import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseOptions } from '../src/given.js';
import { freshFolder, run } from './support.js';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const COMMAND = /npm create @jackfield\/plugin (.+) -- (.+)/;

it('the README shows what its command writes', async () => {
  const [, name, options] = COMMAND.exec(README) as unknown as readonly [string, string, string];
  const folder = freshFolder();
  expect(await run(folder, [name, ...options.split(' ')])).toMatchObject({ code: 0 });
  const source = readFileSync(join(folder, name, 'src/index.ts'), 'utf8');
  expect(README).toContain(`\`\`\`ts\n${source}\`\`\``);
});

it('the README names every option, and no other', async () => {
  const { out } = await run(freshFolder(), ['--help']);
  const named = (text: string): readonly string[] =>
    [...new Set([...text.matchAll(/--[a-z]+/g)].map(([flag]) => flag))].sort();
  const known = named(out);
  const rows = README.slice(README.indexOf('## Options'), README.indexOf('npm keeps'));
  expect(known).toHaveLength(7);
  expect(named(rows)).toEqual(known);
  for (const flag of known) {
    const takesValue = !['--yes', '--help'].includes(flag);
    const value = { '--language': 'ts', '--wire': 'ringex' }[flag] ?? '';
    expect(() => parseOptions(takesValue ? [flag, value] : [flag])).not.toThrow();
  }
});
