import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createWidget } from '@jackfield/testing';
import { main } from '@jackfield/cli';
import { expect, it, onTestFinished, vi } from 'vitest';
import { envelopes } from '../src/generated/messages.js';
import { createMemoryPanel } from './memory-panel.js';
import { connectDesk } from './readme-example.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const read = (path: string): Promise<string> => readFile(here(path), 'utf8');
const readme = await read('../README.md');

it('has the example that runs here', async () => {
  expect(readme).toContain(`\`\`\`ts\n${await read('./readme-example.ts')}\`\`\``);
});

it('shows the output for the issues that it names', async () => {
  const schemas = await mkdtemp(join(tmpdir(), 'call-script-'));
  onTestFinished(() => rm(schemas, { recursive: true }));
  await cp(here('../schemas'), schemas, { recursive: true });
  const file = join(schemas, 'call-script/from-widget/request/findCustomer.json');
  const text = await readFile(file, 'utf8');
  await writeFile(
    file,
    text
      .replace('"first"', '"frist"')
      .replace(/\n *"deadlineMs".*/, '')
      .replace('shared/customer.json', 'shared/client.json'),
  );
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const code = await main(['check-schemas', '--schemas', schemas], { out: print, err: print });
  expect(code).toBe(1);
  expect(readme).toContain(`\`\`\`\n${lines.join('\n')}\n\`\`\``);
});

it('has a script that finds its generated code fresh', async () => {
  const { scripts } = JSON.parse(await read('../package.json')) as {
    scripts: Record<string, string>;
  };
  const [, words] = /^jackfield (.+?) && tsc$/.exec(scripts['check'] ?? '') ?? [];
  expect(words).toBe(`${scripts['generate']?.replace('jackfield ', '')} --check`);
  const cli = here('../../../packages/cli/src/cli.ts');
  const node = ['--import', 'tsx', '--conditions=@jackfield/source', cli];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...node, ...(words?.split(' ') ?? [])],
    { cwd: here('..') },
  );
  expect(stdout).toContain('7 files, all up to date');
});

it('names scripts that are there', async () => {
  const { scripts } = JSON.parse(await read('../package.json')) as { scripts: object };
  for (const [, name = ''] of readme.matchAll(/`npm (?:run )?(\w+)`/g))
    expect(scripts).toHaveProperty(name);
});

it('wraps both directions alike, as the panel’s half needs it', () => {
  expect(envelopes.widget).toEqual(envelopes.page);
});

it('its example shows the script of a call, and answers who calls', async () => {
  const widget = createWidget();
  const panel = createMemoryPanel();
  const crm = {
    customerOf: vi.fn(async (callId: string) => (callId ? { name: 'Ada' } : undefined)),
    keepNote: vi.fn(),
  };
  const { phone, script } = connectDesk(
    crm,
    { transport: widget.transport },
    { transport: panel.transport },
  );
  onTestFinished(async () => {
    await Promise.all([phone.close({ now: true }), script.close({ now: true })]);
    widget.close();
    panel.page.close();
  });
  panel.page.send('stepShown', { callId: '0', stepId: 'idle' });
  await widget.inboundCall({ from: '+16505550142' });
  await widget.answer();
  const [[{ callId }]] = panel.handlers.showScript.mock.calls as [[{ callId: string }]];
  expect(await panel.page.ask('findCustomer', { callId })).toEqual({ name: 'Ada' });
  await expect(panel.page.ask('findCustomer', { callId: '' })).rejects.toThrow(/nobody knows/);
  panel.page.send('noteTaken', { callId, note: { id: 'n-1', text: 'Call again' } });
  await widget.hangUp();
  expect(crm.keepNote).toHaveBeenCalledWith(callId, 'Call again');
  expect(panel.handlers.hideScript).toHaveBeenCalledOnce();
});
