import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED_LICENCES, noticesOf } from '../../scripts/release/notices.js';
import { rebuild, type MadeFile } from '../../scripts/release/rebuild.js';
import { temporaryFolder } from './packed.js';
import { publishedPackages } from './published-packages.js';

const temporary = temporaryFolder();
afterAll(() => temporary.remove());

const made = new Map<string, readonly MadeFile[]>();
beforeAll(async () => {
  for (const { name } of publishedPackages)
    made.set(name, await rebuild(name, join(temporary.path, name)));
});

const filesOf = (name: string): readonly MadeFile[] => made.get(name) ?? [];

it.each(publishedPackages)(
  '$json.name is built alike, byte for byte, a second time and in another folder',
  ({ name, folder }) => {
    expect(filesOf(name)).not.toEqual([]);
    const read = (file: string): string =>
      existsSync(file) ? readFileSync(file, 'utf8') : 'not there';
    const changed = filesOf(name).filter(
      (file) => read(join(folder, 'dist', file.name)) !== file.code,
    );
    expect(changed.map((file) => file.name)).toEqual([]);
  },
);

describe("other people's code", () => {
  it('is found where it is known to be', () => {
    const names = (file: string): readonly string[] =>
      filesOf('plugin-contacts')
        .find(({ name }) => name === file)
        ?.thirdParty.map(({ name }) => name) ?? [];
    expect(names('import-worker.js')).toEqual(['idb', 'libphonenumber-js']);
    expect(names('plugin-contacts-rest.iife.js')).toEqual([]);
  });

  it('may not be bundled under any licence, nor under none', async () => {
    const library = {
      name: 'x',
      version: '1.0.0',
      license: 'GPL-3.0',
      source: 'https://x',
      text: '',
    };
    const file = { name: 'a.js', code: '', thirdParty: [library] };
    expect(() => noticesOf([file])).toThrow(
      `x 1.0.0 is bundled under GPL-3.0; expected one of ${BUNDLED_LICENCES.join(', ')}.`,
    );
    const kept = { ...file, thirdParty: [{ ...library, license: 'MIT', text: 'Keep this.' }] };
    expect(await noticesOf([kept])).toContain('## x\n\n```text\nKeep this.\n```');
    expect(noticesOf([{ ...file, thirdParty: [] }])).toBeUndefined();
  });

  it.each(publishedPackages)(
    'in $json.name is named with its licence in THIRD-PARTY-NOTICES.md (npm run notices)',
    async ({ name, folder }) => {
      const file = join(folder, 'THIRD-PARTY-NOTICES.md');
      const written = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
      expect(written).toBe(await noticesOf(filesOf(name)));
    },
  );

  it('is named at the top of each file, for who copies that file only', () => {
    const silent = publishedPackages.flatMap(({ name }) =>
      filesOf(name).flatMap((file) => {
        const [top = ''] = file.code.split('\n');
        return file.thirdParty
          .filter((each) => !top.includes(`${each.name} ${each.version} (${each.license}`))
          .map((each) => `${file.name}: ${each.name}`);
      }),
    );
    expect(silent).toEqual([]);
    const [top = ''] = filesOf('plugin-calllog')
      .find(({ name }) => name === 'plugin-calllog.iife.js')
      ?.code.split('\n') ?? [''];
    expect(top).toMatch(/^\/\*! Contains idb .* \(ISC; Copyright .*\*\/$/);
  });
});
