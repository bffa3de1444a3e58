import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import {
  assert,
  asyncProperty,
  constant,
  constantFrom,
  integer,
  record,
  stringMatching,
  subarray,
} from 'fast-check';
import { format } from 'prettier';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import {
  catalogue,
  type CatalogueEntry,
  type Choice,
  filesOf,
  type Wire,
  type Workspace,
} from '../src/index.js';
import { issueOfName } from '../src/names.js';
import { plainPush } from '../src/recipes/plain-push.js';
import { recipeOf } from '../src/recipes/recipes.js';
import { choiceOf, entries, folderWithPackages, NEW_PUSH, put, ROOT } from './support.js';

const LANGUAGES = ['ts', 'js'] as const;

const WORKSPACE: Workspace = {
  root: '../..',
  tools: ['fast-check', 'typescript', 'vitest'],
  baseConfig: true,
  ignores: true,
};

/** Each message alone, each kind alone, and all. */
const RINGCX: readonly (readonly [string, Partial<Choice>])[] = [
  ...catalogue.ringcx.map(
    (entry) =>
      [entry.name, entry.kind === 'push' ? { pushes: [entry] } : { requests: [entry] }] as const,
  ),
  ['requests', { requests: entries('request') }],
  ['pushes', { pushes: entries('push') }],
  ['all', { requests: entries('request'), pushes: entries('push') }],
];

const wire = 'ringex';
const onRingex = (kind: CatalogueEntry['kind'], names?: readonly string[]) =>
  entries(kind, names, wire);

/** None of an area, one of an area, some of several areas, and all. */
const RINGEX: readonly (readonly [string, Partial<Choice>])[] = [
  ['carried', { wire, requests: onRingex('request', ['logCall']) }],
  ['base', { wire, pushes: onRingex('push', ['loginStatus', 'endCall']) }],
  ['consent', { wire, requests: onRingex('request', ['checkDoNotContact']) }],
  [
    'areas',
    {
      wire,
      requests: onRingex('request', ['listMeetings', 'logCall', 'logSelectedMessages']),
      pushes: onRingex('push', ['callHold', 'newCall']),
    },
  ],
  ['everything', { wire, requests: onRingex('request'), pushes: onRingex('push') }],
];

const CHOICES = [...RINGCX, ...RINGEX];

const VARIANTS = LANGUAGES.flatMap((language) =>
  CHOICES.map(
    ([which, parts]) => [`${language}-${which}`, choiceOf({ ...parts, language })] as const,
  ),
);

const isCode = (path: string): boolean => /^(src|dev|test)\//.test(path);

describe('what a plugin is made of', () => {
  it.each(VARIANTS)('names no message that was not chosen: %s', (_, choice) => {
    const chosen = new Set([...choice.requests, ...choice.pushes].map(({ name }) => name));
    const others = catalogue[choice.wire].filter(({ name }) => !chosen.has(name));
    for (const [path, text] of filesOf(choice)) {
      if (!isCode(path) && path !== 'package.json') continue;
      // A path may have the name of another message.
      const named = others.filter(({ name }) =>
        new RegExp(String.raw`(?<!/)\b${name}\b`).test(text),
      );
      expect(named, path).toEqual([]);
      for (const group of ['requests', 'pushes'] as const) {
        if (path.startsWith('src/'))
          expect(text.includes(`${group}: {`)).toBe(choice[group].length > 0);
      }
    }
  });

  it.each(VARIANTS)('has nothing to be done, nothing written out, no any: %s', (_, choice) => {
    for (const [path, text] of filesOf(choice)) {
      if (isCode(path)) expect(text, path).not.toMatch(/TODO|console|[:<|] ?any\b|@ts-|as unknown/);
    }
  });

  it('has the licence of this package, but for its holder', () => {
    const own = readFileSync(new URL('../LICENSE', import.meta.url), 'utf8');
    expect(filesOf(choiceOf({ year: 2031 })).get('LICENSE')).toBe(
      own.replace('2026 The Jackfield authors', '2031 The acme-leads authors'),
    );
  });

  it('is laid out as prettier does it, whatever is chosen and however it is called', async () => {
    const prettier = JSON.parse(readFileSync(join(ROOT, '.prettierrc.json'), 'utf8')) as object;
    const name = stringMatching(/^(@[a-z][a-z0-9-]{0,20}\/)?[a-z][a-z0-9-]{0,40}$/).filter(
      (each) => issueOfName(each) === undefined,
    );
    const chosen = constantFrom<Wire>('ringcx', 'ringex').chain((wire) =>
      record({
        wire: constant(wire),
        requests: subarray([...entries('request', undefined, wire)], { minLength: 1 }),
        pushes: subarray([...entries('push', undefined, wire)]),
      }),
    );
    const all = (wire: Wire) => ({
      wire,
      requests: [...entries('request', undefined, wire)],
      pushes: [...entries('push', undefined, wire)],
    });
    await assert(
      asyncProperty(
        name,
        chosen,
        constantFrom(...LANGUAGES),
        constantFrom(undefined, WORKSPACE),
        integer({ min: 1, max: 9 }),
        async (name, messages, language, workspace, major) => {
          const range = `^${major}.0.0`;
          const files = filesOf(choiceOf({ name, language, ...messages, range, workspace }));
          for (const [path, text] of files) {
            if (!['.ts', '.js', '.json', '.md'].includes(extname(path))) continue;
            expect(await format(text, { ...prettier, filepath: path }), path).toBe(text);
          }
        },
      ),
      {
        numRuns: 8,
        examples: [
          ['acme-leads', all('ringcx'), 'ts', undefined, 1],
          ['acme-leads', all('ringex'), 'ts', undefined, 1],
          ['acme-leads', all('ringex'), 'js', undefined, 1],
        ],
      },
    );
  }, 60_000);

  it.each(LANGUAGES)('is this, in %s', async (language) => {
    const files = filesOf(
      choiceOf({
        language,
        requests: entries('request', ['logCall', 'viewLead']),
        pushes: entries('push', ['ringCall']),
      }),
    );
    const text = [...files].map(([path, each]) => `===== ${path}\n${each}`).join('\n');
    await expect(text).toMatchFileSnapshot(`./__goldens__/acme-leads-${language}.txt`);
  });
});

/** What the compiler says of the packages in a folder, by the settings of one, in one go. */
const complaints = (folder: string, settings: string): readonly string[] => {
  const { config } = ts.readConfigFile(settings, ts.sys.readFile) as {
    config: { compilerOptions: object };
  };
  const { options, fileNames } = ts.parseJsonConfigFileContent(
    {
      compilerOptions: {
        ...config.compilerOptions,
        noUnusedLocals: true,
        customConditions: ['@jackfield/source'],
      },
      include: ['*/src', '*/dev', '*/test'],
    },
    ts.sys,
    folder,
  );
  const program = ts.createProgram(fileNames, options);
  // Of their files alone: the repository's own have their own settings.
  const files = fileNames.map((name) => program.getSourceFile(name));
  return [
    ...program.getOptionsDiagnostics(),
    ...files.flatMap((file) => program.getSyntacticDiagnostics(file)),
    ...files.flatMap((file) => program.getSemanticDiagnostics(file)),
  ].map(
    ({ file, messageText }) =>
      `${file?.fileName.slice(folder.length + 1)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
  );
};

describe('the compiler, as strict as it can be,', () => {
  it('has something to say of a mistake alone, in each choice and language', () => {
    const folder = folderWithPackages();
    for (const [name, choice] of VARIANTS) put(join(folder, name), filesOf(choice));
    for (const language of LANGUAGES) {
      const files = new Map(filesOf(choiceOf({ language, pushes: entries('push', ['init']) })));
      const path = `src/index.${language}`;
      const mistaken = (files.get(path) as string).replace('crm.widgetStarted()', 'crm.begun()');
      put(join(folder, `${language}-mistaken`), files.set(path, mistaken));
    }
    // JavaScript's are those of TypeScript, and what JavaScript needs.
    const found = complaints(folder, join(folder, 'js-mistaken/tsconfig.json'));
    expect(found).toEqual([
      expect.stringMatching(/^js-mistaken\/src\/index\.js: Property 'begun' does not exist/),
      expect.stringMatching(/^ts-mistaken\/src\/index\.ts: Property 'begun' does not exist/),
    ]);
  }, 60_000);
});

describe('a message that came into the schemas', () => {
  it('is handed on as it comes, if it is a push', () => {
    expect(recipeOf(NEW_PUSH)).toEqual(plainPush(NEW_PUSH));
    const source = filesOf(choiceOf({ pushes: [NEW_PUSH] })).get('src/index.ts');
    expect(source).toContain("agentMoved(body: PushMap['agentMoved']): void | Promise<void>;");
    expect(source).toContain('agentMoved: (body) => crm.agentMoved(body),');
  });

  it('needs a recipe, if it is a request', () => {
    const entry = {
      name: 'findQueue',
      wire: 'ringcx',
      kind: 'request',
      about: 'Asks.',
      example: '{}',
    } as const;
    expect(() => recipeOf(entry)).toThrow('Expected a recipe for the request findQueue');
    for (const known of entries('request')) expect(recipeOf(known).handler).not.toEqual([]);
  });
});
