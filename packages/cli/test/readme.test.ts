import { readFileSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../src/commands/commands.js';
import { violationsOf } from './violations-of.js';
import { link, manifest, SCHEMAS } from './list/support.js';
import { folderWith, run } from './plugin/support.js';
import { reviewPlugins } from './readme-example.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const README = readFileSync(here('../README.md'), 'utf8');
const blocks = (language: string): readonly string[] =>
  [...README.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]+?)^\`\`\`$`, 'gm'))].map(
    ([, code]) => code ?? '',
  );

/** Returns the flags in the first column of the table below a heading. */
const flagsBelow = (heading: string): readonly string[] => {
  const section = README.slice(README.indexOf(`## ${heading}`)).split(/\n## /)[0] ?? '';
  return [...section.matchAll(/^\| `(--[^`]+)`/gm)].map(([, flags]) => flags ?? '');
};

const LEADS = `import { definePlugin, type Plugin } from '@jackfield/core';
export interface Crm { readonly open: (id: string) => void }
export const acmeLeads = (crm: Crm): Plugin =>
  definePlugin({ name: 'acme-leads', requests: { viewLead: ({ leadId = '' }) => crm.open(leadId) } });
`;
const CRM = `import type { Crm } from '../src/index.js';
export const memoryCrm = (): Crm => ({ open: () => undefined });
`;

describe('the README', () => {
  it('lists every command, and no other', () => {
    const rows = [...README.matchAll(/^\| `([a-z]+(?:-[a-z]+)*)` +\| .*$/gm)].map(
      ([, name]) => name,
    );
    const names = COMMANDS.map(({ name }) => name);
    expect(rows.filter((name) => name !== 'cli-package').sort()).toEqual(names.sort());
  });

  it.each([
    ['dev', 'Running plugins'],
    ['check', 'Checking a plugin'],
  ])('lists every option of %s', (name, heading) => {
    const command = COMMANDS.find((each) => each.name === name);
    expect([...flagsBelow(heading)].sort()).toEqual(
      command?.options.map(({ flags }) => flags).sort(),
    );
  });

  it('contains the example that runs here', async () => {
    expect(blocks('ts')).toContain(readFileSync(here('readme-example.ts'), 'utf8'));
    const both = {
      acme: manifest({ requests: ['viewLead'] }),
      apex: manifest({ requests: ['viewLead'] }),
    };
    const folder = await folderWith({
      'package.json': {
        name: 'acme-leads',
        exports: './index.ts',
        dependencies: { acme: '*', apex: '*' },
      },
      'index.ts': LEADS.replace('viewLead', 'viewLaed'),
      ...Object.fromEntries(
        Object.entries(both).map(([name, jackfield]) => [
          `node_modules/${name}/package.json`,
          { name, version: '1.0.0', exports: './index.js', jackfield },
        ]),
      ),
    });
    await symlink(SCHEMAS, join(folder, 'schemas'));
    const lines = (await reviewPlugins(folder)).split('\n');
    expect(lines).toContainEqual(
      expect.stringMatching(/^- index\.ts:4 MESSAGE_UNKNOWN: .*viewLead/),
    );
    expect(lines.at(-1)).toBe('- viewLead: acme, apex');
  });

  it('shows modules that compile: one for dev, and a page with all plugins', async () => {
    const [dev = '', page = ''] = blocks('ts').filter((code) => /plugins/.test(code));
    const folder = await folderWith({
      'package.json': {
        name: 'page',
        type: 'module',
        dependencies: { '@jackfield/plugin-calllog': '*' },
      },
      'src/index.ts': LEADS,
      'dev/memory-crm.ts': CRM,
      'dev/plugins.ts': dev,
      'page.ts': page,
    });
    for (const name of ['core', 'plugin-calllog']) await link(folder, name);
    const emitted = join(folder, 'plugins.ts');
    const argv = ['list', folder, '--schemas', SCHEMAS, '--emit', emitted];
    expect(await run(...argv)).toMatchObject({ code: 0, err: '' });
    const files = ['dev/plugins.ts', 'page.ts'].map((name) => join(folder, name));
    // `plugins` has no type annotation, which only a published module needs.
    expect(
      violationsOf(...files).map((violations) =>
        violations.filter((text) => !/--isolatedDecl/.test(text)),
      ),
    ).toEqual([[], []]);
  }, 30_000);
});
