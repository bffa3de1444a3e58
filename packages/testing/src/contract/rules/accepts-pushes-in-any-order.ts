import type { ContractRule } from '../contract-rule.js';
import { runInAnyOrder } from '../steps.js';
import { pushesOf } from '../subjects.js';

export const acceptsPushesInAnyOrder: ContractRule = {
  id: 'accepts-pushes-in-any-order',
  promise: 'A listener accepts pushes that arrive twice, too early, too late, or not at all.',
  why: '0.x sends each push once for each open tab; 1.0 drops pushes while no tab is active, and may ring after the answer. So an end may arrive without a start, and twice.',
  fix: 'Handle each push on its own: what was stored at the ring may be missing at the end. Ignore duplicates.',
  subjects: (plugin) => (pushesOf(plugin).length > 0 ? [''] : []),
  check: (ruleContext) => runInAnyOrder(ruleContext, 'push'),
};
