import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { it } from 'vitest';
import { callLogStoreRules } from '../../src/store-contract/index.js';

const run = (file: string): Promise<{ readonly code: number | null; readonly output: string }> =>
  new Promise((resolve, reject) => {
    const path = fileURLToPath(new URL(`./node-runner/${file}`, import.meta.url));
    const args = ['--import', 'tsx', '--conditions=@jackfield/source', '--test-reporter=tap', path];
    // These variables mark a child process of a test and would change node's output.
    const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, ...env } = process.env;
    const child = spawn(process.execPath, args, { env, timeout: 120_000 });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });

const withId = (id: string) => callLogStoreRules.find((rule) => rule.id === id);

it.concurrent(
  'under node:test a store that forgets fails, with the rule and the fix',
  async ({ expect }) => {
    const { code, output } = await run('bad.ts');
    const rule = withId('finds-what-it-wrote');
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`not ok \\d+ - finds-what-it-wrote: `));
    expect(output).toContain(
      `finds-what-it-wrote: the store violates the contract. ${rule?.promise}`,
    );
    expect(output).toContain(`fix       ${rule?.fix}`);
  },
);

it.concurrent('under node:test a good store passes, each rule in a test', async ({ expect }) => {
  const { code, output } = await run('good.ts');
  expect(output).toMatch(/# fail 0$/m);
  expect(code).toBe(0);
  for (const { id } of callLogStoreRules.filter(({ applies }) => !applies))
    expect(output).toMatch(new RegExp(`^ {4}ok \\d+ - ${id}: `, 'm'));
});
