import { expect, test } from 'vitest';
import { differences } from '../../packages/testing/src/adapter/differences.js';
import { behaviours } from '../../packages/testing/src/widget/behaviours.js';
import { simulatorTable } from '../build/simulator-table.js';

test('no two behaviours share an id', () => {
  const ids = Object.values(behaviours).flatMap((members) => Object.keys(members));
  expect(new Set(ids).size).toBe(ids.length);
});

test('every behaviour says in one sentence what it is, and cites where that is written', async () => {
  const table = await simulatorTable();
  for (const [id, { description, source }] of Object.values(behaviours).flatMap(Object.entries)) {
    expect(description, id).toMatch(/^[A-Z0-9"`n].*\.$/s);
    expect(source, id).toMatch(/\.(ts|tsx|js)|agentLibrary|X1\+/);
    expect(table).toContain(`\`${id}\``);
  }
});

test('the differences of the stand-in for the adapter are listed with their reasons', async () => {
  const table = await simulatorTable();
  for (const { real, standIn, why } of Object.values(differences))
    for (const text of [real, standIn, why]) expect(table).toContain(text);
});
