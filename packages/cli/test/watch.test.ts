import { once } from 'node:events';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { watch } from 'chokidar';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { edit, freshFolder, schemasWith } from '../../codegen/test/support.js';
import { main } from '../src/index.js';
import type * as Follow from '../src/watch/follow-folder.js';
import { followFolder } from '../src/watch/follow-folder.js';
import { watched } from './watched.js';

/** The changed paths for which it was decided whether to run. */
const decided = vi.hoisted((): string[] => []);
vi.mock('../src/watch/follow-folder.js', async (original) => {
  const { followFolder } = await original<typeof Follow>();
  const followed: typeof followFolder = ({ matters, ...options }) => {
    const decide = (path: string): boolean => {
      decided.push(path);
      return matters(path);
    };
    return followFolder({ ...options, matters: decide });
  };
  return { followFolder: followed };
});

const NOTICE = 'toy/from-widget/push/notice.json';

interface Watching {
  readonly out: string;
  readonly code: Promise<number>;
  /** Waits for a line, removes all lines up to it, and returns them. */
  next(text: string): Promise<readonly string[]>;
  /** Returns the lines since then. */
  rest(): readonly string[];
  end(): Promise<number>;
}

const watching = async (schemas: string, ...more: readonly string[]): Promise<Watching> => {
  const out = more.includes('--out') ? '' : join(await freshFolder(), 'generated');
  const ending = new AbortController();
  let lines: string[] = [];
  const io = {
    out: (line: string) => void lines.push(line),
    err: (line: string) => void lines.push(line),
    signal: ending.signal,
  };
  const argv = ['generate', '--schemas', schemas, '--watch', ...(out ? ['--out', out] : [])];
  const code = main([...argv, ...more], io);
  const end = async (): Promise<number> => {
    ending.abort();
    return code;
  };
  onTestFinished(async () => void (await end()));
  return {
    out,
    code,
    end,
    rest: () => lines,
    async next(text) {
      const at = (): number => lines.findIndex((line) => line.includes(text));
      await expect.poll(at, { timeout: 10_000, interval: 10, message: text }).not.toBe(-1);
      const passed = lines.slice(0, at() + 1);
      lines = lines.slice(at() + 1);
      return passed;
    },
  };
};

let notes = 0;

/** Writes a file that must not start a run, and waits until that was decided. */
const quiet = async (folder: string): Promise<void> => {
  notes += 1;
  const note = join(folder, `note-${notes}.md`);
  await writeFile(note, 'About them.');
  await expect.poll(() => decided, { timeout: 10_000, interval: 10 }).toContain(note);
};

describe('jackfield generate --watch', () => {
  it('rejects --check, which writes no files', async () => {
    const err: string[] = [];
    const code = await main(['generate', '--watch', '--check'], {
      out: () => {},
      err: (line) => err.push(line),
    });
    expect(err[0]).toBe('--check and --watch exclude each other: --check writes no files.');
    expect(code).toBe(2);
  });

  it('ends at once if it is aborted before it starts', async () => {
    const io = { out: () => {}, err: () => {}, signal: AbortSignal.abort() };
    expect(await main(['generate', '--schemas', 'nowhere', '--watch'], io)).toBe(0);
  });

  it('reports a violation, writes no files, and reports when the schemas are valid again', async () => {
    const schemas = await schemasWith();
    const { next, rest, out } = await watching(schemas);
    await next('7 files, 7 written');
    const before = await readFile(join(out, 'types.ts'), 'utf8');

    await writeFile(join(schemas, NOTICE), '{ "title": "Half');
    const [violation] = await next('1 violation; nothing was written.');
    expect(violation).toMatch(/^toy\/from-widget\/push\/notice\.json# JSON_INVALID/);
    await edit(schemas, 'toy/from-widget/request/ask.json', (ask) => delete ask['description']);
    expect(await next('2 violations; nothing was written.')).toContainEqual(
      expect.stringContaining('DESCRIPTION_MISSING'),
    );
    expect(await readFile(join(out, 'types.ts'), 'utf8')).toBe(before);

    const good = await schemasWith();
    await cp(good, schemas, { recursive: true });
    await next('The schemas are valid again.');
    await next('7 files, 0 written');
    expect(rest()).toEqual([]);
  });

  it('follows edits, and added, removed and renamed files', async () => {
    const schemas = await schemasWith();
    const { next, out } = await watching(schemas);
    await next('7 written');

    await edit(schemas, NOTICE, (notice) => (notice['description'] = 'Changed.'));
    expect(await next('7 files,')).toContain(`wrote ${out}/types.ts`);
    expect(await readFile(join(out, 'types.ts'), 'utf8')).toContain('Changed.');

    const notice = await readFile(join(schemas, NOTICE), 'utf8');
    const other = 'toy/from-widget/push/warning.json';
    await writeFile(
      join(schemas, other),
      notice
        .replace('"title": "Notice"', '"title": "Warning"')
        .replace('"name": "notice"', '"name": "warning"')
        .replace('"t-notice"', '"t-warning"'),
    );
    await next('7 files,');
    expect(await readFile(join(out, 'messages.ts'), 'utf8')).toContain('readonly warning: Warning');

    await rm(join(schemas, other));
    await next('7 files,');
    expect(await readFile(join(out, 'messages.ts'), 'utf8')).not.toContain('warning');

    await rename(join(schemas, NOTICE), join(schemas, 'toy/from-widget/push/spoken.json'));
    expect(await next('1 violation')).toContainEqual(expect.stringContaining('NAME_FILE'));
    await rename(join(schemas, 'toy/from-widget/push/spoken.json'), join(schemas, NOTICE));
    await next('valid again');
  });

  it('waits while a folder is removed, and continues when it is created again', async () => {
    const parent = await freshFolder();
    const schemas = join(parent, 'schemas');
    const good = await schemasWith();
    const { next } = await watching(schemas);
    await next(`Expected a folder of schemas at "${schemas}", found none.`);
    for (let turn = 0; turn < 2; turn += 1) {
      await cp(good, schemas, { recursive: true });
      await next('valid again');
      await edit(schemas, NOTICE, (notice) => (notice['description'] = `Changed ${turn} times.`));
      await next('wrote');
      await rm(schemas, { recursive: true });
      await next(`Expected a folder of schemas at "${schemas}", found none.`);
    }
  });

  it.each([
    ['among the schemas', 'generated'],
    ['beside them', '../generated'],
  ])('is not set off by its own output %s', async (_where, place) => {
    const parent = await freshFolder();
    const schemas = join(parent, 'schemas');
    await cp(await schemasWith(), schemas, { recursive: true });
    const out = join(schemas, place);
    const { next, rest } = await watching(
      schemas,
      ...[
        '--out',
        out,
        '--docs',
        join(out, 'docs'),
        '--spec',
        join(out, 'docs'),
        '--kit',
        join(out, 'kit'),
      ],
    );
    await next('17 written');
    await quiet(schemas);
    await edit(schemas, NOTICE, (notice) => (notice['description'] = 'Changed.'));
    await next('written');
    await quiet(schemas);
    await writeFile(join(out, 'docs/bundle.schema.json'), '{}');
    await quiet(schemas);
    expect(rest()).toEqual([]);
  });

  it('returns its normal exit code when it is aborted, and closes the watcher', async () => {
    const schemas = await schemasWith();
    const before = watched();
    const { next, rest, end } = await watching(schemas);
    await next('7 written');
    expect(watched()).toBeGreaterThan(before);
    expect(await end()).toBe(0);
    await expect.poll(watched).toBe(before);
    expect(rest()).toEqual([]);
  });
});

describe('a run', () => {
  it('is followed by exactly one more if there are edits during it', async () => {
    const folder = await freshFolder();
    await mkdir(join(folder, 'deep'));
    const ending = new AbortController();
    let runs = 0;
    let finish = (): void => {};
    const done = followFolder({
      folder,
      matters: (path) => path.endsWith('.json'),
      run: () => {
        runs += 1;
        return new Promise((resolve) => (finish = resolve));
      },
      signal: ending.signal,
    });
    await expect.poll(() => runs).toBe(1);
    // The other watcher started later, so the first has seen the same changes before.
    const other = watch(folder, { ignoreInitial: true });
    onTestFinished(() => other.close());
    await once(other, 'ready');
    for (const name of ['a', 'b', 'c']) {
      const seen = once(other, 'add');
      await writeFile(join(folder, `deep/${name}.json`), '{}');
      await seen;
    }
    expect(runs).toBe(1);
    finish();
    await expect.poll(() => runs).toBe(2);
    finish();
    await quiet(folder);
    expect(runs).toBe(2);

    ending.abort();
    await done;
  });
});
