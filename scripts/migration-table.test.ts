import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { MIGRATIONS } from '../packages/cli/src/migrate/migrations.js';
import { compareVersions, versionOf, type Version } from '../packages/cli/src/migrate/version.js';
import { migrationTable } from './migration-table.js';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

it('docs/migrations.md is fresh (npm run generate)', async () => {
  expect(read('docs/migrations.md')).toBe(await migrationTable());
});

it('has migrations of ids of their own, the oldest first, that begin before they end', () => {
  expect(new Set(MIGRATIONS.map(({ id }) => id)).size).toBe(MIGRATIONS.length);
  const versions = MIGRATIONS.map(({ to }) => versionOf(to) as Version);
  expect([...versions].sort(compareVersions)).toEqual(versions);
  for (const { from, to } of MIGRATIONS)
    expect(compareVersions(versionOf(from) as Version, versionOf(to) as Version)).toBeLessThan(0);
});

it('are told in the README of the command', () => {
  const readme = read('packages/cli/README.md');
  for (const { id, from, to } of MIGRATIONS)
    expect(readme).toMatch(new RegExp(`\\| \`${id}\` +\\| ${from} +\\| ${to} +\\|`));
});
