import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build } from 'tsdown';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { iife as core } from '../../core/tsdown.config.js';
import { areasIife, iife } from '../tsdown.config.js';

let outDir: string;
let coreScript: string;
let script: string;
let areasScript: string;

beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'jackfield-'));
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  for (const config of [iife, areasIife])
    await build({ ...config, config: false, cwd, outDir, logLevel: 'silent' });
  await build({ ...core, config: false, cwd: join(cwd, '../core'), outDir, logLevel: 'silent' });
  script = await readFile(join(outDir, 'ringex.iife.js'), 'utf8');
  areasScript = await readFile(join(outDir, 'ringex-areas.iife.js'), 'utf8');
  coreScript = await readFile(join(outDir, 'jackfield.iife.js'), 'utf8');
});

afterAll(() => rm(outDir, { recursive: true, force: true }));

it('says so when the script of core was not loaded before it', () => {
  expect(() => runInContext(script, createContext({}))).toThrow(
    "ringex.iife.js: load @jackfield/core's jackfield.iife.js first.",
  );
});

it('has the areas in a script of their own, for plugins that need them', () => {
  const page = createContext({ URL, crypto, structuredClone });
  for (const each of [coreScript, script, areasScript]) runInContext(each, page);
  const plugin = `(() => {
    const protocol = Jackfield.createRingex({ areas: [Jackfield.messagesArea] });
    return Jackfield.definePlugin({ name: 'sms', requests: { logMessages: () => ({}) } }, protocol);
  })()`;
  expect(runInContext(`${plugin}.name`, page)).toBe('sms');
  expect(() => runInContext(plugin.replace('Jackfield.messagesArea', ''), page)).toThrow(
    'no message of ringex at /requests/logMessages',
  );
});

it('adds to the global of core what a host of core runs on RingEX with', () => {
  const posted: unknown[] = [];
  const transport = {
    send: (envelope: unknown) => void posted.push(envelope),
    subscribe(listener: (event: object) => void) {
      listener({ type: 'load' });
      return () => undefined;
    },
  };
  const page = createContext({ transport, setTimeout, clearTimeout, URL, crypto, structuredClone });
  Object.assign(page, {
    queueMicrotask: (task: () => void) => task(),
    performance,
    AbortController,
  });
  runInContext(coreScript, page);
  runInContext(script, page);
  runInContext(
    `Jackfield.createHost({
      service: 'Acme CRM',
      plugins: [Jackfield.definePlugin({ name: 'crm', requests: { logCall: () => 'ok' } })],
      protocol: Jackfield.createRingex(),
      widget: { transport },
    })`,
    page,
  );
  expect(posted).toEqual([
    {
      type: 'rc-adapter-register-third-party-service',
      service: { name: 'Acme CRM', callLoggerPath: '/jackfield/logCall' },
    },
  ]);
});

it('holds nothing that a strict Content-Security-Policy forbids', () => {
  expect(script + areasScript).not.toMatch(/\beval\b|\bFunction\(|innerHTML|document\./u);
});
