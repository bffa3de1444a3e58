import { expect, it } from 'vitest';
import { contractRules } from '../../src/contract/contract-rules.js';
import { badPlugins, ruleOf } from './bad-plugins.js';

it('each rule has a plugin that breaks it, and each bad plugin belongs to a rule', () => {
  const rules = contractRules.map(({ id }) => id).sort();
  expect([...new Set(badPlugins.map(ruleOf))]).toEqual(rules);
  expect(badPlugins.filter((name) => name === ruleOf(name))).toEqual(rules);
});
