import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { VERSIONS } from '../../src/widget/version.js';
import { expect, test } from 'vitest';
import { testsFor } from './behaviour-suite.js';

const SUITE = fileURLToPath(new URL('./behaviour-suite.node.ts', import.meta.url));

test('the whole suite passes under node:test, and every test of it is counted', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--conditions=@jackfield/source', '--test', '--test-reporter=tap', SUITE],
    { env: { ...process.env, NODE_OPTIONS: '' }, maxBuffer: 16_000_000 },
  );
  const count = (name: string): number =>
    Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(stdout)?.[1]);
  const expected = VERSIONS.flatMap(testsFor).length;
  expect({ pass: count('pass'), fail: count('fail'), skipped: count('skipped') }).toEqual({
    pass: expected,
    fail: 0,
    skipped: 0,
  });
}, 60_000);
