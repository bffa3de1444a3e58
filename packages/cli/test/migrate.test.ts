import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { freshFolder } from '../../codegen/test/support.js';
import { main } from '../src/index.js';
import { applyEdits } from '../src/migrate/edit.js';
import { readManifest } from '../src/migrate/manifest.js';
import type { Migration } from '../src/migrate/migration.js';
import { dueMigrations, MIGRATIONS } from '../src/migrate/migrations.js';
import { ownVersion } from '../src/migrate/own-version.js';
import { planOf } from '../src/migrate/plan.js';
import { emptyProject, syntaxFaults, type ReadProject } from '../src/migrate/read-project.js';
import { versionOf, type Version } from '../src/migrate/version.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const fixture = (name: string): string => here(`fixtures/migrate/${name}`);

const run = async (
  ...argv: readonly string[]
): Promise<{ code: number; out: string; err: string }> => {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
  const code = await main(['migrate', ...argv], io);
  return { code, out: out.join('\n'), err: err.join('\n') };
};

/** All files of a folder, by path. */
const filesOf = async (folder: string): Promise<Readonly<Record<string, string>>> => {
  const files: Record<string, string> = {};
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || path.includes('/.git/')) continue;
    files[path.slice(folder.length + 1)] = await readFile(path, 'utf8');
  }
  return files;
};

/** A folder with these files. */
const folderOf = async (files: Readonly<Record<string, string | Buffer>>): Promise<string> => {
  const folder = await freshFolder();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
};

const OLD = JSON.stringify({ devDependencies: { '@jackfield/codegen': '^0.1.0' } });

/** What becomes of files of a project that asks for `range`. */
const migrated = async (
  files: Readonly<Record<string, string>>,
  range = '^0.1.0',
): Promise<Readonly<Record<string, string>> & { readonly said: string }> => {
  const manifest = JSON.stringify({ devDependencies: { '@jackfield/codegen': range } });
  const folder = await folderOf({ 'package.json': manifest, ...files });
  const { out } = await run(folder, '--to', '0.2.0', '--force');
  return { ...(await filesOf(folder)), said: out };
};

describe('misuse', () => {
  it.each([
    [['nowhere'], 'nowhere is not a folder.'],
    [['--to', 'soon'], '--to: expected a version such as 0.2.0, found soon.'],
  ])('%j', async (argv, message) => {
    const { code, err } = await run(...argv);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  it('refuses to write where git could not undo it, and writes nothing', async () => {
    const files = { 'package.json': OLD, 'a.ts': "import { main } from '@jackfield/codegen';\n" };
    const folder = await folderOf(files);
    const outside = await run(folder, '--to', '0.2.0');
    expect(outside.err).toContain('is in no git repository, so nothing could be undone.');
    expect(outside.code).toBe(2);

    await promisify(execFile)('git', ['-C', folder, 'init', '--quiet']);
    const dirty = await run(folder, '--to', '0.2.0');
    expect(dirty.err).toMatch(
      /has changes that are not committed \(a\.ts and others\)\. .*give --force\. Nothing was written/,
    );
    expect(dirty.code).toBe(2);
    expect(await filesOf(folder)).toEqual(files);
  });

  it.each([
    ['a.ts', 'import { main from "@jackfield/codegen";', /^a\.ts:1:15 /],
    ['package.json', '{ "scripts": }', /^package\.json:1:1 .*JSON/],
    [
      'b.js',
      Buffer.from([0x2f, 0x2f, 0xff, ...Buffer.from('jackfield')]),
      /^b\.js:1:1 expected UTF-8/,
    ],
  ])('writes nothing if %s cannot be read', async (path, text, message) => {
    const files = {
      'package.json': OLD,
      'ok.ts': "export { main } from '@jackfield/codegen';\n",
      [path]: text,
    };
    const folder = await folderOf(files);
    const { code, err } = await run(folder, '--to', '0.2.0', '--force');
    expect(err).toMatch(message);
    expect(err).toContain('1 fault; nothing was written.');
    expect(code).toBe(2);
    expect(await readFile(join(folder, 'ok.ts'), 'utf8')).toBe(files['ok.ts']);
  });

  it('writes nothing if a migration would leave a module that does not parse', () => {
    const text = "import '@jackfield/core';\n";
    const spoils: Migration = {
      ...(MIGRATIONS[0] as Migration),
      changesOf: () => ({
        edits: new Map([['a.ts', [{ start: 0, end: 6, text: 'imp' }]]]),
        notes: [],
      }),
    };
    expect(() => planOf(projectOf({ 'a.ts': text }), [0, 2, 0], [spoils])).toThrow(
      /^a\.ts could not be changed: line 1/,
    );
  });
});

const projectOf = (files: Readonly<Record<string, string>>): ReadProject => {
  const project = emptyProject();
  const all = Object.entries(files).map(([path, text]) => ({ path, text }));
  return {
    manifests: all
      .filter(({ path }) => path.endsWith('package.json'))
      .map(({ path, text }) => readManifest(path, text)),
    modules: all
      .filter(({ path }) => /[jt]s$/.test(path))
      .map(({ path, text }) => ({
        path,
        text,
        source: project.createSourceFile(`/${path}`, text),
      })),
    commands: all.filter(({ path }) => /(sh|yml)$/.test(path)),
    marked: new Set(),
    unreadable: [],
  };
};

describe.each(['single', 'monorepo'])('the project %s', (name) => {
  it('becomes what it should, and is not changed again', async () => {
    const folder = await freshFolder();
    await cp(fixture(`${name}/before`), folder, { recursive: true });
    await run(folder, '--to', '0.2.0', '--force');
    const after = await filesOf(fixture(`${name}/after`));
    expect(await filesOf(folder)).toEqual(after);
    const second = await run(folder, '--to', '0.2.0');
    expect(second.code).toBe(0);
    expect(second.out).toMatch(/^No migration from|0 files to write, 0 places/);
    expect(await filesOf(folder)).toEqual(after);
  });

  it('is not changed again by the migration itself', async () => {
    const files = await filesOf(fixture(`${name}/after`));
    const shown = Object.fromEntries(
      Object.entries(files).filter(([path]) => !path.endsWith('.mts')),
    );
    for (const { changesOf } of MIGRATIONS)
      expect(changesOf({ ...projectOf(shown), target: [0, 2, 0] }).edits).toEqual(new Map());
  });
});

describe('what is left to a person', () => {
  it('is told with its place, and is exit code 1', async () => {
    const folder = await freshFolder();
    await cp(fixture('single/before'), folder, { recursive: true });
    const { code, out } = await run(folder, '--to', '0.2.0', '--force');
    expect(code).toBe(1);
    expect(out.slice(out.indexOf('Left to you'))).toMatchInlineSnapshot(`
      "Left to you:
        package.json:18:29 the peer range ^0.1.0 of @jackfield/core leaves 0.2.0 out: widen it once the tests pass with both
        tools/check.sh:4:23 @jackfield/codegen has no command; name @jackfield/cli if the command is meant here
        tools/left.ts:3:1 @jackfield/codegen has main and Io no longer, so this does not re-export them: see @jackfield/cli
        tools/left.ts:5:43 codegen.main is @jackfield/cli's: import it from there
        tools/left.ts:5:76 codegen.Io is @jackfield/cli's: import it from there
        tools/left.ts:8:42 main and Io are @jackfield/cli's: take them from there if they are meant here
        tools/left.ts:9:30 main and Io are @jackfield/cli's: take them from there if they are meant here
        tools/left.ts:12:28 \`jackfield check\` checks a plugin; it is \`jackfield check-schemas\` for schemas
        tools/old.cjs:2:28 main and Io are @jackfield/cli's: take them from there if they are meant here

      6 files written, 9 places to look at.
      Run npm install, then your tests."
    `);
  });

  it('is placed in the file as it is, where nothing is written, and as it has become', async () => {
    const text =
      "import { Fault, main } from '@jackfield/codegen';\nexport * from '@jackfield/codegen';\n";
    const folder = await folderOf({ 'package.json': OLD, 'a.ts': text });
    expect((await run(folder, '--to', '0.2.0', '--dry-run')).out).toContain('  a.ts:2:1 ');
    expect((await run(folder, '--to', '0.2.0', '--force')).out).toContain('  a.ts:3:1 ');
  });

  it('is `jackfield check` where the version may be a new one already', async () => {
    const unsure = await migrated({ 'ci.yml': 'run: jackfield check\n' }, '*');
    expect(unsure['ci.yml']).toBe('run: jackfield check\n');
    expect(unsure.said).toContain('ci.yml:1:16 `jackfield check` checks a plugin');
    const sure = await migrated({ 'ci.yml': 'run: jackfield check\n' }, '~0.1.4');
    expect(sure['ci.yml']).toBe('run: jackfield check-schemas\n');
  });
});

describe('--dry-run', () => {
  it('writes nothing, needs no git, and tells each line', async () => {
    const files = { 'package.json': OLD, 'ci.sh': 'cd x\nnpx jackfield check --wire a\n' };
    const folder = await folderOf(files);
    const { code, out } = await run(folder, '--to', '0.2.0', '--dry-run');
    expect(code).toBe(1);
    expect(out).toContain(
      'ci.sh\n  line 2\n  - npx jackfield check --wire a\n  + npx jackfield check-schemas --wire a\n',
    );
    expect(out).toContain('2 files to write, 0 places to look at.');
    expect(await filesOf(folder)).toEqual(files);
  });

  it('tells the same to machines', async () => {
    const folder = await folderOf({
      'package.json': OLD,
      'a.js': "require('@jackfield/codegen')\n",
    });
    const { out } = await run(folder, '--to', '0.2.0', '--dry-run', '--json');
    expect(JSON.parse(out)).toEqual({
      from: '0.1.0',
      to: '0.2.0',
      written: false,
      migrations: ['cli-package'],
      files: [{ file: 'package.json', changes: [expect.objectContaining({ line: 1 })] }],
      notes: [
        expect.objectContaining({ file: 'a.js', line: 1, column: 9, migration: 'cli-package' }),
      ],
    });
  });
});

describe('--list', () => {
  it('tells every migration, and which are due', async () => {
    const folder = await folderOf({ 'package.json': OLD });
    const { code, out } = await run(folder, '--list', '--to', '0.2.0');
    expect(code).toBe(0);
    for (const { id, purpose, does, leaves } of MIGRATIONS)
      for (const said of [id, purpose, ...does, ...leaves]) expect(out).toContain(said);
    expect(out).toContain('0.1 → 0.2.0  due here');
    expect((await run(folder, '--list', '--to', '0.1.9')).out).not.toContain('due here');
    const json = JSON.parse(
      (await run(folder, '--list', '--json', '--to', '0.2.0')).out,
    ) as unknown;
    expect(json).toMatchObject([{ id: 'cli-package', due: true }]);
  });
});

describe('the migrations that are run', () => {
  const at = (to: string): Migration => ({ ...(MIGRATIONS[0] as Migration), to, id: to });
  const all = ['0.2.0', '0.3.0', '1.0.0'].map(at);
  const due = (asked: string | undefined, target: string): readonly string[] =>
    dueMigrations(
      asked === undefined ? undefined : versionOf(asked),
      versionOf(target) as Version,
      all,
    ).map(({ id }) => id);

  it.each([
    ['0.1.0', '0.1.9', []],
    ['0.1.0', '0.2.0', ['0.2.0']],
    ['0.2.0', '0.9.0', ['0.3.0']],
    ['0.1.5', '2.0.0', ['0.2.0', '0.3.0', '1.0.0']],
    ['1.0.0', '2.0.0', []],
    [undefined, '0.3.0', ['0.2.0', '0.3.0']],
  ])('from %s to %s are %j', (asked, target, ids) => expect(due(asked, target)).toEqual(ids));

  it.each([
    ['^0.1.0', '0.1.0'],
    ['~0.1', '0.1.0'],
    ['0.1.x', '0.1.0'],
    ['>=0.1.3 <1', '0.1.3'],
    ['^0.2.0 || ^0.1.0', '0.1.0'],
    ['*', undefined],
    ['workspace:^', undefined],
    ['<0.3.0', undefined],
  ])('of the range %s begin at %s', async (range, asked) => {
    const manifest = JSON.stringify({
      dependencies: { '@jackfield/core': range, other: '^0.0.1' },
    });
    const folder = await folderOf({ 'package.json': manifest });
    const { out } = await run(folder, '--to', '0.2.0', '--dry-run', '--json');
    expect((JSON.parse(out) as { from: unknown }).from).toBe(asked ?? null);
  });

  it('are each of what the one before has made', () => {
    const replace =
      (from: string, to: string): Migration['changesOf'] =>
      ({ modules }) => ({
        edits: new Map(
          modules
            .filter(({ text }) => text.includes(from))
            .map(({ path, text }) => {
              const start = text.indexOf(from);
              return [path, [{ start, end: start + from.length, text: to }]];
            }),
        ),
        notes: [],
      });
    const steps = [
      { ...at('0.2.0'), changesOf: replace('one', 'second') },
      { ...at('0.3.0'), changesOf: replace('second', 'three') },
    ];
    const { files } = planOf(
      projectOf({ 'a.ts': "export * from 'one'; // two\n" }),
      [0, 3, 0],
      steps,
    );
    expect(files).toMatchObject([{ path: 'a.ts', text: "export * from 'three'; // two\n" }]);
  });

  it('go up to the version of this package, if none is given', async () => {
    const { version } = JSON.parse(await readFile(here('../package.json'), 'utf8')) as {
      version: string;
    };
    expect(ownVersion()).toBe(version);
    const { out } = await run(await folderOf({ 'package.json': OLD }), '--dry-run', '--json');
    expect((JSON.parse(out) as { to: unknown }).to).toBe(version);
  });
});

describe('files', () => {
  it('of others and behind links are not touched', async () => {
    const text = 'jackfield check --schemas s\n';
    const outside = await folderOf({ 'x.sh': text });
    const folder = await folderOf({
      'package.json': OLD,
      'node_modules/a/a.sh': text,
      'dist/a.sh': text,
      'notes.md': text,
    });
    await symlink(join(outside, 'x.sh'), join(folder, 'link.sh'));
    await run(folder, '--to', '0.2.0', '--force');
    const files = await filesOf(folder);
    expect([files['node_modules/a/a.sh'], files['dist/a.sh'], files['notes.md']]).toEqual([
      text,
      text,
      text,
    ]);
    expect(await filesOf(outside)).toEqual({ 'x.sh': text });
    await rm(join(folder, 'link.sh'));
  });

  it('keep their line ends, their byte order mark and all that is not meant', async () => {
    const text =
      "\uFEFFimport {generate,main}from '@jackfield/codegen'\r\n\r\nexport   const a=[main,generate]\r\n";
    const files = await migrated({ 'a.ts': text });
    expect(files['a.ts']).toBe(
      "\uFEFFimport {generate}from '@jackfield/codegen'\r\nimport { main } from '@jackfield/cli'\r\n\r\nexport   const a=[main,generate]\r\n",
    );
  });
});

describe('a command', () => {
  it.each([
    'jackfield generate --check',
    'jackfield check-schemas --schemas s',
    'jackfield check-transcript check --schemas s',
    'cd packages/jackfield check --schemas s',
    'npx my-jackfield check --schemas s',
    'npm run jackfield:check --schemas s',
    'jackfield && check --schemas s',
  ])('`%s` stays', async (line) => {
    expect((await migrated({ 'a.sh': `${line}\n` }))['a.sh']).toBe(`${line}\n`);
  });

  it.each([
    ['npx jackfield check', 'npx jackfield check-schemas'],
    ['a; jackfield check&&b', 'a; jackfield check-schemas&&b'],
    ['./node_modules/.bin/jackfield check', './node_modules/.bin/jackfield check-schemas'],
    ['jackfield \\\n  check \\\n  --wire a', 'jackfield \\\n  check-schemas \\\n  --wire a'],
    ['npx -y @jackfield/codegen@^0.1 generate', 'npx -y @jackfield/cli@0.2.0 generate'],
    ['pnpm dlx @jackfield/codegen check', 'pnpm dlx @jackfield/cli check-schemas'],
    [
      'npm exec --package=@jackfield/codegen -- jackfield check',
      'npm exec --package=@jackfield/cli -- jackfield check-schemas',
    ],
  ])('`%s` becomes `%s`', async (line, expected) => {
    expect((await migrated({ 'a.sh': `${line}\n` }))['a.sh']).toBe(`${expected}\n`);
  });
});

const word = fc.constantFrom('main', 'Io', 'generate', 'Fault', 'RULES');
const specifier = fc
  .record({ name: word, alias: fc.boolean(), isType: fc.boolean(), n: fc.nat(999) })
  .map(({ name, alias, isType, n }) => ({
    name,
    text: `${isType ? 'type ' : ''}${name}${alias ? ` as ${name}${n}` : ''}`,
  }));
const layout = fc.constantFrom(
  (all: readonly string[]) => `{ ${all.join(', ')} }`,
  (all: readonly string[]) => `{${all.join(',')}}`,
  (all: readonly string[]) => `{\n${all.map((each) => `  ${each}, // of ${each}\n`).join('')}}`,
  (all: readonly string[]) => `{\r\n\t// first\r\n\t${all.join(',\r\n\t')}\r\n}`,
  (all: readonly string[]) => `{ ${all.join(',\n   ')} }`,
);
const statement = fc
  .record({
    verb: fc.constantFrom('import', 'export'),
    all: fc.uniqueArray(specifier, { selector: ({ name }) => name, minLength: 1, maxLength: 5 }),
    layout,
    quote: fc.constantFrom("'", '"'),
    end: fc.constantFrom(';\n', '\n', '; // said of it\n', ';\r\n'),
  })
  .map(({ verb, all, layout: lay, quote, end }) => ({
    names: all.map(({ text }) => text),
    text: `${verb} ${lay(all.map(({ text }) => text))} from ${quote}@jackfield/codegen${quote}${end}`,
  }));

describe('any imports and re-exports', () => {
  test.prop([fc.array(statement, { minLength: 1, maxLength: 3 })], { numRuns: 60 })(
    'take the same names from where they are, lose no comment, and are not changed twice',
    (statements) => {
      const text = statements.map((each) => each.text).join('');
      const [migration] = MIGRATIONS as readonly [Migration];
      const changed = (of: string): string => {
        const { edits } = migration.changesOf({ ...projectOf({ 'a.ts': of }), target: [0, 2, 0] });
        return applyEdits(of, edits.get('a.ts') ?? []);
      };
      const once = changed(text);
      expect(changed(once)).toBe(once);
      const { modules } = projectOf({ 'a.ts': once });
      expect(syntaxFaults(modules)).toEqual([]);
      const source = modules[0]?.source;
      const found = [
        ...(source?.getImportDeclarations() ?? []),
        ...(source?.getExportDeclarations() ?? []),
      ];
      const taken = found.flatMap((declaration) => {
        const named =
          'getNamedImports' in declaration
            ? declaration.getNamedImports()
            : declaration.getNamedExports();
        for (const each of named) {
          const isMoved = ['main', 'Io'].includes(each.getName());
          expect(declaration.getModuleSpecifierValue()).toBe(
            isMoved ? '@jackfield/cli' : '@jackfield/codegen',
          );
        }
        return named.map((each) => each.getText());
      });
      expect([...taken].sort()).toEqual(statements.flatMap(({ names }) => names).sort());
      for (const comment of text.match(/\/\/.*/g) ?? []) expect(once).toContain(comment.trim());
    },
  );
});
