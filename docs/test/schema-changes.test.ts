import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DIFF_RULES } from '../../packages/codegen/src/index.js';
import { schemaChanges } from '../build/schema-changes.js';

it('has a row for each rule, with what breaks and what is safe', async () => {
  const text = await schemaChanges(DIFF_RULES);
  for (const [id, { purpose, reads, writes, breaks, safe }] of Object.entries(DIFF_RULES)) {
    const row = text.split('\n').find((line) => line.includes(`[\`${id}\`]`)) ?? '';
    for (const said of [purpose, reads, writes, breaks, safe]) expect(row).toContain(said ?? '');
  }
});

it('links folders that are there', async () => {
  const links = [...(await schemaChanges(DIFF_RULES)).matchAll(/\]\(\.\.\/\.\.\/(.+?)\)/g)];
  expect(links).toHaveLength(Object.keys(DIFF_RULES).length);
  const missing = links.filter(
    ([, path]) => !existsSync(new URL(`../../${path}`, import.meta.url)),
  );
  expect(missing).toEqual([]);
});
