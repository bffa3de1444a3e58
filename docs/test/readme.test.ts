import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { memoryCallLogStore } from '@jackfield/plugin-calllog';
import { memoryContactSource } from '@jackfield/plugin-contacts';
import { build } from 'esbuild';
import { expect, it, vi } from 'vitest';
import { createTestWire, LOG, QUERY } from '../../packages/core/test/test-wire.js';
import { prepare } from './crm.js';

const url = (path: string): URL => new URL(`../../${path}`, import.meta.url);
const read = (path: string): string => readFileSync(url(path), 'utf8');

const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'docs/architecture.md',
  'schemas/README.md',
  'apps/playground/README.md',
  'docs/generated/plugin-contract.md',
  'docs/new-widget-version.md',
  ...readdirSync(url('docs/guide')).map((name) => `docs/guide/${name}`),
  ...[
    'core',
    'codegen',
    'cli',
    'plugin-calllog',
    'plugin-contacts',
    'ringex',
    'testing',
    'create-plugin',
  ].map((name) => `packages/${name}/README.md`),
];

it.each(DOCUMENTS)('%s links only to files that exist', (path) => {
  const links = [...read(path).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link]) => link ?? '');
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  // `npm run docs` makes the API, and checks links to it.
  const written = links.filter((link) => !link.startsWith('../api/'));
  const dead = written.filter((link) => !existsSync(fileURLToPath(url(folder + link))));
  expect(dead).toEqual([]);
});

it('has the example that runs here', () => {
  expect(read('README.md')).toContain(`\`\`\`ts\n${read('docs/test/readme-example.ts')}\`\`\``);
});

it('has an example of at most 15 lines', () => {
  expect(read('docs/test/readme-example.ts').trim().split('\n').length).toBeLessThanOrEqual(15);
});

it('has the figure of the chaos run that CONTRIBUTING has', () => {
  const [, lost, answered] = /\*\*(\d+) of ([\d,]+)\*\*/.exec(read('README.md')) ?? [];
  expect(lost).toBe('0');
  expect(read('CONTRIBUTING.md')).toContain(`0 lost of ${answered} answered`);
});

it('has the figures of a bench, which measures them and has limits for them', () => {
  const [, median, p99] = /(\d+) ms at the median, (\d+) ms at p99/.exec(read('README.md')) ?? [];
  const [, limit] = /const AIM_MS = (\d+);/.exec(read('bench/outbox.bench.ts')) ?? [];
  expect(Number(median)).toBeLessThan(Number(p99));
  expect(Number(p99)).toBeLessThan(Number(limit));
});

it.each(['README.md', 'docs/guide/index.md'])('has the size of core in %s', async (path) => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { createHost } from '@jackfield/core'; createHost({ service: location.host });`,
      resolveDir: fileURLToPath(url('packages/core')),
    },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    conditions: ['@jackfield/source'],
  });
  const size = gzipSync(outputFiles[0]?.text ?? '', { level: 9 }).length;
  const [, kilobytes] = /\b(\d+)(?:\*\*)? kB(?:\*\*)? gzipped/.exec(read(path)) ?? [];
  expect(Number(kilobytes), `core is ${size} bytes gzipped`).toBe(Math.round(size / 1000));
});

/** The packages whose tarballs a page installs, as the shell expands the line. */
const tarballsOf = (path: string): readonly string[] => {
  const [line = ''] = /^npm install .*tarballs.*$/m.exec(read(path)) ?? [];
  return [...line.matchAll(/\/tarballs\/jackfield-(?:\{(.+?)\}|(.+?))-\*\.tgz/g)].flatMap(
    ([, names, name = '']) => names?.split(',') ?? name,
  );
};

it('installs tarballs that a page needs: core and the plugins', () => {
  expect(tarballsOf('README.md')).toEqual(['core', 'plugin']);
});

it('has, in the guide, the tarballs that a created plugin needs', () => {
  const created = read('packages/create-plugin/test/__goldens__/acme-leads-ts.txt');
  const [, development = ''] = /"devDependencies": \{(.+?)\}/s.exec(created) ?? [];
  const needed = new Set<string>();
  const need = (text: string): void => {
    for (const [, name = ''] of text.matchAll(/@jackfield\/([\w-]+)/g)) {
      if (needed.has(name)) continue;
      needed.add(name);
      const { dependencies = {} } = JSON.parse(read(`packages/${name}/package.json`)) as {
        dependencies?: object;
      };
      need(Object.keys(dependencies).join(' '));
    }
  };
  need(development);
  expect([...needed].toSorted()).toEqual(tarballsOf('docs/guide/first-plugin.md'));
});

it('shows a picture that is 1280 pixels wide', () => {
  const [, path = ''] = /^!\[.+\]\((.+\.png)\)$/m.exec(read('README.md')) ?? [];
  // The width stands in the header of every PNG.
  expect(readFileSync(url(path)).readUInt32BE(16)).toBe(1280);
});

it('names the widgets at an address of each known origin, the current version first', () => {
  const known = ['ringcx', 'ringex'].flatMap(
    (wire) => (JSON.parse(read(`schemas/${wire}/wire.json`)) as { origins: string[] }).origins,
  );
  const origins = [...new Set(known)];
  const addresses = [...read('README.md').matchAll(/`(https:[^`]+\/)`/g)].map(([, it]) => it ?? '');
  expect(addresses[0]).toContain('/1.0.0/');
  expect(addresses.map((it) => new URL(it).origin).sort()).toEqual(origins.toSorted());
});

it('has the plugin of the playground, whole, in the README of the playground', () => {
  const source = read('apps/playground/src/acme-plugin.ts');
  const plugin = source.slice(source.indexOf('export const acmeLeads'));
  expect(read('apps/playground/README.md')).toContain(`\`\`\`ts\n${plugin}\`\`\``);
});

it('lists, in CONTRIBUTING, the long tests of each folder', () => {
  const listed = [
    ...read('CONTRIBUTING.md').matchAll(/^\| `([\w/-]+)` +\| (`[^|]+?`) +\|/gm),
  ].flatMap(([, folder = '', names = '']) =>
    [...names.matchAll(/`([\w/.-]+)`/g)].map(([, name = '']) =>
      name.includes('.') ? `${folder}/${name}` : `${folder}/${name}.long.test.ts`,
    ),
  );
  const tracked = execFileSync('git', ['ls-files', '*.long.test.ts', '*.long.browser.test.ts'], {
    cwd: fileURLToPath(url('')),
    encoding: 'utf8',
  });
  expect(listed.toSorted()).toEqual(tracked.trim().split('\n').toSorted());
});

it('names only scripts of package.json', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const text = DOCUMENTS.map(read).join('\n');
  const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name ?? '');
  expect(named.length).toBeGreaterThan(5);
  const known = new Set([...Object.keys(scripts), 'dev']);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

it('its example shows who rings, finds the contact, writes the log and finds it again', async () => {
  const wire = createTestWire();
  const logs = memoryCallLogStore();
  const ada = {
    id: '7',
    type: 'acme',
    name: 'Ada',
    phoneNumbers: [{ phoneNumber: '+16503945910', phoneType: 'direct' }],
  };
  const people = memoryContactSource([ada]);
  const crm = { logs, people, open: vi.fn(), warn: vi.fn() };
  prepare(crm, { transport: wire.transport });
  const { host } = await import('./readme-example.js');
  await expect.poll(() => host.state).toBe('registered');

  await wire.push('rc-ev-ringCall', { call: LOG.call });
  expect(crm.open).toHaveBeenCalledWith('6503945910');

  const answer = async (type: string, data: unknown): Promise<unknown> => {
    const id = await wire.ask(type, data);
    await expect.poll(() => wire.responses(id)).toHaveLength(1);
    return wire.responses(id)[0];
  };
  expect(await answer('rc-ev-matchContacts', QUERY)).toMatchObject({
    result: { '6503945910': [{ name: 'Ada' }] },
  });
  expect(await answer('rc-ev-logCall', LOG)).toMatchObject({ result: 'ok' });
  expect(await answer('rc-ev-matchCallLogs', [LOG.sessionId])).toMatchObject({
    result: { [LOG.sessionId]: [{}] },
  });
  expect(crm.warn).not.toHaveBeenCalled();
  await host.close();
});
