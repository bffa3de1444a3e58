import { expect, it } from 'vitest';
import { jsonLines } from '../../src/formats/index.js';
import { PARTS, readAll } from './read-all.js';

it('json-lines reads a contact a line, skips empty lines, and reports which are none', () => {
  const text = '{"name":"Ada"}\r\n\n  \n{"name":}\n{"name":"Bob\\n"}\r{"name":"Cy"}';
  for (const part of PARTS) {
    expect(readAll(jsonLines().open(), text, part), `${part}`).toEqual([
      { line: 1, contact: { name: 'Ada' } },
      {
        line: 4,
        issue: {
          pointer: '',
          expected: 'a contact as JSON on a line of its own',
          received: String.raw`"{\"name\":}"`,
        },
      },
      { line: 5, contact: { name: 'Bob\n' } },
      { line: 6, contact: { name: 'Cy' } },
    ]);
  }
});

it('json-lines gives up a line that never ends, and reads on after it', () => {
  const reader = jsonLines().open();
  const found = [];
  for (let i = 0; i < 30; i += 1) found.push(...reader.read('x'.repeat(100_000)));
  found.push(...reader.read('\n{"name":"Ada"}\n'), ...reader.end());
  expect(found).toMatchObject([
    { line: 1, issue: { received: 'a longer one' } },
    { line: 2, contact: { name: 'Ada' } },
  ]);
});
