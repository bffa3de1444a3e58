import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../plugin/support.js';
import { check, checkTexts, installCore, layOut, pluginWith } from './support.js';

const IMPORT = `import { definePlugin } from '@jackfield/core';\n`;
const HANDLERS = `requests: { viewLead: async () => 'ok' }, pushes: { ringCall() {} }`;
const CHECKED = `if (typeof o.url !== 'string') throw new TypeError('url');`;

/** Removes the manifest of a plugin package. */
const withoutManifest = async (folder: string, more: object = {}): Promise<void> => {
  const file = join(folder, 'package.json');
  const json = JSON.parse(await readFile(file, 'utf8')) as object;
  await writeFile(file, JSON.stringify({ ...json, jackfield: undefined, ...more }));
};

const bare = async (files: Readonly<Record<string, string>>, more?: object): Promise<string> => {
  const folder = await pluginWith(files);
  await withoutManifest(folder, more);
  return folder;
};

const layOutBare = async (
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<void> => {
  await layOut(folder);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  await withoutManifest(folder);
};

const manifestIn = async (folder: string): Promise<unknown> =>
  (JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { jackfield?: unknown })
    .jackfield;

const D = `const d = { name: 'acme', ${HANDLERS} };`;
const ADD = `async () => 'ok'`;

/** Ways to add the handler of `logCall` to the declaration `d`. */
const CHANGES: readonly (readonly [
  what: string,
  statements: string,
  imports?: string,
  files?: Readonly<Record<string, string>>,
])[] = [
  ['Object.assign', `${D} Object.assign(d.requests, { logCall: ${ADD} });`],
  ['an assignment', `${D} d.requests.logCall = ${ADD};`],
  ['an alias', `${D} const r = d.requests; r.logCall = ${ADD};`],
  [
    'a defined property',
    `${D} Object.defineProperty(d.requests, 'logCall', { value: ${ADD}, enumerable: true });`,
  ],
  ['Reflect.set', `${D} Reflect.set(d.requests, 'logCall', ${ADD});`],
  ['a loop', `${D} for (const k of ['logCall']) { const { requests } = d; requests[k] = ${ADD}; }`],
  ['an alias in a list', `${D} const [r] = [d.requests]; r.logCall = ${ADD};`],
  [
    'a function in another module',
    `${D} const done = more(d);`,
    `import { more } from './more.js';`,
    { 'more.js': `export const more = (d) => { d.requests.logCall = ${ADD}; return true; };` },
  ],
  [
    'another module',
    '',
    `import './more.js';\nimport { d } from './shared.js';`,
    {
      'shared.js': `export ${D}`,
      'more.js': `import { d } from './shared.js';\nd.requests.logCall = ${ADD};`,
    },
  ],
];

const FORMS: readonly (readonly [string, (statements: string) => string])[] = [
  ['', (statements) => `${statements}\nexport const acme = definePlugin(d);`],
  [
    ', in a factory',
    (statements) => `export const acme = (o) => {\n${statements}\nreturn definePlugin(d);\n};`,
  ],
  [
    ', in a factory that cannot be called here',
    (statements) =>
      `export const acme = (o) => {\n${CHECKED}\n${statements}\nreturn definePlugin(d);\n};`,
  ],
];

describe('jackfield check sees what the source does not show: a handler that is added by', () => {
  const cases = FORMS.flatMap(([form, text]) =>
    CHANGES.map(([what, statements, imports = '', files = {}]) => ({
      what: what + form,
      files: { ...files, 'index.js': `${IMPORT}${imports}\n${text(statements)}` },
    })),
  );

  // All are workspaces of one monorepo, so that schemas and sources are read once.
  it(cases.map(({ what }) => what).join('; '), async () => {
    const root = await folderWith({ 'package.json': { private: true, workspaces: ['*'] } });
    await installCore(root);
    for (const [index, { files }] of cases.entries())
      await layOutBare(join(root, `p${index}`), files);
    const { packages } = await check(root, '--write', '--no-bundle');
    for (const [index, { what }] of cases.entries()) {
      const folder = join(root, `p${index}`);
      const report = packages.find((each) => each.folder === folder);
      const rules = report?.violations.map(({ rule }) => rule) ?? [];
      expect([what, rules]).toEqual([
        what,
        expect.arrayContaining([expect.stringMatching(/DECLARATION_UNREADABLE|NAME_COMPUTED/)]),
      ]);
      expect([what, report?.manifest, await manifestIn(folder)]).toEqual([what, null, undefined]);
    }
  });
});

const LOGS = `const logs = { logCall: ${ADD} };`;

/** Statements that add the handler of `logCall` to the declaration `d`, but not in each run. */
const CONDITIONAL: readonly (readonly [
  what: string,
  statements: string,
  imports?: string,
  files?: Readonly<Record<string, string>>,
])[] = [
  ['if', `${LOGS} if (o.logs) Object.assign(d.requests, logs);`],
  ['else', `${LOGS} if (o.noLogs) {} else { d.requests.logCall = ${ADD}; }`],
  ['typeof', `if (typeof document !== 'undefined') d.requests.logCall = ${ADD};`],
  ['&&', `${LOGS} o.logs && Object.assign(d.requests, logs);`],
  ['||', `${LOGS} o.noLogs || Object.assign(d.requests, logs);`],
  ['??', `${LOGS} o.logs ?? Object.assign(d.requests, logs);`],
  ['a ternary', `${LOGS} o.logs ? Object.assign(d.requests, logs) : undefined;`],
  ['a ternary argument', `${LOGS} Object.assign(d.requests, o.logs === 'all' ? logs : {});`],
  ['a logical argument', `${LOGS} Object.assign(d.requests, o.kind === 'logs' && logs);`],
  [
    'a condition in a constant',
    `${LOGS} const add = o.kind === 'logs' ? logs : {}; Object.assign(d.requests, add);`,
  ],
  ['an alias', `const r = d.requests; if (o.kind === 'logs') r.logCall = ${ADD};`],
  ['a destructured alias', `const { requests: r } = d; if (o.kind === 'logs') r.logCall = ${ADD};`],
  ['switch', `switch (o.kind) { case 'logs': d.requests.logCall = ${ADD}; }`],
  ['a loop', `for (const name of ['logCall']) if (o[name] === 1) d.requests[name] = ${ADD};`],
  ['a loop over an option', `for (const name of o.names ?? []) d.requests[name] = ${ADD};`],
  ['a callback', `(o.names ?? []).forEach((name) => { d.requests[name] = ${ADD}; });`],
  ['try', `try { o.logs.check(); d.requests.logCall = ${ADD}; } catch {}`],
  ['catch', `try { o.logs.check(); } catch { delete d.requests.viewLead; }`],
  ['a helper', `const add = () => { d.requests.logCall = ${ADD}; }; if (o.kind === 'logs') add();`],
  [
    'a helper with a condition',
    `const add = (to, on) => { if (on) to.logCall = ${ADD}; }; add(d.requests, o.kind === 'logs');`,
  ],
  [
    'a helper that returns early',
    `const add = (to, on) => { if (!on) return; to.logCall = ${ADD}; }; add(d.requests, o.kind === 'logs');`,
  ],
  ['a whole group', `if (o.kind === 'logs') d.requests = { ...d.requests, logCall: ${ADD} };`],
  [
    'a constant of several values',
    `let requests = o.few ? {} : d.requests; requests = o.few ? requests : d.requests; if (o.kind === 'logs') requests.logCall = ${ADD};`,
  ],
  ['delete', `if (o.kind === 'few') delete d.requests.viewLead;`],
  ['Reflect', `if (o.kind === 'few') Reflect.deleteProperty(d.requests, 'viewLead');`],
  [
    'a function of another module',
    `if (o.kind === 'logs') more(d);`,
    `import { more } from './more.js';`,
    { 'more.js': `export const more = (d) => { d.requests.logCall = ${ADD}; };` },
  ],
  [
    'a condition of another module',
    `more(d, o.kind);`,
    `import { more } from './more.js';`,
    {
      'more.js': `export const more = (d, kind) => { if (kind === 'logs') d.requests.logCall = ${ADD}; };`,
    },
  ],
];

/** Statements that change nothing, or in each run. */
const UNCONDITIONAL: readonly (readonly [what: string, statements: string])[] = [
  [
    'reads under a condition',
    `if (o.debug) { console.log(d); use(Object.keys(d.requests), d.requests.viewLead, JSON.stringify(d)); }`,
  ],
  [
    'another plugin of the same handlers',
    `const other = () => definePlugin(d); const another = () => definePlugin({ name: 'b', requests: d.requests });`,
  ],
  [
    'a helper that is always called',
    `const same = (each) => { each.viewLead = async () => 'ok'; }; same(d.requests);`,
  ],
  ['a loop over the handlers', `for (const name of Object.keys(d.requests)) use(name);`],
  [
    'conditions after and before',
    `if (o.debug) use('a'); const frozen = Object.freeze(d); if (o.debug) use('b');`,
  ],
];

const CONDITIONAL_FORMS: readonly (readonly [string, (statements: string) => string])[] = [
  [
    ', in a factory',
    (statements) =>
      `export const acme = (o = {}) => {\n${D}\n${statements}\nreturn definePlugin(d);\n};`,
  ],
  [
    ', in a module',
    (statements) =>
      `const o = globalThis.acmeOptions ?? {};\n${D}\n${statements}\nexport const acme = definePlugin(d);`,
  ],
];

describe('jackfield check of a declaration that is not written as literals', () => {
  const cases = CONDITIONAL_FORMS.flatMap(([form, text]) =>
    UNCONDITIONAL.map(([what, statements]) => ({
      what: what + form,
      text: `${IMPORT}const use = () => undefined;\n${text(statements)}`,
    })),
  );

  it('accepts reads, and changes that always happen', async () => {
    const found = await checkTexts(
      cases.map(({ text }) => text),
      { options: ['--no-bundle'] },
    );
    const unread = found.map((each) =>
      each.filter(({ rule }) => rule === 'DECLARATION_UNREADABLE'),
    );
    expect(cases.map(({ what }, index) => [what, unread[index]])).toEqual(
      cases.map(({ what }) => [what, []]),
    );
  });
});

describe('jackfield check of a declaration that changes under a condition', () => {
  const cases = CONDITIONAL_FORMS.flatMap(([form, text]) =>
    CONDITIONAL.map(([what, statements, imports = '', files = {}]) => ({
      what: what + form,
      files: { ...files, 'index.js': `${IMPORT}${imports}\n${text(statements)}` },
    })),
  );

  it('refuses it, and writes no manifest', async () => {
    const root = await folderWith({ 'package.json': { private: true, workspaces: ['*'] } });
    await installCore(root);
    for (const [index, { files }] of cases.entries())
      await layOutBare(join(root, `p${index}`), files);
    const { packages } = await check(root, '--write', '--no-bundle');
    const found = cases.map(({ what }, index) => {
      const report = packages.find(({ folder }) => folder === join(root, `p${index}`));
      return [
        what,
        report?.violations.map(({ rule, message }) => `${rule} ${message}`),
        report?.manifest,
      ];
    });
    expect(found).toEqual(
      cases.map(({ what }) => [
        what,
        expect.arrayContaining([expect.stringMatching(/^(DECLARATION_UNREADABLE|NAME_COMPUTED) /)]),
        null,
      ]),
    );
  });
});

describe('jackfield check of a factory', () => {
  it('reports a handler that only some options declare, when the source does not show it', async () => {
    const statements = `const all = [d.requests]; all.slice(o.few ? 0 : 1).forEach((each) => { delete each.viewLead; });`;
    const folder = await bare({
      'index.js': `${IMPORT}export const acme = (o = {}) => { ${D} ${statements} return definePlugin(d); };`,
    });
    const { violations } = await check(folder, '--write', '--no-bundle');
    expect(violations.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
      'DECLARATION_UNREADABLE Whether acme handles requests.viewLead depends on its options. Declare it with all options, and test them inside the handler.',
      expect.stringContaining('MANIFEST_MISSING'),
    ]);
    expect(await manifestIn(folder)).toBeUndefined();
  });
});

describe('jackfield check of a factory that cannot be called here', () => {
  it('accepts a declaration that the source proves', async () => {
    const folder = await bare({
      'index.js': `${IMPORT}export const acme = (o) => { ${CHECKED} return definePlugin({ name: 'acme', ${HANDLERS} }); };`,
    });
    expect(await check(folder, '--write')).toMatchObject({ code: 0 });
    expect(await manifestIn(folder)).toMatchObject({
      requests: ['viewLead'],
      pushes: ['ringCall'],
    });
  });

  it('uses the module that the manifest names for jackfield dev', async () => {
    const files = {
      'index.js': `${IMPORT}import { requests } from './shared.js';\nexport const acme = (o) => { ${CHECKED} return definePlugin({ name: 'acme', requests }); };`,
      'shared.js': `export const requests = { viewLead: async () => 'ok' };`,
      'dev/plugins.js': `import { acme } from '../index.js';\nexport const plugins = [acme({ url: 'https://crm.example' })];`,
    };
    expect(
      (await check(await bare(files), '--write')).violations.map(({ message }) => message),
    ).toEqual(expect.arrayContaining([expect.stringContaining('it throws "url"')]));
    const folder = await bare(files, { jackfield: { dev: './dev/plugins.js' } });
    expect(await check(folder, '--write')).toMatchObject({ code: 0 });
    expect(await manifestIn(folder)).toMatchObject({ requests: ['viewLead'] });
  });
});

/** What an expression results in where `jackfield check` loads a plugin: a text, or an error's message. */
const outcomeOf = async (expression: string): Promise<string> => {
  const folder = await bare({
    'index.js': `${IMPORT}
const builtin = (name) => process.getBuiltinModule(name);
let outcome;
try {
  outcome = String(await (${expression}));
} catch (error) {
  outcome = 'error: ' + error.message;
}
export const requests = {};
export const acme = definePlugin({ name: 'acme', requests });
throw new Error('<' + outcome + '>');
`,
  });
  const { violations } = await check(folder, '--no-bundle');
  return /<(.*)>/.exec(violations.map(({ message }) => message).join())?.[1] ?? 'not reported';
};

const REACHED = (start: string): string =>
  `new Promise((done) => ${start}.on('connect', () => done('reached')).on('error', () => done('reached')))`;

const REFUSED = 'error: jackfield check loads plugins without network.';

/** The modules of Node that reach the network, with the functions and classes that they export. */
const NETWORK = ['net', 'dgram', 'dns', 'dns/promises', 'http', 'http2', 'https', 'tls'].map(
  (module) => {
    const exported = process.getBuiltinModule(`node:${module}`) as Readonly<
      Record<string, unknown>
    >;
    return [module, Object.keys(exported).filter((name) => typeof exported[name] === 'function')];
  },
);

describe('the process that jackfield check loads a plugin in', () => {
  it('has no network', async () => {
    for (const expression of [
      REACHED(`builtin('net').connect(1, '127.0.0.1')`),
      REACHED(`builtin('http').get('http://127.0.0.1:1')`),
      REACHED(`builtin('tls').connect(1, '127.0.0.1')`),
      `fetch('http://127.0.0.1:1/')`,
      `builtin('dgram').createSocket('udp4')`,
      `new (builtin('dgram').Socket)('udp4').send('x', 9, '127.0.0.1')`,
      `import(['node', 'dgram'].join(':')).then(({ Socket }) => new Socket('udp4').send('x', 9, '127.0.0.1'))`,
      `builtin('dns').promises.lookup('crm.example')`,
      `new (builtin('dns').Resolver)().resolve('crm.example', () => undefined)`,
      `builtin('net').createServer().listen(0, '127.0.0.1')`,
      `process.binding('udp_wrap')`,
    ]) {
      expect([expression, await outcomeOf(expression)]).toEqual([expression, REFUSED]);
    }
  });

  it('has no function or class of a network module', async () => {
    expect(NETWORK.flat(2)).toEqual(
      expect.arrayContaining(['connect', 'Socket', '_createSocketHandle', 'Resolver', 'TLSSocket']),
    );
    const outcome = await outcomeOf(`(() => {
      const reached = [];
      for (const [module, names] of ${JSON.stringify(NETWORK)}) {
        for (const name of names) {
          for (const call of [(it) => it(), (it) => new it()]) {
            try {
              call(builtin(module)[name]);
              reached.push(module + '.' + name);
            } catch (error) {
              if (!/without network/.test(error.message)) reached.push(module + '.' + name);
            }
          }
        }
      }
      return 'reached: ' + reached.join();
    })()`);
    expect(outcome).toBe('reached: ');
  });

  it('has no network by the classes that other modules of Node keep', async () => {
    const parentOf = (module: string, name: string): string =>
      `new (Object.getPrototypeOf(builtin('${module}').${name}))()`;
    for (const expression of [
      `${parentOf('_tls_wrap', 'TLSSocket')}.connect(1, '127.0.0.1')`,
      `${parentOf('_http_server', 'Server')}.listen(0, '127.0.0.1')`,
      REACHED(`new (builtin('_http_client').ClientRequest)('http://127.0.0.1:1')`),
      `new Headers() && globalThis[Symbol.for('undici.globalDispatcher.1')].request({ origin: 'http://127.0.0.1:1', path: '/', method: 'GET' })`,
    ]) {
      expect([expression, await outcomeOf(expression)]).toEqual([expression, REFUSED]);
    }
  });

  it('writes no file and starts no process', async () => {
    for (const expression of [
      `builtin('fs').writeFileSync(builtin('path').join(builtin('os').tmpdir(), 'jackfield-check-wrote'), '')`,
      `builtin('child_process').execFileSync(process.execPath, ['-v'])`,
      `new (builtin('worker_threads').Worker)('1', { eval: true })`,
    ]) {
      expect([expression, await outcomeOf(expression)]).toEqual([
        expression,
        expect.stringContaining('Access to this API has been restricted'),
      ]);
    }
  });

  it('has neither a page nor the environment of the command', async () => {
    process.env['CRM_TOKEN'] = 'very-secret';
    try {
      const page = `[typeof document, typeof window, typeof navigator, typeof WebSocket]`;
      expect(await outcomeOf(page)).toBe('undefined,undefined,undefined,undefined');
      expect(await outcomeOf('process.env.CRM_TOKEN')).toBe('undefined');
    } finally {
      delete process.env['CRM_TOKEN'];
    }
  });

  it('may end early', async () => {
    const folder = await bare({
      'index.js': `${IMPORT}export const requests = {};\nexport const acme = definePlugin({ name: 'acme', requests });\nprocess.exit(0);`,
    });
    const { violations } = await check(folder, '--no-bundle');
    expect(violations.map(({ message }) => message).join()).toContain('its process ended early');
  });
});
