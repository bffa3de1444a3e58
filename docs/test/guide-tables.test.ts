// The guide's tables of options are compared with the code that has the options.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../packages/cli/src/commands/commands.js';

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The section of a page below a heading. */
const sectionOf = (page: string, heading: string): string =>
  read(page).split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';

/** What stands in backticks at the start of each row of a table. */
const rowsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^\| `([^`]+)`/gm)].map(([, name = '']) => name);

/** The members of an interface in a source file. */
const membersOf = (path: string, name: string): readonly string[] => {
  const [, body = ''] = read(path).split(`export interface ${name} {`);
  return [...body.split('\n}')[0]!.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, it = '']) => it);
};

describe('the options of', () => {
  it.each([
    ['callLog', 'call-logs', 'packages/plugin-calllog/src/call-log-options.ts', 'CallLogOptions'],
    ['contacts', 'contacts', 'packages/plugin-contacts/src/contacts-options.ts', 'ContactsOptions'],
  ])('%s are all in the table of its page', (plugin, page, source, name) => {
    const members = membersOf(source, name);
    expect(members.length).toBeGreaterThan(5);
    const rows = rowsOf(sectionOf(`docs/guide/${page}.md`, `Options of \`${plugin}\``));
    expect(rows.toSorted()).toEqual(members.toSorted());
  });
});

describe('the command line', () => {
  it('has a section for each command, in the order of its help', () => {
    const headings = [...read('docs/guide/cli.md').matchAll(/^## (.+)$/gm)].map(([, it]) => it);
    expect(headings).toEqual(COMMANDS.map(({ name }) => name));
  });

  it.each(COMMANDS.map(({ name, options }) => [name, options] as const))(
    '%s is documented with all its options',
    (name, options) => {
      const flags = options.map((option) => option.flags.split(' ')[0] ?? '');
      expect(rowsOf(sectionOf('docs/guide/cli.md', name)).toSorted()).toEqual(flags.toSorted());
    },
  );
});
