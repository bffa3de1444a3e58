import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');

it.each([
  './readme-example.ts',
  './readme-outbox-example.ts',
  './readme-window-example.ts',
  '../../../examples/plain-listener/test/first.spec.ts',
])('the README has %s', (file) => {
  // Plugins are tested with this package, so it cannot depend on one.
  const example = read(file).replace(
    '../../plugin-calllog/src/index.js',
    '@jackfield/plugin-calllog',
  );
  expect(read('../README.md')).toContain(`\`\`\`ts\n${example}\`\`\``);
});

it('the README has the contract that runs here', () => {
  const example = read('./readme-contract-example.ts');
  expect(read('../README.md')).toContain(`\`\`\`ts\n${example}\`\`\``);
});

it('the README explains every code of a problem and a warning', () => {
  const codes = read('../src/problems/problem.ts').match(/(?<=\| ')[A-Z_]+(?=')/gu) ?? [];
  expect(codes.length).toBeGreaterThan(14);
  for (const code of codes) expect(read('../README.md')).toContain(`\`${code}\``);
});

it('the README explains every error code', () => {
  const codes = read('../src/testing-error.ts').match(/(?<=\| ')[A-Z_]+(?=')/gu) ?? [];
  expect(codes.length).toBeGreaterThan(7);
  for (const code of codes) expect(read('../README.md')).toContain(`\`${code}\``);
});

it.each(['what the simulated widget does', 'what a plugin promises'])(
  'the README leads to %s',
  (title) => {
    const { link } =
      new RegExp(`\\[${title}\\]\\(\\.\\./\\.\\./(?<link>[^)]+)\\)`, 'i').exec(read('../README.md'))
        ?.groups ?? {};
    expect(read(`../../../${link}`).toLowerCase()).toContain(`# ${title}`);
  },
);
