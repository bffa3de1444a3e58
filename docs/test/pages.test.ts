import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../packages/cli/src/commands/commands.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const filesIn = (folder: string, end: string): readonly string[] =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(end))
    .map((name) => `${folder}/${name}`);

/** Pages written by hand; generated pages have tests of their own. */
const PAGES = ['docs/index.md', ...filesIn('docs/guide', '.md')];

/** The folders whose files a type check reads. */
const COMPILED = /^(docs\/examples|docs\/test|examples\/[\w-]+\/(src|test|public))\//;

interface Block {
  readonly page: string;
  readonly language: string;
  readonly text: string;
}

const blocksOf = (page: string, text: string): readonly Block[] =>
  [...text.matchAll(/^ *```(\w*).*\n([\s\S]*?)^ *```/gm)].map(([, language, code]) => ({
    page,
    language: language as string,
    text: code as string,
  }));

/** What stands before a block of code: the file below `docs` that it is copied from. */
const MARK = /^( *)<!-- code: (\S+?)(?:#(\w+))? -->\n\n\1```\w+\n([\s\S]*?)^\1```$/gm;

interface Snippet {
  readonly page: string;
  readonly file: string;
  readonly region: string | undefined;
}

const snippetOf = (page: string, path: string, region: string | undefined): Snippet => ({
  page,
  file: relative(ROOT, join(ROOT, dirname(page), path)).replaceAll('\\', '/'),
  region,
});

const snippetsOf = (page: string, text: string): readonly Snippet[] =>
  [...text.matchAll(MARK)].map(([, , path = '', region]) => snippetOf(page, path, region));

/** Code in a page that is not marked as copied from a file that a type check reads. */
const uncompiled = (page: string, text: string): readonly string[] =>
  blocksOf(page, text.replaceAll(MARK, ''))
    .filter(({ language }) => !['', 'sh', 'html', 'json'].includes(language))
    .map(({ language }) => `${page}: a block of ${language}`);

/** The code of a snippet, as its file has it. */
const codeOf = ({ file, region }: Snippet): string => {
  const text = read(file);
  if (region === undefined) return text;
  const [, after = ''] = text.split(`// #region ${region}\n`);
  return after.split(`// #endregion ${region}\n`)[0] ?? '';
};

/** A page with all code as the files have it. */
const withCode = (page: string, text: string): string =>
  text.replaceAll(MARK, (block, indent: string, path: string, region?: string) => {
    const [head = ''] = /^.*\n\n.*\n/.exec(block) ?? [];
    const code = codeOf(snippetOf(page, path, region)).replaceAll(/^(?=.)/gm, indent);
    return `${head}${code}${indent}\`\`\``;
  });

/** Returns the problem of a snippet, or undefined. */
const issueOf = ({ page, file, region }: Snippet): string | undefined => {
  if (!COMPILED.test(file)) return `${page}: nothing compiles ${file}`;
  if (!existsSync(join(ROOT, file))) return `${page}: there is no ${file}`;
  if (region === undefined) return undefined;
  const marks = ['region', 'endregion'].map((word) => `// #${word} ${region}\n`);
  const has = marks.every((mark) => read(file).includes(mark));
  return has ? undefined : `${page}: ${file} has no region ${region}`;
};

/** Lines with unknown commands or options. */
const strangeWords = ({ page, text }: Block): readonly string[] => {
  const scripts = Object.keys(
    (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts,
  );
  return text.split('\n').flatMap((line) => {
    const [, script] = /\bnpm run (?:-s )?([\w:]+)/.exec(line) ?? [];
    if (script !== undefined && !scripts.includes(script)) return [`${page}: ${line}`];
    const [, name, rest = ''] = /\bjackfield ([\w-]+)(.*)/.exec(line) ?? [];
    if (name === undefined || line.startsWith('npm')) return [];
    const command = COMMANDS.find((one) => one.name === name);
    if (command === undefined) return [`${page}: ${line}`];
    const known = new Set(command.options.map(({ flags }) => flags.split(' ')[0]));
    const strange = [...rest.matchAll(/--[\w-]+/g)].filter(([flag]) => !known.has(flag));
    return strange.length === 0 ? [] : [`${page}: ${line}`];
  });
};

const snippets = PAGES.flatMap((page) => snippetsOf(page, read(page)));
const shell = PAGES.flatMap((page) => blocksOf(page, read(page))).filter(
  ({ language }) => language === 'sh',
);

describe('a page', () => {
  it('would be refused with code that nothing compiles', () => {
    expect(uncompiled('a.md', '```ts\nlet a;\n```\n')).toEqual(['a.md: a block of ts']);
    expect(uncompiled('a.md', '1. Do:\n\n   ```js\n   a();\n   ```\n')).toHaveLength(1);
    const [readme, missing, region] = [
      '../../packages/core/README.md',
      '../examples/missing.ts',
      '../examples/first-plugin.ts#missing',
    ].map((path) =>
      snippetsOf('docs/guide/a.md', `<!-- code: ${path} -->\n\n\`\`\`ts\n\`\`\``).map(issueOf),
    );
    expect(readme).toEqual(['docs/guide/a.md: nothing compiles packages/core/README.md']);
    expect(missing).toEqual(['docs/guide/a.md: there is no docs/examples/missing.ts']);
    expect(region?.[0]).toContain('has no region missing');
  });

  it('would be refused with an unknown command or option', () => {
    const issues = (text: string): readonly string[] =>
      strangeWords({ page: 'a.md', language: 'sh', text });
    expect(issues('npx jackfield dial')).toHaveLength(1);
    expect(issues('jackfield generate --loudly')).toHaveLength(1);
    expect(issues('npm run telephone')).toHaveLength(1);
    expect(issues('npx jackfield generate --watch\nnpm run docs\nnpm install')).toEqual([]);
  });

  it('would be refused with code that differs from its file', () => {
    const page = 'docs/guide/a.md';
    const block = (code: string): string =>
      `<!-- code: ../examples/first-plugin.ts#plugin -->\n\n\`\`\`ts\n${code}\`\`\``;
    const right = withCode(page, block('let a;\n'));
    expect(right).toContain('export const acmeLeads');
    expect(withCode(page, right)).toBe(right);
  });

  it.each(PAGES)('%s has only code that is compiled', (page) => {
    expect(uncompiled(page, read(page))).toEqual([]);
    expect(snippetsOf(page, read(page)).flatMap((one) => issueOf(one) ?? [])).toEqual([]);
  });

  // `npx vitest run docs/test/pages.test.ts -u` copies the code from the files.
  it.each(PAGES)('%s has its code as the files have it', async (page) => {
    await expect(withCode(page, read(page))).toMatchFileSnapshot(join(ROOT, page));
  });

  it('includes no file that only the site can show', () => {
    expect(PAGES.filter((page) => /^ *<<< /m.test(read(page)))).toEqual([]);
  });

  it('names only commands and options that exist', () => {
    expect(shell.flatMap(strangeWords)).toEqual([]);
    expect(shell.length).toBeGreaterThan(5);
  });
});

/** The anchor of a heading, as GitHub and the site make it. */
const slugOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s+/g, '-');

describe('a link of the guide', () => {
  it('leads to a file that exists, and to a heading in it', () => {
    const links = PAGES.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)].map(
        ([, path = '', anchor]) => ({ page, path, anchor }),
      ),
    );
    const dead = links.filter(({ page, path, anchor }) => {
      // Made when the site is built, which checks it.
      if (path.startsWith('../api/')) return false;
      const file = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(ROOT, file))) return true;
      const headings = anchor === undefined ? [] : read(file).matchAll(/^#+ (.+)$/gm);
      return (
        anchor !== undefined && ![...headings].some(([, text]) => slugOf(text ?? '') === anchor)
      );
    });
    expect(dead).toEqual([]);
    expect(links.length).toBeGreaterThan(30);
  });
});

describe('an example', () => {
  const examples = filesIn('docs/examples', '.ts');

  it('is shown by a page, with all its regions', () => {
    const shown = new Set(snippets.map(({ file, region }) => `${file}#${region ?? ''}`));
    const regions = examples.flatMap((file) =>
      [...read(file).matchAll(/^\/\/ #region (\w+)$/gm)].map(([, region]) => `${file}#${region}`),
    );
    expect(regions.filter((region) => !shown.has(region))).toEqual([]);
    expect(regions.length).toBeGreaterThan(examples.length);
  });

  it('is run by a test', () => {
    const text = [...filesIn('docs/test', '.test.ts'), ...examples].map(read).join('\n');
    const isRun = (file: string): boolean =>
      new RegExp(`'\\.{1,2}/(?:examples/)?${file.replace(/^.*\/|\.ts$/g, '')}\\.js'`).test(text);
    expect(examples.filter((file) => !isRun(file))).toEqual([]);
  });
});
