import type { ContractRule } from '../contract-rule.js';
import { takeInAnyOrder } from '../steps.js';
import { pushesOf } from '../subjects.js';

export const hearsPushesInAnyOrder: ContractRule = {
  id: 'hears-pushes-in-any-order',
  promise: 'A listener survives pushes that come twice, too early, too late, or not at all.',
  why: '0.x pushes once for each open tab; 1.0 drops what comes while no tab is active, and may ring after the answer. So an end may come without a beginning, and twice.',
  fix: 'Take each push for itself: what you noted at the ring may not be there at the end. Do nothing the second time.',
  subjects: (plugin) => (pushesOf(plugin).length > 0 ? [''] : []),
  check: (trial) => takeInAnyOrder(trial, 'push'),
};
