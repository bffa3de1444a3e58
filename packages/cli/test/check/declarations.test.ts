import { describe, expect, it } from 'vitest';
import { checkTexts } from './support.js';

const IMPORT = `import { definePlugin } from '@jackfield/core';\n`;

/** A plugin that the manifest of the fixtures fits, with more members under `pushes`. */
const pushes = (more: string, before = ''): string =>
  `${IMPORT}${before}
export const acme = definePlugin({
  name: 'acme',
  requests: { viewLead: async () => 'ok' },
  pushes: { ringCall: () => undefined, ${more} },
});`;

/** The same, with a handler of the request. */
const viewLead = (handler: string, before = ''): string =>
  `${IMPORT}${before}
export const acme = definePlugin({
  name: 'acme',
  requests: { ${handler} },
  pushes: { ringCall: () => undefined },
});`;

/** Expects each text to break rules, told as `RULE message`, and nothing else. */
const expectAll = async (
  cases: readonly (readonly [text: string, ...found: readonly string[]])[],
  entry = 'index.js',
): Promise<void> => {
  const found = await checkTexts(
    cases.map(([text]) => text),
    { entry, options: ['--no-bundle'] },
  );
  expect(found.map((each) => each.map(({ rule, message }) => `${rule} ${message}`))).toEqual(
    cases.map(([, ...expected]) => expected),
  );
};

describe('what jackfield check tells of a declaration', () => {
  it('names of messages, with what was meant', () =>
    expectAll([
      [
        pushes('ringcall() {}'),
        'MESSAGE_UNKNOWN No message of ringcx under pushes is called ringcall; did you mean ringCall?',
      ],
      [
        pushes('', '').replace('viewLead:', 'somethingElseAltogether:'),
        'MESSAGE_UNKNOWN No message of ringcx under requests is called somethingElseAltogether; known are logCall, matchCallLogs, matchContacts, viewLead.',
      ],
      [
        pushes('clickToDial() {}'),
        'MESSAGE_MISPLACED clickToDial is sent by the page, not by the widget.',
      ],
      [
        viewLead(`viewLead: async () => 'ok', endCall() {}`),
        'MESSAGE_MISPLACED endCall is a push; expected it under pushes.',
      ],
      [
        pushes('').replace('requests:', `invalid: { ringCall() {} },\n  requests:`),
        'MESSAGE_MISPLACED ringCall is a push; expected it under pushes.',
      ],
    ]));

  it('what only running would tell', () =>
    expectAll([
      [
        pushes('[name]() {}', `const name = globalThis.name;`),
        'NAME_COMPUTED A name under pushes is built at run time: globalThis.name is known at run time only.',
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
        'DECLARATION_UNREADABLE What is spread into pushes is not known: the source of somewhere is not here.',
      ],
      [
        `${IMPORT}export const acme = (options = {}) => definePlugin({ name: 'a', requests: options.requests });`,
        'DECLARATION_UNREADABLE What requests holds is not known: options.requests is known at run time only.',
      ],
      [
        `${IMPORT}export const acme = (options = {}) => definePlugin({ name: 'a', ...options });`,
        'DECLARATION_UNREADABLE A part of the declaration is not known: options is a parameter.',
      ],
      [
        `${IMPORT}export const acme = (definition = {}) => definePlugin(definition);`,
        'DECLARATION_UNREADABLE What definePlugin is given is not known: definition is a parameter.',
      ],
      [
        `${IMPORT}export const acme = (options = {}) => ({ ...definePlugin({ name: 'a' }), ...options });`,
        "DECLARATION_UNREADABLE What stands beside the plugin's own members is not known: options is a parameter.",
      ],
      [
        `${IMPORT}export const acme = definePlugin({ name: 'a', pushes: [] });`,
        'DECLARATION_UNREADABLE pushes is no object with handlers.',
      ],
      [
        `${IMPORT}export const acme = definePlugin();`,
        'DECLARATION_UNREADABLE definePlugin is given nothing.',
      ],
    ]));

  it('handlers that nothing reaches', () =>
    expectAll([
      [pushes('ringCall: () => 1'), 'HANDLER_OVERRIDDEN pushes.ringCall is replaced in line 6.'],
      [
        pushes('...late', 'const late = { ringCall: () => 1 };'),
        'HANDLER_OVERRIDDEN pushes.ringCall is replaced in line 2.',
      ],
      [
        pushes('').replace('name:', `requests: { logCall() {} },\n  name:`),
        'HANDLER_OVERRIDDEN requests is replaced in line 6.',
      ],
      [
        pushes('').replace('export const acme', 'const made') +
          `\nexport const acme = { ...made, pushes: { endCall() {} } };`,
        'HANDLER_OVERRIDDEN pushes is set once more beside what definePlugin made; what was declared there is lost.',
      ],
      [
        pushes('endCall: undefined'),
        'HANDLER_ABSENT pushes.endCall is undefined; expected a function.',
      ],
      [pushes('endCall: null'), 'HANDLER_ABSENT pushes.endCall is null; expected a function.'],
      [pushes(`endCall: 'log'`), 'HANDLER_ABSENT pushes.endCall is a text; expected a function.'],
      [pushes('endCall: 1'), 'HANDLER_ABSENT pushes.endCall is a number; expected a function.'],
      [pushes('endCall: {}'), 'HANDLER_ABSENT pushes.endCall is an object; expected a function.'],
      [
        pushes('endCall: class {}'),
        'HANDLER_ABSENT pushes.endCall is a class; expected a function.',
      ],
      [
        `${IMPORT}const all = {};\nif (globalThis.rings) all.ringCall = () => undefined;\nexport const acme = definePlugin({ name: 'acme', requests: { viewLead: async () => 'ok' }, pushes: all });`,
        'HANDLER_CONDITIONAL Whether pushes.ringCall is handled is decided at run time.',
      ],
      [
        pushes('').replace(': () => undefined', ': globalThis.quiet ? undefined : () => 1'),
        'HANDLER_CONDITIONAL Whether pushes.ringCall is handled is decided at run time.',
      ],
    ]));

  it('handlers whose `any` is written, and no other', () =>
    expectAll(
      [
        [
          viewLead('viewLead: async (lead: any) => lead.id'),
          'HANDLER_ANY The handler requests.viewLead has any where the generated type belongs.',
        ],
        [
          viewLead('viewLead: async ({ id }: { id: any }) => id'),
          'HANDLER_ANY The handler requests.viewLead has any where the generated type belongs.',
        ],
        [
          viewLead(`async viewLead(): Promise<any> { return 'ok'; }`),
          'HANDLER_ANY The handler requests.viewLead has any where the generated type belongs.',
        ],
        [
          viewLead('viewLead: async (lead) => (lead as any).colour'),
          'HANDLER_ANY The handler requests.viewLead has any where the generated type belongs.',
        ],
        [
          viewLead('viewLead', 'const viewLead = async (lead: any) => lead.id;'),
          'HANDLER_ANY The handler requests.viewLead has any where the generated type belongs.',
        ],
        [
          viewLead('...all', `const all: Record<string, any> = { viewLead: async () => 'ok' };`),
          'HANDLER_ANY The handlers under requests have a type with any.',
        ],
        [
          viewLead(`viewLead: async () => 'ok'`).replace('definePlugin({', 'definePlugin<any>({'),
          'HANDLER_ANY definePlugin is called with any in place of its messages.',
        ],
        [
          viewLead(`viewLead: async () => 'ok'`).replace('});', '} as any);'),
          'HANDLER_ANY The declaration is made any before definePlugin checks it.',
        ],
        [
          viewLead(
            'viewLead: twice(async (lead: any) => lead.id)',
            'const twice = <T>(a: T): T => a;',
          ),
          'HANDLER_ANY The handler requests.viewLead has any where the generated type belongs.',
        ],
        [viewLead('viewLead: async (lead: unknown) => String(lead)')],
        [viewLead(`viewLead: async (any) => any.id`)],
        [viewLead(`viewLead: async () => (JSON.parse('{}') as any).id`)],
      ],
      'index.ts',
    ));

  it('JavaScript whose comments say `any`, and none that says nothing', () =>
    expectAll([
      [
        viewLead('\n/** @param {any} lead */\nviewLead: async (lead) => lead.id'),
        'HANDLER_ANY The handler requests.viewLead has any where the generated type belongs.',
      ],
      [
        viewLead(
          '\n/** @type {(lead: any) => Promise<string>} */\nviewLead: async (lead) => lead.id',
        ),
        'HANDLER_ANY The handler requests.viewLead has any where the generated type belongs.',
      ],
      [viewLead('viewLead: async (lead) => lead.id')],
      [
        viewLead(
          `\n/** @param {import('@jackfield/core').Lead} lead */\nviewLead: async (lead) => lead.id`,
        ),
      ],
    ]));

  it('fetches that nothing ends, and no other', () => {
    const ignored =
      'SIGNAL_IGNORED The handler of viewLead waits for a fetch that does not get its signal.';
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

  it('plugins that no export leads to, or none that a page can use', () =>
    expectAll([
      [
        pushes('').replace('export ', ''),
        'PLUGIN_MISSING No export is a plugin, or a function that returns one.',
        'PLUGIN_UNEXPORTED No export of the main entry is, or returns, this plugin.',
      ],
      [
        `const { definePlugin } = require('@jackfield/core');\nmodule.exports = definePlugin({ name: 'a' });`,
        'PLUGIN_MISSING The entry is CommonJS; expected an ES module that exports a plugin, or a function that returns one.',
        'PLUGIN_UNEXPORTED No export of the main entry is, or returns, this plugin.',
      ],
      [
        pushes('') + `\nexport const list = [definePlugin({ name: 'b' })];`,
        'PLUGIN_UNEXPORTED No export of the main entry is, or returns, this plugin.',
      ],
      [
        pushes('') + `\nexport async function second() { return definePlugin({ name: 'b' }); }`,
        'FACTORY_UNSUITABLE second is asynchronous, so that it returns a promise.',
      ],
    ]));
});
