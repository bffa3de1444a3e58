import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate } from '../src/index.js';
import { edit, freshFolder, load, schemasWith } from './support.js';
import { typeIssues } from './type-issues.js';

interface Validators {
  readonly [name: string]: (value: unknown) => boolean;
}

const NOTICE = 'toy/from-widget/push/notice.json';

describe('a large schema', () => {
  it.each([
    [
      'thousands of members',
      {
        type: 'object',
        properties: Object.fromEntries(
          Array.from({ length: 6000 }, (_, index) => [
            `member${index}`,
            { type: 'string', description: 'One of many members of a long object.' },
          ]),
        ),
      },
      { member5999: 'x' },
      { member5999: 1 },
    ],
    [
      'hundreds of alternatives',
      {
        anyOf: Array.from({ length: 590 }, (_, index) => ({
          type: 'object',
          required: [`a${index}`],
          properties: { [`a${index}`]: { type: 'string' } },
        })),
      },
      { a589: 'x' },
      { a589: 1 },
    ],
  ])(
    'generates code that compiles for %s',
    async (_what, colour, valid, invalid) => {
      const schemas = await schemasWith();
      await edit(schemas, NOTICE, (notice) => (notice['properties'].colour = colour));
      await edit(schemas, NOTICE, (notice) => (notice['examples'] = [{ thing: { id: '1' } }]));
      const out = await freshFolder();
      const folders = { out, docs: out, spec: out, kit: join(out, 'kit') };
      await generate({ schemas, ...folders });
      expect(typeIssues([out]).get(out)).toEqual([]);
      expect((await generate({ schemas, ...folders, check: true })).changed).toEqual([]);
      const { isNotice } = await load<Validators>(join(out, 'validators.js'));
      expect(isNotice?.({ thing: { id: '1' }, colour: valid })).toBe(true);
      expect(isNotice?.({ thing: { id: '1' }, colour: invalid })).toBe(false);
    },
    60_000,
  );
});
