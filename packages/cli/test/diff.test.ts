import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { edit, freshFolder, schemasWith } from '../../codegen/test/support.js';
import { main } from '../src/index.js';

const NOTICE = 'toy/from-widget/push/notice.json';
const ENROL = 'toy/to-widget/push/enrol.json';
const home = process.cwd();

afterEach(() => process.chdir(home));

const diff = async (
  ...argv: readonly string[]
): Promise<{ code: number; out: string; err: string }> => {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
  const code = await main(['diff', ...argv], io);
  return { code, out: out.join('\n'), err: err.join('\n') };
};

/** Returns the small protocol after a change that breaks plugins, breaks senders, or is safe. */
const changed = async (what: 'plugins' | 'senders' | 'safe'): Promise<string> => {
  const schemas = await schemasWith();
  if (what === 'plugins')
    await edit(schemas, NOTICE, (notice) => delete notice['properties'].colour);
  if (what === 'safe') await edit(schemas, NOTICE, (notice) => (notice['properties'].size = {}));
  if (what === 'senders') {
    await edit(schemas, ENROL, (enrol) => (enrol['properties'].name.maxLength = 9));
  }
  return schemas;
};

const git = (cwd: string, args: readonly string[], input?: string): string =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], {
    cwd,
    encoding: 'utf8',
    input,
    stdio: ['pipe', 'pipe', 'ignore'],
  }).trim();

/** Creates a repository with the small protocol in `schemas` (`v1`), and without a member (`v2`). */
const repository = async (): Promise<string> => {
  const folder = await freshFolder();
  git(folder, ['init', '-q']);
  await cp(await schemasWith(), join(folder, 'schemas'), { recursive: true });
  await mkdir(join(folder, 'sub'));
  await writeFile(join(folder, 'sub', 'other.txt'), 'here');
  git(folder, ['add', '.']);
  git(folder, ['commit', '-qm', 'One']);
  git(folder, ['tag', 'v1']);
  await edit(join(folder, 'schemas'), NOTICE, (notice) => delete notice['properties'].colour);
  git(folder, ['commit', '-qam', 'Two']);
  git(folder, ['tag', 'v2']);
  return folder;
};

/** Lists temporary folders that a comparison did not remove. */
const leftovers = async (): Promise<readonly string[]> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith('jackfield-schemas-'));

describe('a usage error of jackfield diff', () => {
  it.each([
    [['nowhere', 'nowhere'], 'Expected a folder or a git revision, received "nowhere".'],
    [[':', 'x'], 'Expected a folder or a git revision, received ":".'],
    [
      ['a', 'b', '--fail-on', 'all'],
      '--fail-on: expected breaking, plugins, senders, any, received "all".',
    ],
    [['a'], 'missing required args'],
  ])('%j', async (argv, message) => {
    const { code, err } = await diff(...argv);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  it('is a revision without such a folder', async () => {
    process.chdir(await repository());
    const { code, err } = await diff('v1', 'v2:other');
    expect(err).toContain('Expected a folder "other" at revision v2, found none.');
    expect(code).toBe(2);
    expect(await diff('v1', 'v2', '--schemas', 'sub')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Expected wire.json below'),
    });
  });

  it('cannot pass an option to git', async () => {
    const folder = await repository();
    process.chdir(folder);
    const trap = join(folder, 'trap');
    expect(await diff('--', `--output=${trap}`, 'v1')).toMatchObject({ code: 2 });
    expect(existsSync(trap)).toBe(false);
  });

  it('is an invalid new protocol', async () => {
    const { code, err } = await diff(await schemasWith(), await schemasWith('rules/TYPE_TAKEN'));
    expect(err).toContain('TYPE_TAKEN');
    expect(err).toContain('1 violation; nothing was compared.');
    expect(code).toBe(2);
  });

  it('is an old protocol of which no model can be made', async () => {
    const old = await schemasWith('rules/JSON_INVALID');
    expect(await diff(old, await schemasWith())).toMatchObject({ code: 2 });
  });
});

describe('jackfield diff', () => {
  it('says that there is no change, and exits with 0', async () => {
    const schemas = await schemasWith();
    expect(await diff(schemas, schemas, '--fail-on', 'any')).toEqual({
      code: 0,
      out: 'No changes.',
      err: '',
    });
  });

  it('compares a release that breaks a rule which is younger than it', async () => {
    const old = await schemasWith('rules/DEPRECATION_UNEXPLAINED');
    expect(await diff(old, await schemasWith())).toMatchObject({ code: 0 });
  });

  it('reports every change: the place, the old and the new value, and why it matters', async () => {
    const { out, code } = await diff(await schemasWith(), await changed('plugins'));
    expect(out.split('\n')).toEqual([
      'Breaks plugins (1)',
      `  MEMBER_REMOVED ${NOTICE}#/properties/colour`,
      '    in notice body',
      '    was string',
      '    is  nothing',
      expect.stringMatching(/^ {4}[A-Z].+\.$/),
      '',
      '1 change: 1 break plugins, 0 senders; 0 safe',
    ]);
    expect(code).toBe(0);
  });

  it('prints the same as JSON', async () => {
    const old = await schemasWith();
    const next = await changed('senders');
    const { out } = await diff(old, next, '--json');
    expect(JSON.parse(out)).toMatchObject({
      old,
      new: next,
      counts: { plugins: 0, senders: 1, safe: 0 },
      changes: [
        {
          rule: 'LIMIT_TIGHTENED',
          breaks: ['senders'],
          file: ENROL,
          pointer: '/properties/name',
          was: 'no limit',
          is: '9',
          uses: [{ message: 'enrol', from: 'page', part: 'body', breaks: true }],
        },
      ],
    });
  });

  it.each([
    ['plugins', { breaking: 1, plugins: 1, senders: 0, any: 1 }],
    ['senders', { breaking: 1, plugins: 0, senders: 1, any: 1 }],
    ['safe', { breaking: 0, plugins: 0, senders: 0, any: 1 }],
  ] as const)('fails at the level of --fail-on: a change for %s', async (what, codes) => {
    const [old, next] = [await schemasWith(), await changed(what)];
    for (const [level, expected] of Object.entries(codes)) {
      const { code } = await diff(old, next, '--fail-on', level);
      expect(code, level).toBe(expected);
    }
  });
});

describe('jackfield diff of git revisions', () => {
  it('compares revisions, a revision and a folder, and leaves nothing behind', async () => {
    process.chdir(await repository());
    const before = await leftovers();
    const removed = expect.stringContaining('MEMBER_REMOVED');
    expect(await diff('v1', 'HEAD')).toMatchObject({ out: removed, code: 0 });
    expect(await diff('HEAD~1:schemas', 'schemas')).toMatchObject({ out: removed, code: 0 });
    expect(await diff('v2', 'schemas')).toMatchObject({ out: 'No changes.' });
    expect(await diff('v1', 'v2:sub')).toMatchObject({ code: 2 });
    expect(await leftovers()).toEqual(before);
  });

  it('finds the schemas from a folder below, where they are as seen from there', async () => {
    const folder = await repository();
    process.chdir(join(folder, 'sub'));
    expect(await diff('v1', 'v2', '--schemas', '../schemas')).toMatchObject({
      out: expect.stringContaining('MEMBER_REMOVED'),
    });
    // With a colon it is git's own syntax: a path from the root.
    expect(await diff('v1:schemas', 'v2:schemas')).toMatchObject({
      out: expect.stringContaining('MEMBER_REMOVED'),
    });
  });

  it('writes no file outside its folder for a malicious tree', async () => {
    const folder = await repository();
    process.chdir(folder);
    // Next to the temporary folder of the schemas.
    const escaped = join(tmpdir(), `${basename(folder)}-escaped.json`);
    onTestFinished(() => rm(escaped, { force: true }));
    const file = git(folder, ['hash-object', '-w', '--stdin'], '{}');
    const inner = git(folder, ['mktree'], `100644 blob ${file}\t${basename(escaped)}\n`);
    const good = git(folder, ['rev-parse', 'v1:schemas']);
    const entries = git(folder, ['ls-tree', good]);
    const tree = git(folder, ['mktree'], `${entries}\n040000 tree ${inner}\t..\n`);
    const root = git(folder, ['mktree'], `040000 tree ${tree}\tschemas\n`);
    const commit = git(folder, ['commit-tree', root, '-m', 'Three']);
    expect(await diff('v1', commit)).toMatchObject({ code: 0, out: 'No changes.' });
    expect(existsSync(escaped)).toBe(false);
  });
});
