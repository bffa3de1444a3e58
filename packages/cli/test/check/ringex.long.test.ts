import { fileURLToPath } from 'node:url';
import { loadProtocol } from '@jackfield/codegen';
import { describe, expect, it } from 'vitest';
import { check, checkTexts, pluginWith } from './support.js';

const { messages } = await loadProtocol({
  schemas: fileURLToPath(new URL('../../../../schemas', import.meta.url)),
  wire: 'ringex',
});

/** A message of each area that plugins can handle. */
const OF_AREAS: ReadonlyMap<string, string> = new Map(
  messages.flatMap(({ area, from, live, name }) =>
    area !== undefined && from === 'widget' && live ? [[area, name]] : [],
  ),
);

const REQUESTS = new Set(messages.flatMap(({ kind, name }) => (kind === 'request' ? name : [])));

/** What is reported of the areas of plugins, each given by what follows the declaration. */
const areasMissing = async (
  ...plugins: readonly (readonly [name: string, rest: string, before?: string])[]
): Promise<readonly (readonly string[])[]> => {
  const texts = plugins.map(
    ([name, rest, before = '']) => `import * as ringex from '@jackfield/ringex';
import { callsArea, definePlugin, phoneArea } from '@jackfield/ringex';
${before}
export const acme = definePlugin({ name: 'acme', ${REQUESTS.has(name) ? 'requests' : 'pushes'}: { ${name}: () => undefined } }${rest});
`,
  );
  return (await checkTexts(texts)).map((found) =>
    found.filter(({ rule }) => rule === 'AREA_MISSING').map(({ message }) => message),
  );
};

describe('the areas of a plugin of @jackfield/ringex', () => {
  it('are those that it passes, whichever there are', async () => {
    const names = [...OF_AREAS];
    expect(names.map(([area]) => area).sort()).toEqual(
      [...new Set(messages.flatMap(({ area }) => area ?? []))].sort(),
    );
    const plugins = names.map(([area, name]) => [name, `, [ringex.${area}Area]`] as const);
    expect(await areasMissing(...plugins)).toEqual(names.map(() => []));
    expect(await areasMissing(...names.map(([, name]) => [name, ''] as const))).toEqual(
      names.map(([area, name]) => [
        `${name} is of the area ${area}: pass [${area}Area] to definePlugin.`,
      ]),
    );
  });

  it('are not needed for the messages that RingCX has, too', async () => {
    expect(await areasMissing(['ringCall', ''], ['loginStatus', ', []'])).toEqual([[], []]);
  });

  it('are read where the source determines them, and may be any elsewhere', async () => {
    const name = OF_AREAS.get('calls') as string;
    const lacking = `${name} is of the area calls: pass [phoneArea, callsArea] to definePlugin.`;
    expect(
      await areasMissing(
        [name, ', AREAS', 'const AREAS = [callsArea, phoneArea];'],
        [name, ', AREAS', 'const AREAS = [phoneArea];'],
        [name, ', globalThis.small ? [phoneArea] : [phoneArea, callsArea]'],
        [name, ', [...AREAS]', 'const AREAS = [callsArea];'],
        [name, ', globalThis.areas'],
        [name, ', [globalThis.area]'],
      ),
    ).toEqual([[], [lacking], [], [], [], []]);
  });
});

/** The rules that a plugin made with `@jackfield/ringex` breaks with such a package.json. */
const rulesBroken = async (
  json: object,
  index = `import { definePlugin } from '@jackfield/ringex';
export const acme = definePlugin({ name: 'acme', pushes: { ringCall: () => undefined } });
`,
): Promise<readonly string[]> => {
  const folder = await pluginWith({
    'package.json': { name: 'acme-plugin', exports: './index.js', ...json },
    'node_modules/@jackfield/ringex/package.json': { name: '@jackfield/ringex', version: '0.1.5' },
    'index.js': index,
  });
  const { violations } = await check(folder, '--write');
  return violations.map(({ rule, message }) => `${rule} ${message}`);
};

describe('a plugin that imports @jackfield/ringex', () => {
  const core = { '@jackfield/core': '^0.1.0' };

  it('shares it with the page, as core', async () => {
    const ringex = (range: string): object => ({ ...core, '@jackfield/ringex': range });
    expect(await rulesBroken({ peerDependencies: ringex('^0.1.0') })).toEqual([]);
    expect(await rulesBroken({ peerDependencies: core })).toEqual([
      'PEER_MISSING @jackfield/ringex is not among the peerDependencies.',
    ]);
    expect(
      await rulesBroken({
        peerDependencies: ringex('^0.1.0'),
        dependencies: { '@jackfield/ringex': '^0.1.0' },
      }),
    ).toEqual(['PEER_BUNDLED @jackfield/ringex is among the dependencies.']);
    expect(await rulesBroken({ peerDependencies: ringex('^0.2.0') })).toEqual([
      'PEER_RANGE The installed @jackfield/ringex 0.1.5 is not in the range ^0.2.0.',
    ]);
    expect(await rulesBroken({ peerDependencies: ringex('*') })).toEqual([
      'PEER_RANGE_WIDE The range * has no upper limit.',
    ]);
  });

  it('is the only one that needs it', async () => {
    const index = `import { definePlugin } from '@jackfield/core';
export const acme = definePlugin({ name: 'acme', pushes: { ringCall: () => undefined } });
`;
    expect(await rulesBroken({ peerDependencies: core }, index)).toEqual([]);
  });
});
