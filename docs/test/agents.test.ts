// Compares AGENTS.md with the code that it describes, so that its rules stay correct.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { main } from '../../packages/cli/src/index.js';
import { COMMANDS } from '../../packages/cli/src/commands/commands.js';
import { pushes, requests } from '../../packages/core/src/generated/messages.js';
import { describe, expect, it } from 'vitest';
import { readCodes } from '../build/error-table.js';

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const read = (name: string): string => readFileSync(path(name), 'utf8');

const text = read('AGENTS.md');
const blocks = [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, '');
const commands = blocks
  .filter(([, language]) => language === 'sh')
  .flatMap(([, , lines = '']) => lines.trim().split('\n'))
  .map((line) => line.replace(/ *#.*/, ''));
/** The words in backticks. */
const words = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word);

describe('AGENTS.md', () => {
  it('is short', () => expect(text.split('\n').length).toBeLessThan(150));

  it.each(['acme-crm.ts', 'acme-crm.test.ts'])('shows the code that runs as %s', (name) => {
    expect(text).toContain(`\`\`\`ts\n${read(`packages/testing/test/agents/${name}`)}\`\`\``);
  });

  it('links only to files that exist', () => {
    const links = [...prose.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(8);
    expect(links.filter((link) => !existsSync(path(link)))).toEqual([]);
  });

  it('names the requests, their deadlines, and all of them', () => {
    const rows = [...prose.matchAll(/\| `(\w+)` +\| (\d+) s/g)];
    expect(Object.fromEntries(rows.map(([, name, seconds]) => [name, Number(seconds)]))).toEqual(
      Object.fromEntries(
        Object.entries(requests).map(([name, { deadlineMs }]) => [name, deadlineMs / 1000]),
      ),
    );
  });

  it('names only error codes and members that exist', () => {
    const codes = readCodes(read('packages/core/src/errors.ts')).map(([code]) => code);
    const shouted = words.filter((word) => /^[A-Z]+(_[A-Z]+)+$/.test(word));
    expect(shouted).toEqual(['WIDGET_NOT_READY']);
    expect(codes).toEqual(expect.arrayContaining(shouted));
    const plugin = read('packages/core/src/plugin.ts');
    for (const member of ['requests', 'pushes', 'setup', 'signal']) {
      expect(words).toContain(member);
      expect(plugin).toContain(`readonly ${member}`);
    }
    expect(read('packages/core/src/events.ts')).toContain('readonly failed:');
    expect(read('packages/core/src/outgoing.ts')).toContain('HOLD_MS = 10_000');
    for (const name of ['logCall', 'matchContacts']) expect(requests).toHaveProperty(name);
    expect(pushes).toHaveProperty('ringCall');
  });

  it('describes the schemas correctly', () => {
    const { required, properties } = (
      JSON.parse(read('schemas/ringcx/from-widget/request/logCall.json')) as {
        properties: { data: { required: string[]; properties: object } };
      }
    ).properties.data;
    expect(Object.keys(properties)).toContain('task');
    expect(required).toEqual(['call', 'sessionId']);
    expect(read('packages/core/tsdown.config.ts')).toContain('to: `dist/schemas/');
  });

  it('names an option of testPlugin', () => {
    expect(read('packages/testing/src/contract/contract-options.ts')).toMatch(/readonly ignore\?:/);
  });
});

describe('the commands of AGENTS.md', () => {
  it('are all of a kind that this test checks', () => {
    const known = /^(npm ci|npm run [\w:]+|npx vitest run.*|npx tsc|npx jackfield .+)$/;
    expect(commands.filter((line) => !known.test(line))).toEqual([]);
    expect(commands.length).toBeGreaterThan(10);
  });

  it('are scripts of package.json', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: object };
    const names = commands.flatMap((line) => /^npm run (\S+)/.exec(line)?.[1] ?? []);
    expect(names.length).toBeGreaterThan(3);
    for (const name of names) expect(scripts).toHaveProperty([name]);
    expect(existsSync(path('.ci/run'))).toBe(true);
  });

  it('are commands of jackfield, with their options', async () => {
    const lines = commands.filter((line) => line.startsWith('npx jackfield '));
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      const [name, ...given] = line.split(' ').slice(2);
      const command = COMMANDS.find((each) => each.name === name);
      expect(command, line).toBeDefined();
      const flags = command?.options.map((option) => option.flags.split(' ')[0]) ?? [];
      expect(flags).toEqual(expect.arrayContaining(given));
      expect(await main([name ?? '', '--help'], { out: () => {}, err: () => {} })).toBe(0);
    }
  });

  it('run projects of vitest on files that exist', () => {
    const config = read('vitest.config.ts');
    for (const line of commands.filter((each) => each.startsWith('npx vitest'))) {
      const [, project, file] = /^npx vitest run(?: --project (\w+)(?: (\S+))?)?$/.exec(line) ?? [];
      if (project !== undefined) expect(config).toContain(`'${project}'`);
      if (file !== undefined) expect(existsSync(path(file)), file).toBe(true);
    }
  });
});
