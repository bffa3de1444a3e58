import { describe, expect, it } from 'vitest';
import { main } from '../../src/index.js';

/** Runs the command with an error, and returns its exit code and output. */
const startError = async (
  ...argv: readonly string[]
): Promise<{ readonly code: number; readonly err: string }> => {
  const err: string[] = [];
  const io = { out: () => {}, err: (line: string) => void err.push(line) };
  return { code: await main(['widget', ...argv], io), err: err.join('\n') };
};

describe('jackfield widget does not start', () => {
  it.each([
    [['--port', 'http'], '--port: expected a port from 0 to 65535, received http.'],
    [
      ['--control-port', '65536'],
      '--control-port: expected a port from 0 to 65535, received 65536.',
    ],
    [['--wire', 'ringcentral'], '--wire: expected ringcx or ringex, received ringcentral.'],
    [['--version', '9'], '--version: Expected one of the versions 0.x, 1.0, next, received "9".'],
    [
      ['--wire', 'ringex', '--version', '1.0'],
      '--version: Expected one of the versions 2.x, 3.x, 3.1, received "1.0".',
    ],
    [['--port', '1', '--port', '2'], 'Expected --port once, received it twice.'],
    [['--wires'], 'Unknown option `--wires`. Did you mean --wire?'],
    [['more'], 'Unused args'],
  ])('with %j', async (argv, message) => {
    const { code, err } = await startError(...argv);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  it.each([
    'crm.example',
    'crm',
    '*',
    'https://*.crm.example',
    'https://crm.example/app',
    'https://crm.example?a',
    'https://user@crm.example',
    'https://crm.example:*',
    "https://crm.example;script-src'*'",
    'file:///home',
    'data:text/html,a',
    'chrome-extension://abcdefgh',
    'null',
    'https://[::1]',
  ])('with --origin %s', async (origin) => {
    const { code, err } = await startError('--origin', 'https://a.example', '--origin', origin);
    expect(err).toContain('--origin: expected an origin such as https://crm.example');
    expect(code).toBe(2);
  });
});
