import { expect, it, vi } from 'vitest';
import { contractRules } from '../../src/contract/contract-rules.js';
import { badPlugins, ruleOf, testBadPlugins } from './bad-plugins.js';

vi.mock('../../src/contract/real-time.js', () => import('./counted-time.js'));

it('each rule has a plugin that breaks it, and each bad plugin belongs to a rule', () => {
  const rules = contractRules.map(({ id }) => id).sort();
  expect([...new Set(badPlugins.map(ruleOf))]).toEqual(rules);
  expect(badPlugins.filter((name) => name === ruleOf(name))).toEqual(rules);
});

testBadPlugins(badPlugins.filter((name) => name === ruleOf(name)));
