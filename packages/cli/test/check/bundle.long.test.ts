import { describe, expect, it } from 'vitest';
import { check, checkTexts, pluginWith } from './support.js';

const plugin = (statement: string): string => `import { definePlugin } from '@jackfield/core';
export const acme = definePlugin({
  name: 'acme',
  requests: { viewLead: async () => 'ok' },
  pushes: {
    async ringCall({ call }) {
      ${statement}
    },
  },
});
`;

const expectAll = async (
  cases: readonly (readonly [statement: string, ...found: readonly string[]])[],
): Promise<void> => {
  const found = await checkTexts(cases.map(([statement]) => plugin(statement)));
  const messages = found.map((each) =>
    each.map(({ rule, line, column, message }) => `${rule} ${line}:${column} ${message}`),
  );
  expect(messages).toEqual(cases.map(([, ...expected]) => expected));
};

describe('jackfield check reports for a bundle', () => {
  it('strings that become code, with the place in the source', () =>
    expectAll([
      [`eval(call.id);`, 'BUNDLE_EVAL 7:7 The bundle contains eval.'],
      [`(0, eval)(call.id);`, 'BUNDLE_EVAL 7:11 The bundle contains eval.'],
      [`globalThis.eval(call.id);`, 'BUNDLE_EVAL 7:18 The bundle contains eval.'],
      [`Function(call.id)();`, 'BUNDLE_EVAL 7:7 The bundle contains Function.'],
      [`new window.Function(call.id)();`, 'BUNDLE_EVAL 7:7 The bundle contains new Function.'],
      [
        'setTimeout(`ring(${call.id})`, 1);',
        'BUNDLE_EVAL 7:7 The bundle contains setTimeout with a string.',
      ],
      [
        `setInterval('ring(' + call.id + ')', 1);`,
        'BUNDLE_EVAL 7:7 The bundle contains setInterval with a string.',
      ],
      [`setTimeout(() => call.eval(call.id), 1);`],
      [`const eval2 = (text) => text; eval2(call.id);`],
    ]));

  it('strings that become elements', () =>
    expectAll([
      [`document.body.innerHTML += call.id;`, 'BUNDLE_HTML 7:21 The bundle contains innerHTML.'],
      [`document.body['outerHTML'] = call.id;`, 'BUNDLE_HTML 7:21 The bundle contains outerHTML.'],
      [
        `document.body.insertAdjacentHTML('beforeend', call.id);`,
        'BUNDLE_HTML 7:21 The bundle contains insertAdjacentHTML.',
      ],
      [`document.write(call.id);`, 'BUNDLE_HTML 7:16 The bundle contains document.write.'],
      [
        `Object.assign(document.body, { innerHTML: call.id });`,
        'BUNDLE_HTML 7:38 The bundle contains innerHTML.',
      ],
      [`globalThis.frame.srcdoc = call.id;`, 'BUNDLE_HTML 7:24 The bundle contains srcdoc.'],
      [`document.body.textContent = document.body.innerHTML;`],
      [`globalThis.log.write(call.id);`],
    ]));

  it('inline styles, scripts and workers', () =>
    expectAll([
      [
        `document.body.append(document.createElement('style'));`,
        'BUNDLE_INLINE 7:37 The bundle contains a style element.',
      ],
      [
        `document.body.append(document.createElement('SCRIPT'));`,
        'BUNDLE_INLINE 7:37 The bundle contains a script element.',
      ],
      [
        `document.body.setAttribute('style', call.id);`,
        'BUNDLE_INLINE 7:21 The bundle contains a style attribute.',
      ],
      [
        `document.body.setAttribute('onclick', 'ring()');`,
        'BUNDLE_INLINE 7:21 The bundle contains the attribute onclick with a string.',
      ],
      [
        `new Worker(URL.createObjectURL(new Blob([call.id])));`,
        'BUNDLE_INLINE 7:7 The bundle contains a Worker made from a string.',
      ],
      [
        `new Worker('data:text/javascript,1');`,
        'BUNDLE_INLINE 7:7 The bundle contains a Worker made from a string.',
      ],
      [`document.body.append(document.createElement('span'));`],
      [`new Worker(new URL('./worker.js', import.meta.url));`],
    ]));

  it('the dependency with the violation, but not code that is removed from the bundle', async () => {
    const folder = await pluginWith({
      'index.js': `import { show } from 'shower';\nimport { never } from './never.js';\n${plugin('show(call.id);')}`,
      'never.js': `export const never = () => new Function('1');\n`,
      'node_modules/shower/package.json': {
        name: 'shower',
        sideEffects: false,
        main: 'lib/show.js',
      },
      'node_modules/shower/lib/show.js': `\nexport const show = (text) => {\n  document.body.innerHTML = text;\n};\nexport const evil = () => new Function('1');\n`,
    });
    const { violations } = await check(folder);
    expect(violations).toMatchObject([
      {
        rule: 'BUNDLE_HTML',
        file: 'node_modules/shower/lib/show.js',
        line: 3,
        column: 17,
        message: 'The bundle contains innerHTML, in the dependency shower.',
      },
    ]);
  });

  it('a size above the limit, with the largest inputs', async () => {
    const big = `export const big = ${JSON.stringify(Array.from({ length: 900 }, (_, n) => n * 7919 + 13))};\n`;
    const folder = await pluginWith({
      'index.js': `import { big } from 'big';\n${plugin('globalThis.shown = [big, call];')}`,
      'node_modules/big/package.json': { name: 'big', main: 'big.js' },
      'node_modules/big/big.js': big,
    });
    const report = await check(folder);
    expect(report).toMatchObject({ code: 0, packages: [{ bundle: { limit: 50_000 } }] });
    const [{ bundle }] = report.packages as [(typeof report.packages)[0]];
    expect(bundle?.inputs.map(({ name }) => name)).toEqual(['big', 'index.js']);

    const limit = (bundle?.bytes ?? 0) - 1;
    const { code, violations } = await check(folder, '--max-size', String(limit));
    expect(code).toBe(1);
    expect(violations).toMatchObject([
      { rule: 'BUNDLE_SIZE', file: 'index.js', line: 1, column: 1 },
    ]);
    expect(violations[0]?.message).toMatch(
      /^Expected a bundle of at most [\d,]+ bytes gzipped, received [\d,]+\. Largest inputs before gzip: big [\d,]+, index\.js \d+\.$/,
    );
    expect(await check(folder, '--max-size', String(limit), '--no-bundle')).toMatchObject({
      code: 0,
      packages: [{ bundle: null }],
    });
  });
});
