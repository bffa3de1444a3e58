import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFiles } from '../src/disk.js';
import { factoryOf, titleOf } from '../src/names.js';
import { freshFolder, put, ROOT, run } from './support.js';

const PLUGIN = ['acme-leads', '--requests', 'viewLead', '--pushes', 'ringCall', '--yes'];

const jsonIn = (folder: string, file = 'package.json'): Record<string, unknown> =>
  JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;

describe('a usage error', () => {
  it.each<[readonly string[], string]>([
    [[], 'Expected a package name as the first argument'],
    [['acme-leads'], 'name requests with --requests, or pushes with --pushes.'],
    [['acme-leads', '--requests', ''], 'name requests with --requests'],
    [
      ['Acme', '--pushes', 'ringCall'],
      'Acme is not a valid package name: expected lower-case letters',
    ],
    [['.leads', '--pushes', 'ringCall'], '.leads is not a valid package name'],
    [['@acme', '--pushes', 'ringCall'], '@acme is not a valid package name'],
    [['@acme/', '--pushes', 'ringCall'], '@acme/ is not a valid package name'],
    [['acme/leads', '--pushes', 'ringCall'], 'acme/leads is not a valid package name'],
    [['../leads', '--pushes', 'ringCall'], '../leads is not a valid package name'],
    ...[
      ['@jackfield/core', 'the scope @jackfield belongs to Jackfield itself'],
      ['@jackfield/plugin-acme', 'the scope @jackfield belongs to Jackfield itself'],
      ['fs', 'it is the name of a module of Node.js'],
      ['path', 'it is the name of a module of Node.js'],
      ['worker_threads', 'it is the name of a module of Node.js'],
      ['vitest', 'the plugin itself needs the package of that name'],
      ['typescript', 'the plugin itself needs the package of that name'],
      ['aux', 'no folder can have it on Windows'],
      ['@acme/con.x', 'no folder can have it on Windows'],
    ].map(([name = '', why]): [readonly string[], string] => [
      [name, '--pushes', 'ringCall'],
      `Choose another name than ${name}: ${why}.`,
    ]),
    [['node:fs', '--pushes', 'ringCall'], 'node:fs is not a valid package name'],
    [['_acme', '--pushes', 'ringCall'], '_acme is not a valid package name'],
    [['acme leads', '--pushes', 'ringCall'], 'acme leads is not a valid package name'],
    [['favicon.ico', '--pushes', 'ringCall'], 'npm reserves the name favicon.ico.'],
    [['acme', '--request', 'viewLead'], "Unknown option '--request'. Did you mean --requests?"],
    [['acme', '--lang', 'js'], "Unknown option '--lang'. Did you mean --language?"],
    [['node_modules', '--pushes', 'ringCall'], 'npm reserves the name node_modules.'],
    [
      ['a'.repeat(215), '--pushes', 'ringCall'],
      'Expected a name of at most 214 characters, received 215.',
    ],
    [['acme', 'leads', '--pushes', 'ringCall'], 'Expected one name, received acme and leads.'],
    [['acme', '--requests', 'lgCall'], '--requests: Unknown request lgCall. Did you mean logCall?'],
    [['acme', '--requests', 'somethingElse'], 'Known names: logCall, matchCallLogs,'],
    [['acme', '--pushes', 'ringCal,x'], '--pushes: Unknown push ringCal. Did you mean ringCall?'],
    [['acme', '--requests', 'ringCall'], 'ringCall is a push: use --pushes.'],
    [['acme', '--pushes', 'logCall'], 'logCall is a request: use --requests.'],
    [['acme', '--pushes', 'pushAdapterState'], 'plugins do not receive it.'],
    [
      ['acme', '--pushes', 'popUpWindow'],
      'popUpWindow is declared, but the widget never sends it.',
    ],
    [['acme', '--pushes', 'toString'], 'Unknown push toString'],
    [['acme', '--language', 'constructor'], '--language: expected ts or js, received constructor.'],
    [['acme', '--wire', 'ringcentral'], '--wire: expected ringcx or ringex, received ringcentral.'],
    [['acme', '--wire', 'ringcx', '--wire', 'ringex'], '--wire once, received it twice.'],
    [
      ['acme', '--requests', 'searchContacts'],
      '--requests: searchContacts is a message of RingEX: use --wire ringex.',
    ],
    [
      ['acme', '--wire', 'ringex', '--pushes', 'callHold,sipUnstable'],
      '--pushes: sipUnstable is a message of RingCX, which RingEX never sends.',
    ],
    [
      ['acme', '--wire', 'ringex', '--pushes', 'activeCall'],
      '--pushes: Plugins receive activeCall as ringCall, newCall and endCall.',
    ],
    [['acme', '--wire', 'ringex', '--pushes', 'pushCalls'], 'plugins do not receive it.'],
    [
      ['acme', '--wire', 'ringex', '--pushes', 'searchContacts'],
      'searchContacts is a request: use --requests.',
    ],
    [
      ['acme', '--wire', 'ringex', '--pushes', 'callHol'],
      '--pushes: Unknown push callHol. Did you mean callHold?',
    ],
    [['acme', '--language', 'ts', '--language', 'js'], '--language once, received it twice.'],
    [['acme', '--folder', 'a', '--folder', 'b'], '--folder once, received it twice.'],
    [['acme', '--colour', 'red'], "Unknown option '--colour'"],
    [['acme', '--folder'], "Option '--folder' argument is ambiguous"],
  ])('%j is a usage error, and no files are written', async (argv, message) => {
    const folder = freshFolder();
    const { code, err } = await run(folder, [...argv, '--yes']);
    expect(err).toContain(message);
    expect(err).toContain('Run npm create @jackfield/plugin -- --help for usage.');
    expect(code).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('options that npm took for its own', () => {
  it.each([
    ['requests', 'true', ['acme-leads', 'viewLead']],
    ['pushes', 'ringCall', ['acme-leads']],
    ['language', 'js', ['acme-leads', '--requests', 'viewLead']],
    ['wire', 'ringex', ['acme-leads', '--requests', 'viewLead']],
    ['folder', 'here', ['acme-leads', '--requests', 'viewLead', '--yes']],
  ])('are named: --%s', async (option, value, argv) => {
    const folder = freshFolder();
    const { code, err } = await run(folder, argv, undefined, { [`npm_config_${option}`]: value });
    expect(err).toContain(
      `npm took --${option} for an option of its own. Put -- before the options, as in npm create @jackfield/plugin acme-leads -- --requests viewLead.`,
    );
    expect(code).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('plugins of Jackfield that do what was chosen', () => {
  it.each([
    ['logCall', ['@jackfield/plugin-calllog']],
    ['matchCallLogs', ['@jackfield/plugin-calllog']],
    ['matchContacts', ['@jackfield/plugin-contacts']],
    ['logCall,matchContacts', ['@jackfield/plugin-calllog', '@jackfield/plugin-contacts']],
    ['viewLead', []],
  ])('are named for %s, by the command and in the README', async (requests, names) => {
    const folder = freshFolder();
    const { out } = await run(folder, ['acme', '--requests', requests, '--yes']);
    const readme = readFileSync(join(folder, 'acme/README.md'), 'utf8');
    for (const text of [out, readme]) {
      const found = text.match(/@jackfield\/plugin-\w+(?=\]| is)/g) ?? [];
      expect([...new Set(found)]).toEqual(names);
    }
  });
});

describe('the line that changes into the folder', () => {
  it.each([
    ['my plugins/acme', `  cd 'my plugins/acme'`],
    ["o'hara/acme", String.raw`  cd 'o'\''hara/acme'`],
    ['$HOME/acme', `  cd '$HOME/acme'`],
    ['-acme', '  cd ./-acme'],
    ['plain/acme', '  cd plain/acme'],
  ])('is quoted for %s', async (folder, line) => {
    const options = [`--folder=${folder}`, '--requests', 'viewLead', '--yes'];
    const { out } = await run(freshFolder(), ['acme', ...options]);
    expect(out.split('\n')).toContain(line);
  });
});

describe('a folder', () => {
  it('with something in it is left as it is', async () => {
    const folder = freshFolder();
    put(folder, [['acme-leads/notes.txt', 'mine']]);
    const { code, err } = await run(folder, PLUGIN);
    expect(err).toContain('acme-leads is not empty (it contains notes.txt).');
    expect(code).toBe(2);
    expect(readdirSync(join(folder, 'acme-leads'))).toEqual(['notes.txt']);
  });

  it('that is a file is left as it is', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'acme-leads'), 'mine');
    expect(await run(folder, PLUGIN)).toMatchObject({
      code: 2,
      err: expect.stringContaining('Expected a folder, received the file '),
    });
    expect(readFileSync(join(folder, 'acme-leads'), 'utf8')).toBe('mine');
  });

  it('that cannot be written whole is as it was before', () => {
    const folder = freshFolder();
    mkdirSync(join(folder, 'there'));
    writeFileSync(join(folder, 'there/b.txt'), 'mine');
    const files = new Map([
      ['new/deep/a.txt', 'a'],
      ['there/c.txt', 'c'],
      ['there/b.txt', 'b'],
    ]);
    expect(() => writeFiles(folder, files)).toThrow('EEXIST');
    expect(readdirSync(folder)).toEqual(['there']);
    expect(readdirSync(join(folder, 'there'))).toEqual(['b.txt']);
    expect(readFileSync(join(folder, 'there/b.txt'), 'utf8')).toBe('mine');
  });

  it('below a file fails with what the system says', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'file'), '');
    const { code, err } = await run(folder, [...PLUGIN, '--folder', 'file/leads']);
    expect(err).toContain('ENOTDIR');
    expect(code).toBe(1);
  });

  it('may be under git already, may be the current one, and is the name if it is not given', async () => {
    const folder = freshFolder();
    mkdirSync(join(folder, '.git'));
    expect(await run(folder, [...PLUGIN, '--folder', '.'])).toMatchObject({ code: 0 });
    expect(jsonIn(folder)).toMatchObject({ name: 'acme-leads' });
    const other = freshFolder();
    await run(other, ['@acme/leads', ...PLUGIN.slice(1)]);
    expect(jsonIn(join(other, 'leads'))).toMatchObject({
      name: '@acme/leads',
      publishConfig: { access: 'public' },
    });
  });
});

describe('a plugin', () => {
  it('is written as the flags say, and prints the next steps', async () => {
    const folder = freshFolder();
    const { code, out, err } = await run(folder, [...PLUGIN, '--language', 'js']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Next:\n  cd acme-leads\n  npm install\n  npm test');
    const own = jsonIn(join(ROOT, 'packages/create-plugin'))['version'] as string;
    expect(jsonIn(join(folder, 'acme-leads'))).toMatchObject({
      peerDependencies: { '@jackfield/core': `^${own}` },
      devDependencies: {
        '@jackfield/cli': `^${own}`,
        '@jackfield/core': `^${own}`,
        '@jackfield/testing': `^${own}`,
      },
      jackfield: {
        requests: ['viewLead'],
        pushes: ['ringCall'],
        capabilities: ['leadViewerEnabled'],
      },
    });
    expect(statSync(join(folder, 'acme-leads/src/index.js')).isFile()).toBe(true);
  });

  it('takes all messages of a kind at once, and names in several flags', async () => {
    const folder = freshFolder();
    await run(folder, ['a', '--requests', 'all', '--yes']);
    expect(jsonIn(join(folder, 'a'))['jackfield']).toMatchObject({
      requests: ['logCall', 'matchCallLogs', 'matchContacts', 'viewLead'],
      pushes: [],
    });
    await run(folder, ['b', '--pushes', 'newCall, endCall', '--pushes', 'endCall', '--yes']);
    expect(jsonIn(join(folder, 'b'))['jackfield']).toMatchObject({
      requests: [],
      pushes: ['endCall', 'newCall'],
    });
  });

  it('for RingEX has the areas of its messages, and the package of RingEX', async () => {
    const folder = freshFolder();
    const messages = ['--requests', 'searchContacts,matchContacts', '--pushes', 'callHold'];
    const { code, err } = await run(folder, ['acme', '--wire', 'ringex', ...messages, '--yes']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const own = `^${String(jsonIn(join(ROOT, 'packages/create-plugin'))['version'])}`;
    expect(jsonIn(join(folder, 'acme'))).toMatchObject({
      keywords: ['jackfield', 'jackfield-plugin', 'ringcentral', 'ringex'],
      scripts: { dev: 'jackfield dev --widget ringex' },
      peerDependencies: { '@jackfield/core': own, '@jackfield/ringex': own },
      devDependencies: { '@jackfield/core': own, '@jackfield/ringex': own },
      jackfield: {
        requests: ['matchContacts', 'searchContacts'],
        pushes: ['callHold'],
        capabilities: ['contactMatchPath', 'contactSearchPath'],
        wire: ['ringex'],
      },
    });
    const source = readFileSync(join(folder, 'acme/src/index.ts'), 'utf8');
    expect(source).toContain('    [callsArea, contactsArea],\n  );');
    const readme = readFileSync(join(folder, 'acme/README.md'), 'utf8');
    expect(readme).toContain('const areas = [callsArea, contactsArea];');
    expect(readme).toContain('protocol: createRingex({ areas })');
  });

  it('for RingEX with messages of RingCX alone has no area', async () => {
    const folder = freshFolder();
    await run(folder, ['acme', '--wire', 'ringex', '--requests', 'logCall', '--yes']);
    expect(readFileSync(join(folder, 'acme/src/index.ts'), 'utf8')).not.toMatch(/areas/i);
    expect(readFileSync(join(folder, 'acme/README.md'), 'utf8')).toContain(
      'protocol: createRingex() }',
    );
  });

  it('names in its README what else the page needs', async () => {
    const folder = freshFolder();
    const readmeWith = async (name: string, requests: string): Promise<string> => {
      await run(folder, [name, '--wire', 'ringex', '--requests', requests, '--yes']);
      return readFileSync(join(folder, name, 'README.md'), 'utf8');
    };
    expect(await readmeWith('a', 'listMeetings')).toContain(
      '- `listMeetings` if a plugin handles `inviteToMeeting` and the page registers `meetingInviteTitle`',
    );
    expect(await readmeWith('b', 'listActivities,viewActivity')).not.toContain('The widget sends');
  });

  it.each([
    ['acme-leads', 'acmeLeads', 'Acme Leads'],
    ['@acme/leads', 'leads', 'Leads'],
    ['3d.leads_2~x', 'plugin3dLeads2X', '3d Leads 2 X'],
    ['class', 'classPlugin', 'Class'],
    ['create-widget', 'createWidgetPlugin', 'Create Widget'],
    ['call-log', 'callLogPlugin', 'Call Log'],
    ['calls-area', 'callsAreaPlugin', 'Calls Area'],
    ['clock', 'clockPlugin', 'Clock'],
    ['memory-crm', 'memoryCrmPlugin', 'Memory Crm'],
    ['crm', 'crmPlugin', 'Crm'],
  ])('%s is made by %s()', (name, factory, title) => {
    expect([factoryOf(name), titleOf(name)]).toEqual([factory, title]);
  });
});

describe('in a monorepo that has core', () => {
  const monorepo = (workspaces = ['packages/*', 'examples/*']): string => {
    const folder = freshFolder();
    put(folder, [
      [
        'package.json',
        JSON.stringify({
          workspaces,
          devDependencies: { typescript: '6.0.3', vitest: '4.1.12' },
        }),
      ],
      ['tsconfig.base.json', '{}'],
      ['.gitignore', 'dist/\n'],
      ['packages/core/package.json', JSON.stringify({ name: '@jackfield/core', version: '0.7.3' })],
    ]);
    return folder;
  };

  it('no folder is taken that would be no workspace', async () => {
    const root = monorepo();
    for (const folder of ['acme-leads', 'packages/core/acme-leads', 'tools/acme-leads']) {
      const { code, err } = await run(root, [...PLUGIN, '--folder', folder]);
      expect(err).toContain(`(packages/*, examples/*), received `);
      expect(code).toBe(2);
      expect(existsSync(join(root, folder))).toBe(false);
    }
  });

  it.each([
    ['.', 'examples/acme-leads'],
    ['packages', 'packages/acme-leads'],
    ['examples', 'examples/acme-leads'],
    ['packages/core', 'examples/acme-leads'],
  ])('a plugin made in %s goes into %s, and takes what is there', async (cwd, folder) => {
    const root = monorepo();
    mkdirSync(join(root, 'examples'));
    const { code, out } = await run(join(root, cwd), PLUGIN);
    expect(code).toBe(0);
    expect(out).toContain('npm test --workspace acme-leads');
    const made = join(root, folder);
    expect(jsonIn(made)).toMatchObject({
      exports: { '.': { '@jackfield/source': './src/index.ts' } },
      files: ['dist', 'src'],
      peerDependencies: { '@jackfield/core': '^0.7.3' },
      private: true,
      jackfield: { core: '^0.7.3' },
    });
    expect(jsonIn(made)['devDependencies']).toEqual({
      '@jackfield/cli': '*',
      '@jackfield/core': '*',
      '@jackfield/testing': '*',
      'fast-check': expect.stringMatching(/^\^\d/),
    });
    expect(jsonIn(made, 'tsconfig.json')).toMatchObject({ extends: '../../tsconfig.base.json' });
    expect(readdirSync(made)).toContain('vitest.config.ts');
    expect(readdirSync(made)).not.toContain('.gitignore');
  });

  it('a plugin goes beside core where there are no examples', async () => {
    const root = monorepo(['packages/*']);
    expect(await run(root, PLUGIN)).toMatchObject({ code: 0 });
    expect(existsSync(join(root, 'packages/acme-leads/package.json'))).toBe(true);
  });

  it('another monorepo is none', async () => {
    const root = freshFolder();
    put(root, [
      ['package.json', JSON.stringify({ workspaces: ['packages/*'] })],
      ['packages/other/package.json', JSON.stringify({ name: '@acme/core', version: '1.0.0' })],
    ]);
    await run(root, PLUGIN);
    expect(jsonIn(join(root, 'acme-leads'))['devDependencies']).not.toMatchObject({
      '@jackfield/core': '*',
    });
  });
});

describe('the command', () => {
  it('prints every message in its help, and does not ask without a terminal', () => {
    const command = [
      '--import',
      'tsx',
      '--conditions=@jackfield/source',
      'packages/create-plugin/src/cli.ts',
    ];
    const help = execFileSync(process.execPath, [...command, '--help'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(help).toMatch(/^ {2}logCall +Asks the CRM to keep a call log/m);
    expect(help).toMatch(/^ {2}searchContacts +Asks/m);
    expect(help.match(/^ {2}logCall /gm)).toHaveLength(1);
    expect(help).toMatch(/^ {2}ringCall +Sent when an inbound call rings/m);
    expect(() =>
      execFileSync(process.execPath, command, {
        cwd: ROOT,
        input: '',
        encoding: 'utf8',
        stdio: 'pipe',
      }),
    ).toThrow('Expected a package name as the first argument');
  });
});
