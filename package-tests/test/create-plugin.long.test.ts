import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Author, authorIn } from './author.js';
import { integrityOf, type LocalRegistry, serveRegistry } from './local-registry.js';
import { packedOnce, type Packed, temporaryFolder } from './packed.js';
import { publishedPackages } from './published-packages.js';

const home = temporaryFolder();
const work = join(home.path, 'work');
const plugin = join(work, 'acme-leads');
let packed: readonly Packed[];
let registry: LocalRegistry;
let author: Author;
let seconds = 0;

beforeAll(async () => {
  mkdirSync(work);
  packed = packedOnce();
  registry = await serveRegistry(packed);
  author = authorIn(home.path, registry);
}, 60_000);

afterAll(async () => {
  await registry.close();
  home.remove();
});

const create = (name: string, ...options: readonly string[]): Promise<string> =>
  author.npm(work, 'create', '--yes', '@jackfield/plugin', name, '--', ...options, '--yes');

const read = (...path: readonly string[]): string => readFileSync(join(work, ...path), 'utf8');

describe('from what is published, in an empty folder,', () => {
  it('a plugin is created, installed and tested', async () => {
    const begun = performance.now();
    await create('acme-leads', '--requests', 'logCall,viewLead', '--pushes', 'ringCall');
    await author.npm(plugin, 'install');
    const said = await author.npm(plugin, 'test');
    seconds = (performance.now() - begun) / 1000;
    expect(said).toMatch(/Test Files .*2 passed/);
    // Everything of ours came from the tarballs.
    const lock = JSON.parse(read('acme-leads/package-lock.json')) as {
      readonly packages: Readonly<Record<string, { readonly integrity?: string }>>;
    };
    const ours = Object.entries(lock.packages).filter(([path]) => path.includes('@jackfield/'));
    expect(ours.length).toBeGreaterThan(3);
    for (const [path, { integrity }] of ours) {
      const name = path.slice(path.lastIndexOf('@jackfield/'));
      expect(integrity, name).toBe(
        integrityOf(packed.find((each) => each.name === name) as Packed),
      );
    }
    console.log(`From the command to a green test: ${seconds.toFixed(1)} s.`);
  }, 240_000);

  it('it is checked, type-checked and built, and its build is the plugin', async () => {
    const said = await author.npm(plugin, 'run', 'check');
    expect(said).toMatch(
      /acme-leads 0\.1\.0: no problems; requests logCall, viewLead; pushes ringCall;/,
    );
    await author.npm(plugin, 'run', 'typecheck');
    await author.npm(plugin, 'run', 'build');
    expect(read('acme-leads/dist/index.d.ts')).toContain(
      'export declare function acmeLeads(crm: Crm): Plugin;',
    );
    expect(read('acme-leads/dist/index.js')).toContain('export function acmeLeads(crm) {');
    expect(existsSync(join(plugin, 'dist/dev'))).toBe(false);
  }, 120_000);

  it('runs in the page of jackfield dev, which ends on a signal', async () => {
    const jackfield = join(plugin, 'node_modules/@jackfield/cli/bin/jackfield.js');
    const ports = ['--port', '0', '--widget-port', '0'];
    const dev = spawn(process.execPath, [jackfield, 'dev', ...ports], { cwd: plugin });
    let said = '';
    for (const stream of [dev.stdout, dev.stderr]) {
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    }
    const ended = once(dev, 'exit');
    try {
      await expect.poll(() => said, { timeout: 30_000 }).toContain('acme-leads 0.1.0');
      const [, address = ''] = /jackfield dev +(http:\S+)/.exec(said) ?? [];
      expect((await fetch(address)).status).toBe(200);
      expect(said).not.toContain('acme-leads  ');
    } finally {
      dev.kill('SIGINT');
    }
    expect(await ended, said).toEqual([0, null]);
  }, 60_000);

  it('one in JavaScript is tested and built as well', async () => {
    const messages = ['--requests', 'matchContacts', '--pushes', 'endCall'];
    await create('@acme/people', '--language', 'js', ...messages);
    // It needs what the other one needs.
    expect(JSON.parse(read('people/package.json'))).toMatchObject({
      devDependencies: (JSON.parse(read('acme-leads/package.json')) as { devDependencies: object })
        .devDependencies,
    });
    const people = join(work, 'people');
    symlinkSync(join(plugin, 'node_modules'), join(people, 'node_modules'), 'junction');
    expect(await author.npm(people, 'test')).toMatch(/Test Files .*2 passed/);
    await author.npm(people, 'run', 'build');
    expect(read('people/dist/index.d.ts')).toContain('export function people(crm: Crm): Plugin;');
  }, 120_000);

  it("one for RingEX's own messages is tested, checked and built as well", async () => {
    const messages = ['--requests', 'checkDoNotContact,matchContacts', '--pushes', 'callHold'];
    await create('acme-consent', '--wire', 'ringex', ...messages);
    const consent = join(work, 'acme-consent');
    await author.npm(consent, 'install');
    expect(await author.npm(consent, 'test')).toMatch(/Test Files .*2 passed/);
    expect(await author.npm(consent, 'run', 'check')).toMatch(/acme-consent 0\.1\.0: no problems;/);
    await author.npm(consent, 'run', 'typecheck');
    await author.npm(consent, 'run', 'build');
    expect(read('acme-consent/dist/index.d.ts')).toContain(
      'export declare function acmeConsent(crm: Crm): Plugin<Areas>;',
    );
  }, 240_000);

  it('the range of all is that of the version that was packed', () => {
    const version = publishedPackages[0]?.json.version;
    expect(JSON.parse(read('acme-leads/package.json'))).toMatchObject({
      peerDependencies: { '@jackfield/core': `^${version}` },
      jackfield: { core: `^${version}` },
    });
  });
});
