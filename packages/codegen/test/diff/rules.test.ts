import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DIFF_RULES, diffProtocols } from '../../src/index.js';
import { here } from '../support.js';
import { fixture } from './fixtures.js';

/** What a folder of a rule's fixture says of the change in it, by the folder's name. */
const VERDICTS: Readonly<Record<string, readonly string[]>> = {
  plugins: ['plugins'],
  senders: ['senders'],
  'plugins-and-senders': ['plugins', 'senders'],
  safe: [],
};

const foldersOf = (rule: string): readonly string[] => readdirSync(here(`fixtures/diff/${rule}`));

const rules = Object.entries(DIFF_RULES);

const cases = (
  verdicts: readonly string[],
): readonly (readonly [rule: string, verdict: string])[] =>
  rules.flatMap(([rule]) =>
    foldersOf(rule)
      .filter((verdict) => verdicts.includes(verdict))
      .map((verdict) => [rule, verdict] as const),
  );

describe('the rules of a comparison', () => {
  it('have a fixture folder each, and there is no other', () => {
    expect(readdirSync(here('fixtures/diff')).sort()).toEqual(Object.keys(DIFF_RULES).sort());
  });

  it.each(rules)('are tested in both verdicts: %s', (rule, { reads, writes, breaks, safe }) => {
    const folders = foldersOf(rule);
    const breaking = folders.filter((name) => name !== 'safe' && name !== 'silent');
    expect(folders.filter((name) => name !== 'silent' && !(name in VERDICTS))).toEqual([]);
    // A rule that can break code has a breaking fixture for each audience.
    expect(breaking.length > 0).toBe([reads, writes, breaks].some((why) => why !== undefined));
    if (reads !== undefined) expect(breaking).toContain('plugins');
    if (writes !== undefined) expect(breaking).toContain('senders');
    if (safe !== undefined) expect(folders).toContain('safe');
    // And the same kind of change without harm, or none at all.
    expect(folders).toEqual(expect.arrayContaining([expect.stringMatching(/^(safe|silent)$/)]));
    if (breaking.length === 0) expect(folders).toEqual(expect.arrayContaining(['safe', 'silent']));
  });

  it.each(cases(['silent']))('say nothing of what only looks like it: %s', async (rule) => {
    const changes = diffProtocols(...(await fixture(`${rule}/silent`)));
    expect(changes.filter((change) => change.rule === rule)).toEqual([]);
  });

  it.each(cases(Object.keys(VERDICTS)))(
    'report exactly one change: %s, %s',
    async (rule, verdict) => {
      const changes = diffProtocols(...(await fixture(`${rule}/${verdict}`)));
      // A change of an example is unavoidable where a member becomes required.
      const reported = changes.filter(
        (change) => change.rule === rule || change.rule !== 'WORDS_CHANGED',
      );
      expect(reported.map((change) => [change.rule, change.breaks])).toEqual([
        [rule, VERDICTS[verdict]],
      ]);
      const [change] = reported;
      expect(change?.file).toMatch(/^[\w/-]+\.json$/);
      expect(change?.pointer).toMatch(/^(\/.+)?$/);
      expect(change?.why).toMatch(/\.$/);
      expect(change?.was).not.toBe(change?.is);
    },
  );
});
