import { built } from '@jackfield/test-tools/built';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { main as jackfield } from '@jackfield/cli';
import { expect, it } from 'vitest';
import { type Choice, filesOf } from '../src/index.js';
import { choiceOf, entries, folderWithPackages, put } from './support.js';

const wire = 'ringex';

const CHOICES: Readonly<Record<string, Partial<Choice>>> = {
  'all-in-ts': { requests: entries('request'), pushes: entries('push') },
  'all-in-js': { language: 'js', requests: entries('request'), pushes: entries('push') },
  requests: { requests: entries('request') },
  'ringex-in-ts': {
    wire,
    requests: entries('request', undefined, wire),
    pushes: entries('push', undefined, wire),
  },
  'ringex-in-js': {
    wire,
    language: 'js',
    requests: entries('request', ['checkDoNotContact', 'matchContacts'], wire),
  },
  'ringex-without-areas': { wire, pushes: entries('push', ['loginStatus'], wire) },
  'a-push': { language: 'js', pushes: entries('push', ['endCall']) },
};

interface Report {
  readonly packages: readonly {
    readonly name: string;
    readonly manifest: unknown;
    readonly violations: readonly unknown[];
  }[];
}

it('jackfield check finds nothing in a made plugin, and has no other manifest for it', async () => {
  await built('@jackfield/testing', '@jackfield/plugin-calllog', '@jackfield/ringex');
  const root = folderWithPackages();
  put(root, [['package.json', JSON.stringify({ private: true, workspaces: ['plugins/*'] })]]);
  for (const [name, parts] of Object.entries(CHOICES)) {
    put(join(root, 'plugins', name), filesOf(choiceOf({ name, ...parts })));
  }
  const packageJson = (name: string): string =>
    readFileSync(join(root, 'plugins', name, 'package.json'), 'utf8');
  const before = Object.keys(CHOICES).map(packageJson);

  const said: string[] = [];
  const io = { out: (line: string) => said.push(line), err: (line: string) => said.push(line) };
  const code = await jackfield(['check', root, '--strict', '--write', '--json'], io);

  const { packages } = JSON.parse(said.join('\n')) as Report;
  expect(packages.flatMap(({ violations }) => violations)).toEqual([]);
  expect(packages.map(({ name }) => name).sort()).toEqual(Object.keys(CHOICES).sort());
  expect(code).toBe(0);
  expect(Object.keys(CHOICES).map(packageJson)).toEqual(before);
}, 60_000);
