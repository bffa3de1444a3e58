import type { ContractRule } from '../contract-rule.js';
import { exercise } from '../exercise.js';
import { whole } from '../subjects.js';
import { extendedPrototypes, watchGlobals } from '../watch/watch-globals.js';

export const changesNoGlobal: ContractRule = {
  id: 'changes-no-global',
  promise: 'The plugin replaces no global, and adds nothing to a prototype.',
  why: 'The page, its error tracker and the other plugins use the same `fetch`, `console` and `Array.prototype`: what one plugin replaces changes all of them, and the order of loading decides who wins.',
  fix: 'Use a function of your own, and import what extends the language. To observe requests, wrap your own client.',
  subjects: whole,
  async check(ruleContext) {
    const { withHarness, violation, changedWhenCreated } = ruleContext;
    const globals = watchGlobals();
    try {
      const during = await withHarness(async (harness) => {
        await exercise(ruleContext, harness);
        return globals.changed;
      });
      const all = [...changedWhenCreated, ...during, ...globals.changed, ...extendedPrototypes()];
      const changed = [...new Set(all)];
      if (changed.length === 0) return;
      throw violation({ expected: 'no change of a global', received: changed.join(', ') });
    } finally {
      globals.restore();
    }
  },
};
