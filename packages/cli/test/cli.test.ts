import { execFile, spawn } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { generate, isCodegenError } from '@jackfield/codegen';
import { edit, freshFolder, here as inCodegen, schemasWith } from '../../codegen/test/support.js';
import { COMMANDS } from '../src/commands/commands.js';
import { main } from '../src/index.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const run = async (
  ...argv: readonly string[]
): Promise<{ code: number; out: string; err: string }> => {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(argv, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
};

const inodes = async (folder: string): Promise<readonly string[]> => {
  const names = (await readdir(folder)).sort();
  return Promise.all(
    names.map(async (name) => {
      const { ino, mtimeMs } = await stat(join(folder, name));
      return `${name} ${ino} ${mtimeMs}`;
    }),
  );
};

describe('a usage error', () => {
  it.each([
    [['gnerate'], 'Unknown command gnerate. Did you mean generate?'],
    [['gen'], 'Unknown command gen. Did you mean generate?'],
    [['lst'], 'Unknown command lst. Did you mean list?'],
    [['checkschemas'], 'Unknown command checkschemas. Did you mean check-schemas?'],
    [['something-else-entirely'], 'Unknown command something-else-entirely.\n'],
    [[''], 'Unknown command .\n'],
    [[], 'Expected a command, received none.'],
    [['generate', '--colour', 'red'], 'Unknown option `--colour`'],
    [['generate', '--shcemas', 'red'], 'Unknown option `--shcemas`. Did you mean --schemas?'],
    [['dev', '--widgetport', '1'], 'Did you mean --widget-port?'],
    [['check', '--writ'], 'Unknown option `--writ`. Did you mean --write?'],
    [['check', '--nobundle'], 'Did you mean --no-bundle?'],
    [['diff', 'a', 'b', '--failon', 'any'], 'Did you mean --fail-on?'],
    [['list', '-j'], 'Unknown option `-j`'],
    [['generate', '--out'], 'option `--out <dir>` value is missing'],
    [['generate', 'everything'], 'Unused args: `everything`'],
    [['generate', '--out', 'a', '--out', 'b'], 'Expected --out once, received it twice.'],
    [['check-schemas', '--out', 'a'], 'Unknown option `--out`'],
    [['generate', '--kit'], 'option `--kit <dir>` value is missing'],
    [['generate', '--types-module', 'a'], '--types-module requires --kit.'],
    [
      ['generate', '--schemas', 'nowhere'],
      'Expected a folder of schemas at "nowhere", found none.',
    ],
  ])('is %j', async (argv, message) => {
    const { code, err } = await run(...argv);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  it('is a folder without wire.json', async () => {
    const { code, err } = await run('generate', '--schemas', await freshFolder());
    expect(err).toMatch(/Expected wire\.json below/);
    expect(code).toBe(2);
  });

  it('is several wires, unless one is named', async () => {
    const schemas = await schemasWith();
    await cp(join(schemas, 'toy'), join(schemas, 'zoo'), { recursive: true });
    await edit(schemas, 'zoo/wire.json', (wire) => (wire['name'] = 'zoo'));
    const { code, err } = await run('check-schemas', '--schemas', schemas);
    expect(err).toMatch(/There are several wires below .+: toy, zoo\. Select one with --wire\./);
    expect(code).toBe(2);
    expect(await run('check-schemas', '--schemas', schemas, '--wire', 'zoo')).toMatchObject({
      code: 0,
    });
    expect(await run('check-schemas', '--schemas', schemas, '--wire', 'ringing')).toMatchObject({
      code: 2,
    });
  });

  it('is a file instead of the folder', async () => {
    const { code } = await run('check-schemas', '--schemas', here('cli.test.ts'));
    expect(code).toBe(2);
  });
});

describe('invalid schemas', () => {
  it('exit with 1, say every violation, and leave no trace', async () => {
    const schemas = await schemasWith('rules/JSON_INVALID', 'rules/DEADLINE_TOO_LONG');
    const out = join(await freshFolder(), 'generated');
    const { code, err } = await run('generate', '--schemas', schemas, '--out', out);
    expect(code).toBe(1);
    expect(err.split('\n')).toEqual([
      'toy/from-widget/push/notice.json# JSON_INVALID 3:11 expected a JSON value, received "}" (line 1)',
      expect.stringMatching(
        /^toy\/from-widget\/request\/ask\.json#\/x-message\/deadlineMs DEADLINE_TOO_LONG/,
      ),
      '2 violations; nothing was written.',
    ]);
    await expect(stat(out)).rejects.toThrow('ENOENT');
  });

  it('leave the files of an earlier run as they were', async () => {
    const schemas = await schemasWith();
    const out = await freshFolder();
    await generate({ schemas, out });
    const before = await inodes(out);
    await edit(
      schemas,
      'toy/from-widget/push/notice.json',
      (notice) => delete notice['description'],
    );
    expect(await run('generate', '--schemas', schemas, '--out', out)).toMatchObject({ code: 1 });
    expect(await inodes(out)).toEqual(before);
  });

  it('are reported by check-schemas alone too', async () => {
    const schemas = await schemasWith('rules/TYPE_TAKEN');
    expect(await run('check-schemas', '--schemas', schemas)).toMatchObject({
      code: 1,
      err: expect.stringContaining('1 violation; nothing was written.'),
    });
  });

  it('reject generate with all violations', async () => {
    const schemas = await schemasWith('rules/TYPE_TAKEN');
    const error: unknown = await generate({ schemas, out: await freshFolder() }).catch(
      (caught: unknown) => caught,
    );
    expect(isCodegenError(error) && error.code).toBe('SCHEMAS_INVALID');
    expect(isCodegenError(error) && error.violations.map(({ rule }) => rule)).toEqual([
      'TYPE_TAKEN',
    ]);
    expect(isCodegenError(new Error('other'))).toBe(false);
  });
});

describe('generate', () => {
  it('writes nothing the second time', async () => {
    const schemas = await schemasWith();
    const out = await freshFolder();
    const docs = join(out, 'docs');
    const argv = ['generate', '--schemas', schemas, '--out', out, '--docs', docs, '--spec', docs];
    const first = await run(...argv);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toContain('15 files, 15 written');
    const before = [await inodes(out), await inodes(docs)];
    expect(await run(...argv)).toEqual({ code: 0, err: '', out: '15 files, 0 written' });
    expect([await inodes(out), await inodes(docs)]).toEqual(before);
  });

  it('with --check lists stale files, exits with 1 and writes nothing', async () => {
    const schemas = await schemasWith();
    const out = await freshFolder();
    const argv = ['generate', '--schemas', schemas, '--out', out];
    await run(...argv);
    expect(await run(...argv, '--check')).toEqual({
      code: 0,
      err: '',
      out: '7 files, all up to date',
    });
    await writeFile(join(out, 'types.ts'), 'export {};\n');
    await rm(join(out, 'messages.ts'));
    const before = await inodes(out);
    expect(await run(...argv, '--check')).toEqual({
      code: 1,
      err: `stale ${out}/messages.ts\nstale ${out}/types.ts`,
      out: '',
    });
    expect(await inodes(out)).toEqual(before);
  });

  it('with --docs reports the page of a removed message, and removes it', async () => {
    const schemas = await schemasWith();
    const out = await freshFolder();
    const docs = join(out, 'docs');
    const argv = ['generate', '--schemas', schemas, '--out', out, '--docs', docs];
    await run(...argv);
    await rm(join(schemas, 'toy/from-widget/push/notice.json'));
    await run('generate', '--schemas', schemas, '--out', out);
    const page = `${docs}/reference/from-widget/notice.md`;
    const { code, err } = await run(...argv, '--check');
    expect(code).toBe(1);
    expect(err).toContain(`obsolete ${page}`);
    expect((await run(...argv)).out).toContain(`\nremoved ${page}\n`);
    expect(await run(...argv, '--check')).toMatchObject({ code: 0, err: '' });
  });

  it('makes a kit, and reports when it is stale', async () => {
    const schemas = await schemasWith();
    const out = await freshFolder();
    const kit = join(out, 'kit');
    const argv = ['generate', '--schemas', schemas, '--out', out, '--kit', kit];
    const { out: said } = await run(...argv, '--types-module', '@acme/booth');
    expect(said).toContain(`wrote ${kit}/examples.ts\nwrote ${kit}/schemas.ts\n9 files, 9 written`);
    expect(await run(...argv, '--check')).toEqual({
      code: 1,
      err: `stale ${kit}/examples.ts`,
      out: '',
    });
  });

  it('writes only the file that is stale', async () => {
    const schemas = await schemasWith();
    const out = await freshFolder();
    const argv = ['generate', '--schemas', schemas, '--out', out];
    await run(...argv);
    await rm(join(out, 'messages.ts'));
    expect((await run(...argv)).out).toBe(`wrote ${out}/messages.ts\n7 files, 1 written`);
  });

  it('takes a folder whose name is a number', async () => {
    const folder = await freshFolder();
    await mkdir(join(folder, '2024'));
    await cp(inCodegen('fixtures/good'), join(folder, '2024'), { recursive: true });
    const before = process.cwd();
    try {
      process.chdir(folder);
      expect(await run('check-schemas', '--schemas', '2024')).toMatchObject({ code: 0 });
    } finally {
      process.chdir(before);
    }
  });

  it('takes schemas whose wire.json is at the top', async () => {
    const folder = await freshFolder();
    for (const part of ['wire.json', 'from-widget/push/ready.json', 'to-widget/push/enrol.json']) {
      await cp(inCodegen(`fixtures/good/toy/${part}`), join(folder, part));
    }
    expect(await run('generate', '--schemas', folder, '--out', join(folder, 'out'))).toMatchObject({
      code: 0,
    });
  });

  it('says in a line what is in the way of its files, and changes none', async () => {
    const out = join(await freshFolder(), 'file');
    await writeFile(out, 'in the way');
    const { code, err } = await run(
      'generate',
      '--schemas',
      inCodegen('fixtures/good'),
      '--out',
      out,
    );
    expect(code).toBe(2);
    expect(err).toContain('a file is in the place of its folder. No file was changed.');
    expect(await readFile(out, 'utf8')).toBe('in the way');
  });

  it('says how to use it', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const { name, summary } of COMMANDS) {
      expect(out).toMatch(new RegExp(`^  jackfield ${name}\\b.*${summary}$`, 'm'));
    }
    expect(out).toContain('Exit codes: 0 success, 1 problems found, 2 usage error.');
  });

  it.each(COMMANDS)('$name says how to use it', async ({ name, options }) => {
    const { code, out } = await run(name, '--help');
    expect(code).toBe(0);
    for (const { flags, about } of options) {
      expect(out).toContain(flags.replace(/ <.+/, ''));
      expect(out).toContain(about);
    }
  });
});

describe.concurrent('the command', () => {
  it('exits cleanly on EPIPE', async ({ expect }) => {
    const argv = ['--import', 'tsx', '--conditions=@jackfield/source', here('../src/cli.ts')];
    const folder = inCodegen('fixtures/good');
    const child = spawn(process.execPath, [...argv, 'check-schemas', '--schemas', folder]);
    child.stdout.destroy();
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
    expect(said).toBe('');
  });

  it('exits with the code of main', async ({ expect }) => {
    const cli = here('../src/cli.ts');
    const argv = [
      '--import',
      'tsx',
      '--conditions=@jackfield/source',
      cli,
      'check-schemas',
      '--schemas',
    ];
    const start = promisify(execFile);
    const [success, usageError] = await Promise.all([
      start(process.execPath, [...argv, inCodegen('fixtures/good')]),
      start(process.execPath, [...argv, 'nowhere']).catch((error: unknown) => error),
    ]);
    expect(success.stdout).toBe('No violations.\n');
    expect(usageError).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Expected a folder of schemas at "nowhere", found none.'),
    });
  });
});
