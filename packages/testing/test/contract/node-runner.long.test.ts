import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { it } from 'vitest';
import { contractRules } from '../../src/contract/contract-rules.js';

interface Run {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a file of `node:test` in a separate process. */
const run = (file: string): Promise<Run> =>
  new Promise((resolve, reject) => {
    const path = fileURLToPath(new URL(`./node-runner/${file}`, import.meta.url));
    const args = ['--import', 'tsx', '--conditions=@jackfield/source', '--test-reporter=tap', path];
    // These variables mark the process as a child of a test run, which changes node's output.
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

it.concurrent(
  'under node:test a bad plugin fails, with the rule, the plugin and the fix',
  async ({ expect }) => {
    const { code, output } = await run('bad.ts');
    const rule = contractRules.find(({ id }) => id === 'answers-valid-data');
    expect(code).toBe(1);
    expect(output).toContain(`not ok 1 - answers-valid-data (logCall): ${rule?.promise}`);
    expect(output).toContain(
      'answers-valid-data: plugin "acme-log" violates the contract in logCall',
    );
    expect(output).toContain(`fix       ${rule?.fix}`);
    expect(output).toMatch(/# fail 1$/m);
  },
);

it.concurrent('under node:test a good plugin passes, each rule in a test', async ({ expect }) => {
  const { code, output } = await run('good.ts');
  expect(output).toContain('# Subtest: plugin "calllog" keeps the contract');
  expect(output).toMatch(/# fail 0$/m);
  expect(code).toBe(0);
  for (const { id } of contractRules.filter(({ id }) => id.startsWith('leaves-')))
    expect(output).toMatch(new RegExp(`^ {4}ok \\d+ - ${id}: `, 'm'));
});

it.concurrent('under node:test the tests after a hang are skipped', async ({ expect }) => {
  const { code, output } = await run('hangs.ts');
  expect(code).toBe(1);
  expect(output).toMatch(/# fail 1$/m);
  expect(output).toMatch(/# skipped [1-9]\d*$/m);
  expect(output).toContain('# SKIP left out, because the handler of viewLead hangs');
});
