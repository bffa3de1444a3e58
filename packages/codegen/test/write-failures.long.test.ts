import type * as fileSystem from 'node:fs';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { generate } from '../src/index.js';
import { edit, freshFolder, schemasWith } from './support.js';

/** What happens before a file is put into its place or removed. */
const disk = vi.hoisted(() => ({
  before: (_action: 'rename' | 'remove', _path: string): void => {},
}));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof fileSystem>();
  return {
    ...fs,
    renameSync: (from: string, to: string) => {
      disk.before('rename', to);
      fs.renameSync(from, to);
    },
    rmSync: (path: string, options?: object) => {
      disk.before('remove', path);
      fs.rmSync(path, options);
    },
  };
});

beforeEach(() => {
  disk.before = () => {};
});

const NOTICE = 'toy/from-widget/push/notice.json';
const PAGE = join('docs', 'reference', 'from-widget', 'notice.md');

const textsOf = async (folder: string): Promise<Readonly<Record<string, string>>> => {
  const texts: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    texts[path.slice(folder.length + 1)] = await readFile(path, 'utf8');
  }
  return texts;
};

const optionsOf = (schemas: string, out: string) => ({
  schemas,
  out,
  docs: join(out, 'docs'),
  spec: join(out, 'spec'),
  kit: join(out, 'kit'),
});

/** Generated files, and schemas in which a message has another name since. */
const renamedMessage = async () => {
  const schemas = await schemasWith();
  const out = join(await freshFolder(), 'out');
  const options = optionsOf(schemas, out);
  await generate(options);
  await edit(schemas, NOTICE, (notice) => {
    notice['title'] = 'News';
    notice['x-message'].name = 'news';
  });
  const text = await readFile(join(schemas, NOTICE), 'utf8');
  await rm(join(schemas, NOTICE));
  await writeFile(join(schemas, NOTICE.replace('notice', 'news')), text);
  return { options, out, before: await textsOf(out) };
};

const failing = (code: string): Error => Object.assign(new Error(`${code}: x`), { code });

describe('generated files', () => {
  it.each([
    ['messages.ts', 'EPERM', 'permission denied'],
    ['validators.js', 'EBUSY', 'another program uses it'],
    [join('kit', 'schemas.ts'), 'EPERM', 'permission denied'],
  ])('are all as before if %s cannot be replaced', async (name, code, reason) => {
    const { options, out, before } = await renamedMessage();
    const target = join(out, name);
    let failed = false;
    disk.before = (action, path) => {
      if (action !== 'rename' || path !== target || failed) return;
      failed = true;
      throw failing(code);
    };
    await expect(generate(options)).rejects.toMatchObject({
      name: 'CodegenError',
      code: 'OUTPUT_UNWRITABLE',
      message: `Cannot write ${target}: ${reason}. No file was changed.`,
    });
    expect(await textsOf(out)).toEqual(before);
  });

  it('are all as before if the page of a removed message cannot be removed', async () => {
    const { options, out, before } = await renamedMessage();
    disk.before = (action, path) => {
      if (action === 'remove' && path === join(out, PAGE)) throw failing('EACCES');
    };
    await expect(generate(options)).rejects.toMatchObject({
      code: 'OUTPUT_UNWRITABLE',
      message: `Cannot remove ${join(out, PAGE)}: permission denied. No file was changed.`,
    });
    expect(await textsOf(out)).toEqual(before);
  });

  it('are named if they could not be restored', async () => {
    const { options, out } = await renamedMessage();
    const [first, second] = [join(out, 'messages.ts'), join(out, 'types.ts')];
    const renamed = new Set<string>();
    disk.before = (action, path) => {
      if (action !== 'rename') return;
      if (path === second || (path === first && renamed.has(path))) throw failing('EPERM');
      renamed.add(path);
    };
    await expect(generate(options)).rejects.toMatchObject({
      code: 'OUTPUT_UNWRITABLE',
      message: `Cannot write ${second}: permission denied. Could not restore ${first}.`,
    });
  });

  it('are all as before if two of them are links to one file', async () => {
    const { options, out } = await renamedMessage();
    const other = join(await freshFolder(), 'other.ts');
    await writeFile(other, 'old');
    for (const name of ['messages.ts', 'types.ts']) {
      await rm(join(out, name));
      await symlink(other, join(out, name));
    }
    const before = await textsOf(out);
    await expect(generate(options)).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE' });
    expect(await readFile(other, 'utf8')).toBe('old');
    expect(await textsOf(out)).toEqual(before);
  });

  /** Stops all work on the disk before the given step, as a killed process does. */
  const killAt = (step: number): void => {
    let steps = 0;
    disk.before = () => {
      steps += 1;
      if (steps >= step) throw failing('KILLED');
    };
  };

  it.each([1, 2, 3, 5])(
    'are all old or all new after a run that was killed at step %i, if the next one is invalid',
    async (step) => {
      const { options, out, before } = await renamedMessage();
      const whole = join(await freshFolder(), 'out');
      await generate(optionsOf(options.schemas, whole));
      killAt(step);
      await expect(generate(options)).rejects.toThrow();
      disk.before = () => {};
      await edit(options.schemas, 'toy/from-widget/push/news.json', (news) => (news['title'] = 5));
      await expect(generate(options)).rejects.toMatchObject({ code: 'SCHEMAS_INVALID' });
      const { [PAGE]: _obsolete, ...texts } = await textsOf(out);
      const { [PAGE]: _old, ...old } = before;
      const isOld = JSON.stringify(texts) === JSON.stringify(old);
      if (!isOld) expect(texts).toEqual(await textsOf(whole));
    },
  );

  it('are all new at the next run after one that was killed', async () => {
    const { options, out } = await renamedMessage();
    killAt(3);
    await expect(generate(options)).rejects.toThrow();
    disk.before = () => {};
    const whole = join(await freshFolder(), 'out');
    await generate(optionsOf(options.schemas, whole));
    await generate(options);
    expect(await textsOf(out)).toEqual(await textsOf(whole));
  });

  it('do not stay beside those of a killed process that had replaced none', async () => {
    const { options, out, before } = await renamedMessage();
    await mkdir(join(out, 'docs', 'reference'), { recursive: true });
    const pid = 2 ** 30;
    await writeFile(join(out, `types.ts.${pid}.jackfield-tmp`), 'half');
    await edit(options.schemas, 'toy/from-widget/push/news.json', (news) => (news['title'] = 5));
    await expect(generate(options)).rejects.toMatchObject({ code: 'SCHEMAS_INVALID' });
    expect(await textsOf(out)).toEqual(before);
  });
});
