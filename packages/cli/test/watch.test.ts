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

/** The paths below followed folders that were found to have changed, once it was decided whether to run. */
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

const TOLD = 'toy/from-widget/push/told.json';

interface Watching {
  readonly out: string;
  readonly code: Promise<number>;
  /** Waits for a line, and forgets all until it; the lines it passed. */
  next(text: string): Promise<readonly string[]>;
  /** What was said since. */
  said(): readonly string[];
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
    said: () => lines,
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

/** Writes a file below a followed folder that asks for no run, and waits until that was decided. */
const quiet = async (folder: string): Promise<void> => {
  notes += 1;
  const note = join(folder, `note-${notes}.md`);
  await writeFile(note, 'About them.');
  await expect.poll(() => decided, { timeout: 10_000, interval: 10 }).toContain(note);
};

describe('jackfield generate --watch', () => {
  it('refuses --check, which writes nothing', async () => {
    const err: string[] = [];
    const code = await main(['generate', '--watch', '--check'], {
      out: () => {},
      err: (line) => err.push(line),
    });
    expect(err[0]).toBe('--check writes nothing, and --watch writes: give one of them.');
    expect(code).toBe(2);
  });

  it('ends at once where it is ended before it begins', async () => {
    const io = { out: () => {}, err: () => {}, signal: AbortSignal.abort() };
    expect(await main(['generate', '--schemas', 'nowhere', '--watch'], io)).toBe(0);
  });

  it('tells a violation, writes nothing, and says when the schemas are faultless again', async () => {
    const schemas = await schemasWith();
    const { next, said, out } = await watching(schemas);
    await next('7 files, 7 written');
    const before = await readFile(join(out, 'types.ts'), 'utf8');

    await writeFile(join(schemas, TOLD), '{ "title": "Half');
    const [violation] = await next('1 violation; nothing was written.');
    expect(violation).toMatch(/^toy\/from-widget\/push\/told\.json# JSON_INVALID/);
    await edit(schemas, 'toy/from-widget/request/ask.json', (ask) => delete ask['description']);
    expect(await next('2 violations; nothing was written.')).toContainEqual(
      expect.stringContaining('DESCRIPTION_MISSING'),
    );
    expect(await readFile(join(out, 'types.ts'), 'utf8')).toBe(before);

    const good = await schemasWith();
    await cp(good, schemas, { recursive: true });
    await next('The schemas are faultless again.');
    await next('7 files, 0 written');
    expect(said()).toEqual([]);
  });

  it('follows edits, new files, vanished files and renamed ones', async () => {
    const schemas = await schemasWith();
    const { next, out } = await watching(schemas);
    await next('7 written');

    await edit(schemas, TOLD, (told) => (told['description'] = 'Said aloud.'));
    expect(await next('7 files,')).toContain(`wrote ${out}/types.ts`);
    expect(await readFile(join(out, 'types.ts'), 'utf8')).toContain('Said aloud.');

    const told = await readFile(join(schemas, TOLD), 'utf8');
    const other = 'toy/from-widget/push/heard.json';
    await writeFile(
      join(schemas, other),
      told
        .replace('"title": "Told"', '"title": "Heard"')
        .replace('"name": "told"', '"name": "heard"')
        .replace('"t-told"', '"t-heard"'),
    );
    await next('7 files,');
    expect(await readFile(join(out, 'messages.ts'), 'utf8')).toContain('readonly heard: Heard');

    await rm(join(schemas, other));
    await next('7 files,');
    expect(await readFile(join(out, 'messages.ts'), 'utf8')).not.toContain('heard');

    await rename(join(schemas, TOLD), join(schemas, 'toy/from-widget/push/spoken.json'));
    expect(await next('1 violation')).toContainEqual(expect.stringContaining('NAME_FILE'));
    await rename(join(schemas, 'toy/from-widget/push/spoken.json'), join(schemas, TOLD));
    await next('faultless again');
  });

  it('waits for a folder that is removed, and goes on when it is back', async () => {
    const parent = await freshFolder();
    const schemas = join(parent, 'schemas');
    const good = await schemasWith();
    const { next } = await watching(schemas);
    await next(`${schemas} is not a folder.`);
    for (let turn = 0; turn < 2; turn += 1) {
      await cp(good, schemas, { recursive: true });
      await next('faultless again');
      await edit(schemas, TOLD, (told) => (told['description'] = `Said in turn ${turn}.`));
      await next('wrote');
      await rm(schemas, { recursive: true });
      await next(`${schemas} is not a folder.`);
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
    const { next, said } = await watching(
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
    await edit(schemas, TOLD, (told) => (told['description'] = 'Said aloud.'));
    await next('written');
    await quiet(schemas);
    await writeFile(join(out, 'docs/bundle.schema.json'), '{}');
    await quiet(schemas);
    expect(said()).toEqual([]);
  });

  it('returns as if it had finished when it is ended, and watches nothing more', async () => {
    const schemas = await schemasWith();
    const before = watched();
    const { next, said, end } = await watching(schemas);
    await next('7 written');
    expect(watched()).toBeGreaterThan(before);
    expect(await end()).toBe(0);
    await expect.poll(watched).toBe(before);
    expect(said()).toEqual([]);
  });
});

describe('a run', () => {
  it('that is under way when edits come is followed by exactly one more', async () => {
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
    // What another watcher has seen, the one that is followed has seen before.
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
