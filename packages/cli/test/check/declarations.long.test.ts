import { describe, expect, it } from 'vitest';
import { checkTexts } from './support.js';

const IMPORT = `import { definePlugin } from '@jackfield/core';\n`;

/** Returns a plugin that matches the manifest of the fixtures, with more members in `pushes`. */
const pushes = (more: string, before = ''): string =>
  `${IMPORT}${before}
export const acme = definePlugin({
  name: 'acme',
  requests: { viewLead: async () => 'ok' },
  pushes: { ringCall: () => undefined, ${more} },
});`;

/** Returns the same plugin with another handler of the request. */
const viewLead = (handler: string, before = ''): string =>
  `${IMPORT}${before}
export const acme = definePlugin({
  name: 'acme',
  requests: { ${handler} },
  pushes: { ringCall: () => undefined },
});`;

/** Expects exactly these violations of each text, in the form `RULE message`. */
const expectAll = async (
  cases: readonly (readonly [text: string, ...found: readonly string[]])[],
  entry = 'index.js',
  files: Readonly<Record<string, string>> = {},
): Promise<void> => {
  const found = await checkTexts(
    cases.map(([text]) => text),
    { entry, files, options: ['--no-bundle'] },
  );
  expect(found.map((each) => each.map(({ rule, message }) => `${rule} ${message}`))).toEqual(
    cases.map(([, ...expected]) => expected),
  );
};

describe('jackfield check reports for a declaration', () => {
  it('unknown and misplaced messages, with a suggestion', () =>
    expectAll([
      [
        pushes('ringcall() {}'),
        'MESSAGE_UNKNOWN Unknown message ringcall under pushes, wire ringcx. Did you mean ringCall?',
      ],
      [
        pushes('', '').replace('viewLead:', 'somethingElseAltogether:'),
        'MESSAGE_UNKNOWN Unknown message somethingElseAltogether under requests, wire ringcx. Known names: logCall, matchCallLogs, matchContacts, viewLead.',
      ],
      [
        pushes('clickToDial() {}'),
        'MESSAGE_MISPLACED clickToDial is sent by the page, not by the widget.',
      ],
      [
        viewLead(`viewLead: async () => 'ok', endCall() {}`),
        'MESSAGE_MISPLACED endCall is a push: move it to pushes.',
      ],
      [
        pushes('').replace('requests:', `invalid: { ringCall() {} },\n  requests:`),
        'MESSAGE_MISPLACED ringCall is a push: move it to pushes.',
      ],
    ]));

  it('names and groups that are known only at run time', () =>
    expectAll([
      [
        pushes('[name]() {}', `const name = globalThis.name;`),
        'NAME_COMPUTED A name under pushes is built at run time: globalThis.name is known only at run time.',
      ],
      [
        pushes('[name]() {}', `let name = 'endCall';\nname = 'newCall';`),
        'NAME_COMPUTED A name under pushes is built at run time: name is set at run time.',
      ],
      [
        `${IMPORT}const all = { ringCall() {} };\nfor (const name of ['endCall']) all[name] = () => undefined;\nexport const acme = definePlugin({ name: 'a', requests: { viewLead: async () => 'ok' }, pushes: all });`,
        'NAME_COMPUTED A name under pushes is built at run time: all[name] changes it at run time.',
      ],
      [
        `${IMPORT}const all = { ringCall() {} };\naddMore(all);\nfunction addMore(to) { to.endCall = () => undefined; }\nexport const acme = definePlugin({ name: 'a', requests: { viewLead: async () => 'ok' }, pushes: all });`,
        'NAME_COMPUTED A name under pushes is built at run time: addMore(all) changes it at run time.',
      ],
      [
        `${IMPORT}const all = { ringCall() {}, endCall() {} };\ndelete all.endCall;\nexport const acme = definePlugin({ name: 'a', requests: { viewLead: async () => 'ok' }, pushes: all });`,
        'NAME_COMPUTED A name under pushes is built at run time: all.endCall changes it at run time.',
      ],
      [
        `${IMPORT}const all = { ringCall() {} };\nObject.freeze(all);\nexport const acme = definePlugin({ name: 'acme', requests: { viewLead: async () => 'ok' }, pushes: all });`,
      ],
      [
        pushes('...others', `import { others } from 'somewhere';`),
        'DECLARATION_UNREADABLE Cannot read what is spread into pushes: the source of somewhere is not available.',
      ],
      [
        `${IMPORT}export const acme = (options = {}) => definePlugin({ name: 'a', requests: options.requests });`,
        'DECLARATION_UNREADABLE Cannot read requests: options.requests is known only at run time.',
      ],
      [
        `${IMPORT}export const acme = (options = {}) => definePlugin({ name: 'a', ...options });`,
        'DECLARATION_UNREADABLE Cannot read a part of the declaration: options is a parameter.',
      ],
      [
        `${IMPORT}export const acme = (definition = {}) => definePlugin(definition);`,
        'DECLARATION_UNREADABLE Cannot read the argument of definePlugin: definition is a parameter.',
      ],
      [
        `${IMPORT}export const acme = (options = {}) => ({ ...definePlugin({ name: 'a' }), ...options });`,
        'DECLARATION_UNREADABLE Cannot read the members that are added to the plugin: options is a parameter.',
      ],
      [
        `${IMPORT}export const acme = definePlugin({ name: 'a', pushes: [] });`,
        'DECLARATION_UNREADABLE Expected an object with handlers at pushes.',
      ],
      [
        `${IMPORT}export const acme = definePlugin();`,
        'DECLARATION_UNREADABLE definePlugin is called without arguments.',
      ],
    ]));

  it('handlers that are never called', () =>
    expectAll([
      [pushes('ringCall: () => 1'), 'HANDLER_OVERRIDDEN pushes.ringCall is overwritten in line 6.'],
      [
        pushes('...late', 'const late = { ringCall: () => 1 };'),
        'HANDLER_OVERRIDDEN pushes.ringCall is overwritten in line 2.',
      ],
      [
        pushes('').replace('name:', `requests: { logCall() {} },\n  name:`),
        'HANDLER_OVERRIDDEN requests is overwritten in line 6.',
      ],
      [
        pushes('').replace('export const acme', 'const made') +
          `\nexport const acme = { ...made, pushes: { endCall() {} } };`,
        'HANDLER_OVERRIDDEN pushes is set again on the result of definePlugin, which discards the declared value.',
      ],
      [
        pushes('endCall: undefined'),
        'HANDLER_ABSENT Expected a function at pushes.endCall, received undefined.',
      ],
      [
        pushes('endCall: null'),
        'HANDLER_ABSENT Expected a function at pushes.endCall, received null.',
      ],
      [
        pushes(`endCall: 'log'`),
        'HANDLER_ABSENT Expected a function at pushes.endCall, received a string.',
      ],
      [
        pushes('endCall: 1'),
        'HANDLER_ABSENT Expected a function at pushes.endCall, received a number.',
      ],
      [
        pushes('endCall: {}'),
        'HANDLER_ABSENT Expected a function at pushes.endCall, received an object.',
      ],
      [
        pushes('endCall: class {}'),
        'HANDLER_ABSENT Expected a function at pushes.endCall, received a class.',
      ],
      [
        `${IMPORT}const all = {};\nif (globalThis.rings) all.ringCall = () => undefined;\nexport const acme = definePlugin({ name: 'acme', requests: { viewLead: async () => 'ok' }, pushes: all });`,
        'HANDLER_CONDITIONAL Whether the plugin handles pushes.ringCall depends on a condition at run time.',
      ],
      [
        pushes('').replace(': () => undefined', ': globalThis.quiet ? undefined : () => 1'),
        'HANDLER_CONDITIONAL Whether the plugin handles pushes.ringCall depends on a condition at run time.',
      ],
    ]));

  it('handlers with a written `any`, but no inferred one', () =>
    expectAll(
      [
        [
          viewLead('viewLead: async (lead: any) => lead.id'),
          'HANDLER_ANY The handler requests.viewLead uses any instead of the generated type.',
        ],
        [
          viewLead('viewLead: async ({ id }: { id: any }) => id'),
          'HANDLER_ANY The handler requests.viewLead uses any instead of the generated type.',
        ],
        [
          viewLead(`async viewLead(): Promise<any> { return 'ok'; }`),
          'HANDLER_ANY The handler requests.viewLead uses any instead of the generated type.',
        ],
        [
          viewLead('viewLead: async (lead) => (lead as any).colour'),
          'HANDLER_ANY The handler requests.viewLead uses any instead of the generated type.',
        ],
        [
          viewLead('viewLead', 'const viewLead = async (lead: any) => lead.id;'),
          'HANDLER_ANY The handler requests.viewLead uses any instead of the generated type.',
        ],
        [
          viewLead('...all', `const all: Record<string, any> = { viewLead: async () => 'ok' };`),
          'HANDLER_ANY The handlers under requests have a type with any.',
        ],
        [
          viewLead(`viewLead: async () => 'ok'`).replace('definePlugin({', 'definePlugin<any>({'),
          'HANDLER_ANY definePlugin has any as a type argument.',
        ],
        [
          viewLead(`viewLead: async () => 'ok'`).replace('});', '} as any);'),
          'HANDLER_ANY The declaration has the type any when definePlugin checks it.',
        ],
        [
          viewLead(
            'viewLead: twice(async (lead: any) => lead.id)',
            'const twice = <T>(a: T): T => a;',
          ),
          'HANDLER_ANY The handler requests.viewLead uses any instead of the generated type.',
        ],
        [viewLead('viewLead: async (lead: unknown) => String(lead)')],
        [viewLead(`viewLead: async (any) => any.id`)],
        [viewLead(`viewLead: async () => (JSON.parse('{}') as any).id`)],
      ],
      'index.ts',
    ));

  it('JavaScript with `any` in JSDoc, but none without annotations', () =>
    expectAll([
      [
        viewLead('\n/** @param {any} lead */\nviewLead: async (lead) => lead.id'),
        'HANDLER_ANY The handler requests.viewLead uses any instead of the generated type.',
      ],
      [
        viewLead(
          '\n/** @type {(lead: any) => Promise<string>} */\nviewLead: async (lead) => lead.id',
        ),
        'HANDLER_ANY The handler requests.viewLead uses any instead of the generated type.',
      ],
      [viewLead('viewLead: async (lead) => lead.id')],
      [
        viewLead(
          `\n/** @param {import('@jackfield/core').Lead} lead */\nviewLead: async (lead) => lead.id`,
        ),
      ],
    ]));

  it('fetches without a signal, but no others', () => {
    const ignored =
      'SIGNAL_IGNORED The handler of viewLead waits for a fetch without passing its signal.';
    return expectAll([
      [viewLead(`viewLead: async () => (await fetch('/a')).text()`), ignored],
      [
        viewLead(
          'viewLead: async ({ id }) => { const a = await fetch(`/a/${id}`, {}); return a.text(); }',
        ),
        ignored,
      ],
      [viewLead(`viewLead() { return fetch('/a').then((a) => a.text()); }`), ignored],
      [viewLead(`viewLead: () => fetch('/a', { method: 'PUT' })`), ignored],
      [viewLead(`viewLead: async (lead, { signal }) => (await fetch('/a', { signal })).text()`)],
      [viewLead(`viewLead: async (lead, context) => (await fetch('/a', { ...context })).text()`)],
      [viewLead(`viewLead: async (lead, context) => (await fetch('/a', context)).text()`)],
      [viewLead(`viewLead: async (lead) => (await fetch(lead.url)).text()`)],
      [viewLead(`viewLead: async () => { void fetch('/seen'); return 'ok'; }`)],
      [
        viewLead(
          `viewLead: async () => (await fetch('/a')).text()`,
          'const fetch = globalThis.fetch;',
        ),
      ],
      [pushes('').replace('() => undefined', `async () => { await fetch('/seen'); }`)],
    ]);
  });

  it('plugins that are not exported, or that a page cannot use', () =>
    expectAll([
      [
        pushes('').replace('export ', ''),
        'PLUGIN_MISSING Expected an export that is a plugin, or a function that returns one; received none.',
        'PLUGIN_UNEXPORTED The main entry does not export this plugin.',
      ],
      [
        `const { definePlugin } = require('@jackfield/core');\nmodule.exports = definePlugin({ name: 'a' });`,
        'PLUGIN_MISSING Expected an ES module that exports a plugin, or a function that returns one; received CommonJS.',
        'PLUGIN_UNEXPORTED The main entry does not export this plugin.',
      ],
      [
        pushes('') + `\nexport const list = [definePlugin({ name: 'b' })];`,
        'PLUGIN_UNEXPORTED The main entry does not export this plugin.',
      ],
      [
        pushes('') + `\nexport async function second() { return definePlugin({ name: 'b' }); }`,
        'FACTORY_UNSUITABLE second is asynchronous, so that it returns a promise.',
      ],
    ]));
});

describe('jackfield check reports a promise that is not awaited', () => {
  const floating = (statement: string, before = ''): string =>
    viewLead(`async viewLead(lead) { ${statement} return 'ok'; }`, before);
  const dropped = (callee: string): string =>
    `PROMISE_FLOATING The promise of ${callee} is not awaited.`;
  const SAVE = 'const save = async () => 1;';

  it('in JavaScript', () =>
    expectAll([
      [floating('save();', SAVE), dropped('save')],
      [floating('save().then(() => 1);', SAVE), dropped('save().then')],
      [floating('save().catch();', SAVE), dropped('save().catch')],
      [floating('save().finally(() => 1);', SAVE), dropped('save().finally')],
      [floating('Promise.all([save()]);', SAVE), dropped('Promise.all')],
      [floating('new Promise((done) => done(1));'), dropped('Promise')],
      [floating("fetch('/logs');"), dropped('fetch')],
      [floating("globalThis.fetch('/logs');"), dropped('globalThis.fetch')],
      [floating('lead.leadId && save();', SAVE), dropped('save')],
      [floating('save() || lead.leadId;', SAVE), dropped('save')],
      [floating('save(), lead.leadId;', SAVE), dropped('save')],
      [floating('lead.leadId ? save() : 1;', SAVE), dropped('save')],
      [floating('(async () => 1)();'), dropped('(async () => 1)')],
      [floating('crm.save();', 'const crm = { async save() { return 1; } };'), dropped('crm.save')],
      [floating('work();', `${SAVE} const work = () => { save(); };`), dropped('save')],
      [floating('await save(); void save();', SAVE)],
      [floating('save().catch(() => 1); save().then(() => 1, () => 2);', SAVE)],
      [floating('Promise.all([save()]).catch(() => 1);', SAVE)],
      [floating('Promise.resolve().then(save, () => 1);', SAVE)],
      [floating('lead.leadId.trim();')],
    ]));

  it('of a function without async that returns it', () =>
    expectAll([
      [floating('post();', "const post = () => fetch('/logs');"), dropped('post')],
      [
        floating('later();', 'const later = () => new Promise((done) => done(1));'),
        dropped('later'),
      ],
      [floating('work();', `${SAVE} function work() { return save(); }`), dropped('work')],
      [floating('work();', `${SAVE} const work = save;`), dropped('work')],
      [
        floating('work(1);', `${SAVE} const work = (on) => on ? save() : undefined;`),
        dropped('work'),
      ],
      [floating('work(1);', `${SAVE} const work = (on) => on && save();`), dropped('work')],
      [
        floating('work();', `${SAVE} function work() { const saved = save(); return saved; }`),
        dropped('work'),
      ],
      [
        floating(
          'crm.work();',
          `${SAVE} class Crm { work() { return save(); } } const crm = new Crm();`,
        ),
        dropped('crm.work'),
      ],
      [floating('crm.save();', `${SAVE} const crm = { save };`), dropped('crm.save')],
      [
        floating(
          'one(1);',
          `${SAVE} const one = (n) => n > 9 ? save() : two(n); const two = (n) => one(n + 1);`,
        ),
        dropped('one'),
      ],
      [
        floating(
          'one(1);',
          'const one = (n) => two(n); const two = (n) => n > 9 ? n : one(n + 1);',
        ),
      ],
      [floating('work();', `${SAVE} const work = () => save().catch(() => 1);`)],
      [floating('work();', `${SAVE} const work = () => { void save(); };`)],
      [
        floating(
          'work();',
          `${SAVE} const work = () => { const later = () => save(); return 1; };`,
        ),
      ],
    ]));

  it('of a function of another module', () =>
    expectAll(
      [
        [floating('post();', "import { post } from './post.js';"), dropped('post')],
        [floating('await post();', "import { post } from './post.js';")],
      ],
      'index.js',
      { 'post.js': "export const post = () => fetch('/logs');" },
    ));

  it('of the callback of an array', () =>
    expectAll([
      ...['forEach', 'map', 'flatMap', 'filter', 'some', 'every'].map(
        (name) => [floating(`[lead].${name}(async () => 1);`), dropped(`[lead].${name}`)] as const,
      ),
      [floating('[lead].map((each) => save(each));', SAVE), dropped('[lead].map')],
      [floating('[lead].map(save);', SAVE), dropped('[lead].map')],
      [floating('all();', `${SAVE} const all = () => [1].map(save);`), dropped('all')],
      [floating('await Promise.all([lead].map(save)); [lead].map(() => 1);', SAVE)],
    ]));

  it('by its type, in TypeScript', () =>
    expectAll(
      [
        [
          floating('crm.save();', 'declare const crm: { save(): Promise<void> };'),
          dropped('crm.save'),
        ],
        [
          floating(
            'crm.save();',
            'interface Crm { save: () => Promise<void> } declare const crm: Crm;',
          ),
          dropped('crm.save'),
        ],
        [
          floating('save();', 'function save(): Promise<void> { return later(); }'),
          dropped('save'),
        ],
        [floating('save();', 'declare const save: () => void | Promise<void>;'), dropped('save')],
        [floating('crm.save();', 'declare const crm: { save(): void };')],
        [floating('save();', `function save(): void { void fetch('/logs'); }`)],
      ],
      'index.ts',
    ));
});
