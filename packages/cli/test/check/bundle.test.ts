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
  const told = found.map((each) =>
    each.map(({ rule, line, column, message }) => `${rule} ${line}:${column} ${message}`),
  );
  expect(told).toEqual(cases.map(([, ...expected]) => expected));
};

describe('what jackfield check tells of a bundle', () => {
  it('text that becomes code, where it stands in the source', () =>
    expectAll([
      [`eval(call.id);`, 'BUNDLE_EVAL 7:7 The bundle has eval.'],
      [`(0, eval)(call.id);`, 'BUNDLE_EVAL 7:11 The bundle has eval.'],
      [`globalThis.eval(call.id);`, 'BUNDLE_EVAL 7:18 The bundle has eval.'],
      [`Function(call.id)();`, 'BUNDLE_EVAL 7:7 The bundle has Function.'],
      [`new window.Function(call.id)();`, 'BUNDLE_EVAL 7:7 The bundle has new Function.'],
      [
        'setTimeout(`ring(${call.id})`, 1);',
        'BUNDLE_EVAL 7:7 The bundle has setTimeout with a text.',
      ],
      [
        `setInterval('ring(' + call.id + ')', 1);`,
        'BUNDLE_EVAL 7:7 The bundle has setInterval with a text.',
      ],
      [`setTimeout(() => call.eval(call.id), 1);`],
      [`const eval2 = (text) => text; eval2(call.id);`],
    ]));

  it('text that becomes elements', () =>
    expectAll([
      [`document.body.innerHTML += call.id;`, 'BUNDLE_HTML 7:21 The bundle has innerHTML.'],
      [`document.body['outerHTML'] = call.id;`, 'BUNDLE_HTML 7:21 The bundle has outerHTML.'],
      [
        `document.body.insertAdjacentHTML('beforeend', call.id);`,
        'BUNDLE_HTML 7:21 The bundle has insertAdjacentHTML.',
      ],
      [`document.write(call.id);`, 'BUNDLE_HTML 7:16 The bundle has document.write.'],
      [
        `Object.assign(document.body, { innerHTML: call.id });`,
        'BUNDLE_HTML 7:38 The bundle has innerHTML.',
      ],
      [`globalThis.frame.srcdoc = call.id;`, 'BUNDLE_HTML 7:24 The bundle has srcdoc.'],
      [`document.body.textContent = document.body.innerHTML;`],
      [`globalThis.log.write(call.id);`],
    ]));

  it('what is inline', () =>
    expectAll([
      [
        `document.body.append(document.createElement('style'));`,
        'BUNDLE_INLINE 7:37 The bundle has a style element.',
      ],
      [
        `document.body.append(document.createElement('SCRIPT'));`,
        'BUNDLE_INLINE 7:37 The bundle has a script element.',
      ],
      [
        `document.body.setAttribute('style', call.id);`,
        'BUNDLE_INLINE 7:21 The bundle has a style attribute.',
      ],
      [
        `document.body.setAttribute('onclick', 'ring()');`,
        'BUNDLE_INLINE 7:21 The bundle has the attribute onclick with a text.',
      ],
      [
        `new Worker(URL.createObjectURL(new Blob([call.id])));`,
        'BUNDLE_INLINE 7:7 The bundle has a Worker made of text.',
      ],
      [
        `new Worker('data:text/javascript,1');`,
        'BUNDLE_INLINE 7:7 The bundle has a Worker made of text.',
      ],
      [`document.body.append(document.createElement('span'));`],
      [`new Worker(new URL('./worker.js', import.meta.url));`],
    ]));

  it('the dependency at violation, and nothing of what is not bundled', async () => {
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
        message: 'The bundle has innerHTML, in the dependency shower.',
      },
    ]);
  });

  it('its size, with the largest inputs, against the limit that holds', async () => {
    const big = `export const big = ${JSON.stringify(Array.from({ length: 900 }, (_, n) => n * 7919 + 13))};\n`;
    const folder = await pluginWith({
      'index.js': `import { big } from 'big';\n${plugin('globalThis.shown = [big, call];')}`,
      'node_modules/big/package.json': { name: 'big', main: 'big.js' },
      'node_modules/big/big.js': big,
    });
    const fine = await check(folder);
    expect(fine).toMatchObject({ code: 0, packages: [{ bundle: { limit: 50_000 } }] });
    const [{ bundle }] = fine.packages as [(typeof fine.packages)[0]];
    expect(bundle?.inputs.map(({ name }) => name)).toEqual(['big', 'index.js']);

    const limit = (bundle?.bytes ?? 0) - 1;
    const { code, violations } = await check(folder, '--max-size', String(limit));
    expect(code).toBe(1);
    expect(violations).toMatchObject([
      { rule: 'BUNDLE_SIZE', file: 'index.js', line: 1, column: 1 },
    ]);
    expect(violations[0]?.message).toMatch(
      /^The bundle has [\d,]+ bytes gzipped; expected at most [\d,]+\. Before gzip the largest are big [\d,]+, index\.js \d+\.$/,
    );
    expect(await check(folder, '--max-size', String(limit), '--no-bundle')).toMatchObject({
      code: 0,
      packages: [{ bundle: null }],
    });
  });
});
