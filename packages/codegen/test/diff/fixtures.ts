import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { loadProtocol, type Protocol } from '../../src/index.js';
import { freshFolder, here } from '../support.js';

const good = loadProtocol({ schemas: here('fixtures/good') });

/** The faultless small protocol as one side of a fixture has it. */
const sideOf = async (fixture: string, side: 'old' | 'new'): Promise<Protocol> => {
  const overlay = here(`fixtures/diff/${fixture}/${side}`);
  if (!existsSync(overlay)) return good;
  const schemas = await freshFolder();
  for (const folder of [here('fixtures/good'), overlay]) {
    await cp(folder, schemas, { recursive: true });
  }
  const wire = existsSync(`${overlay}/zoo`) ? 'zoo' : 'toy';
  return loadProtocol({ schemas, wire });
};

/** Both sides of a fixture: `RULE_ID/verdict`. */
export const fixture = async (name: string): Promise<readonly [old: Protocol, next: Protocol]> => [
  await sideOf(name, 'old'),
  await sideOf(name, 'new'),
];
