import {
  chmod,
  lstat,
  mkdir,
  readdir,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkProtocol, generate } from '../src/index.js';
import { edit, freshFolder, schemasWith } from './support.js';

const NOTICE = 'toy/from-widget/push/notice.json';

const textsOf = async (folder: string): Promise<Readonly<Record<string, string>>> => {
  const texts: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    texts[path.slice(folder.length)] = await readFile(path, 'utf8');
  }
  return texts;
};

/** Generated files, and schemas that have changed since. */
const changedSchemas = async () => {
  const schemas = await schemasWith();
  const out = join(await freshFolder(), 'out');
  const options = {
    schemas,
    out,
    docs: join(out, 'docs'),
    spec: join(out, 'spec'),
    kit: join(out, 'kit'),
  };
  await generate(options);
  await edit(schemas, NOTICE, (notice) => (notice['properties'].brandNew = { type: 'string' }));
  return { options, out };
};

describe('generated files', () => {
  it.each([
    ['a folder is in the place of a file', 'kit/schemas.ts', 'folder', 'it is a folder'],
    ['a file is read-only', 'validators.js', 'readonly', 'it is read-only'],
    ['a page is read-only', 'docs/reference/from-widget/notice.md', 'readonly', 'it is read-only'],
  ] as const)('are all as before if %s', async (_what, path, how, reason) => {
    const { options, out } = await changedSchemas();
    const target = join(out, path);
    if (how === 'readonly') await chmod(target, 0o444);
    else {
      await rm(target);
      await mkdir(target);
    }
    const before = await textsOf(out);
    await expect(generate(options)).rejects.toMatchObject({
      code: 'OUTPUT_UNWRITABLE',
      message: `Cannot write ${target}: ${reason}. No file was changed.`,
    });
    expect(await textsOf(out)).toEqual(before);
    expect((await generate({ ...options, check: true })).changed).toContain(target);
  });

  it('leave no folder behind if a file is in the place of one', async () => {
    const schemas = await schemasWith();
    const out = await freshFolder();
    await writeFile(join(out, 'kit'), 'mine');
    await expect(
      generate({ schemas, out: join(out, 'a/b'), kit: join(out, 'kit') }),
    ).rejects.toMatchObject({
      code: 'OUTPUT_UNWRITABLE',
    });
    expect(await textsOf(out)).toEqual({ '/kit': 'mine' });
    expect(await readdir(out)).toEqual(['kit']);
  });

  it('replace what a symbolic link points to, and keep the link', async () => {
    const { options, out } = await changedSchemas();
    const other = join(await freshFolder(), 'types.ts');
    await writeFile(other, 'old');
    await rm(join(out, 'types.ts'));
    await symlink(other, join(out, 'types.ts'));
    await generate(options);
    expect((await lstat(join(out, 'types.ts'))).isSymbolicLink()).toBe(true);
    expect(await readFile(other, 'utf8')).toContain('brandNew');
  });

  it('do not stay beside temporary files of a process that was killed', async () => {
    const { options, out } = await changedSchemas();
    const child = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => child.once('exit', resolve));
    await writeFile(join(out, `types.ts.${child.pid}.jackfield-tmp`), 'half');
    const running = `types.ts.${process.ppid}.jackfield-tmp`;
    await writeFile(join(out, running), 'of another process');
    await generate(options);
    const names = await readdir(out, { recursive: true });
    expect(names.filter((name) => name.endsWith('tmp'))).toEqual([running]);
  });

  it('are fresh with the line ends of Windows, and are not written again', async () => {
    const schemas = await schemasWith();
    const out = await freshFolder();
    const options = {
      schemas,
      out,
      docs: join(out, 'docs'),
      spec: join(out, 'spec'),
      kit: join(out, 'kit'),
    };
    const { files } = await generate(options);
    for (const file of files) {
      await writeFile(file, (await readFile(file, 'utf8')).replaceAll('\n', '\r\n'));
      await utimes(file, 1, 1);
    }
    expect((await generate({ ...options, check: true })).changed).toEqual([]);
    expect((await generate(options)).changed).toEqual([]);
  });

  it.each(['', 'toy', 'toy/from-widget/push', 'docs'])(
    'may be in the folder of schemas: %j',
    async (folder) => {
      const schemas = await schemasWith();
      const out = join(schemas, folder);
      const options = { schemas, out, docs: out, spec: out, kit: join(out, 'kit') };
      await generate(options);
      expect(await checkProtocol({ schemas })).toEqual([]);
      expect(await generate({ ...options, check: true })).toMatchObject({
        changed: [],
        removed: [],
      });
    },
  );
});

describe('schemas', () => {
  it('may begin with a byte order mark, and have the line ends of Windows', async () => {
    const schemas = await schemasWith();
    for (const path of [NOTICE, 'toy/wire.json', 'shared/thing.json']) {
      const text = await readFile(join(schemas, path), 'utf8');
      await writeFile(join(schemas, path), `\ufeff${text.replaceAll('\n', '\r\n')}`);
    }
    expect(await checkProtocol({ schemas })).toEqual([]);
    await edit(schemas, 'toy/to-widget/push/enrol.json', (enrol) => delete enrol['description']);
    expect(await checkProtocol({ schemas })).toMatchObject([
      { rule: 'DESCRIPTION_MISSING', line: 1 },
    ]);
  });
});
