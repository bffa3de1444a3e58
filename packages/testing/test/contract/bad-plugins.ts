import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PluginFactory } from '../../src/contract/contract-options.js';
import { contractRules } from '../../src/contract/contract-rules.js';
import { type GlobalsWatch, watchGlobals } from '../../src/contract/watch/watch-globals.js';
import { isTestingError } from '../../src/testing-error.js';
import { brokenRules, collect, type Collected } from './collect.js';

/** The bad plugins, by the names of their files. */
export const badPlugins: readonly string[] = readdirSync(new URL('./bad-plugins', import.meta.url))
  .map((file) => file.replace(/\.ts$/, ''))
  .sort();

/** Returns the rule that a file is named after; a suffix after two dashes distinguishes several files of a rule. */
export const ruleOf = (name: string): string => name.replace(/--.*$/, '');

/** Expects of each plugin that it breaks its rule and no other. */
export const testBadPlugins = (names: readonly string[]): void =>
  describe.each(names)('bad-plugins/%s.ts', (file) => {
    const id = ruleOf(file);
    let collected: readonly Collected[] = [];
    let name = '';
    let globals: GlobalsWatch;

    beforeAll(async () => {
      globals = watchGlobals();
      // Some of them write to the console.
      vi.spyOn(console, 'debug').mockImplementation(() => undefined);
      // A server that takes a while.
      vi.stubGlobal('fetch', async () => {
        for (let turn = 0; turn < 5; turn += 1)
          await new Promise((done) => void setImmediate(done));
        return new Response();
      });
      const { bad } = (await import(`./bad-plugins/${file}.ts`)) as { readonly bad: PluginFactory };
      name = bad({
        clock: {
          now: () => 0,
          elapsed: () => 0,
          setTimeout: () => 0,
          clearTimeout: () => undefined,
        },
      }).name;
      collected = await collect(bad, { seed: 1, runs: 2, graceMs: 200 });
    });

    afterAll(() => {
      // Some of them leave a global changed.
      globals.restore();
      vi.restoreAllMocks();
      vi.unstubAllGlobals();
    });

    it(`breaks ${id} and no other rule`, () => {
      expect(
        brokenRules(collected),
        collected.map(({ error }) => error?.message).join('\n'),
      ).toEqual([id]);
    });

    it('is reported with the plugin, the rule, what was expected and received, and the fix', () => {
      const rule = contractRules.find((each) => each.id === id);
      const error = collected.find((each) => each.error)?.error;
      expect(isTestingError(error) && error.code).toBe('CONTRACT_BROKEN');
      expect(error?.message).toMatch(`${id}: plugin "${name}" violates the contract`);
      expect(error?.message).toMatch(/\n {2}expected {2}\S.*\n {2}received {2}\S/);
      expect(error?.message).toContain(`fix       ${rule?.fix}`);
    });
  });
