import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rulesIn } from '../build/plugin-agents.js';

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

it.each([
  '',
  '<!-- create-plugin copies from here … -->',
  '<!-- … up to here. --> a <!-- create-plugin copies from here … -->',
])('refuses a text that does not say what to copy: %j', (text) => {
  expect(() => rulesIn(text)).toThrow(/AGENTS\.md: expected .* once, in this order/);
});

it('copies rules that lead nowhere outside a plugin', () => {
  const rules = rulesIn(read('AGENTS.md'));
  expect(rules).toMatch(/^1\. /);
  expect(rules).not.toMatch(/\]\(|```/);
});
