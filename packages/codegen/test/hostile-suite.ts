import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import markdownIt from 'markdown-it';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkProtocol, generate, printViolation } from '../src/index.js';
import { hostileProtocol, writeJson } from './hostile.js';
import { load } from './support.js';
import { typeIssues } from './type-issues.js';

const folderOf = (top: string, index: number): string => join(top, String(index), 'out');

/** Checks what is generated from protocols that have a text at every place where any is allowed. */
export const describeHostile = (texts: readonly string[]): void => {
  let top: string;
  let issues: ReadonlyMap<string, readonly string[]>;

  beforeAll(async () => {
    top = await realpath(await mkdtemp(join(tmpdir(), 'jackfield-hostile-')));
    for (const [index, text] of texts.entries()) {
      const schemas = join(top, String(index), 'schemas');
      const out = folderOf(top, index);
      await writeJson(schemas, hostileProtocol(text, index % 2 === 0));
      expect((await checkProtocol({ schemas })).map(printViolation)).toEqual([]);
      const options = {
        schemas,
        out,
        docs: join(out, 'docs'),
        spec: join(out, 'spec'),
        kit: join(out, 'kit'),
      };
      await generate(options);
      expect((await generate({ ...options, check: true })).changed).toEqual([]);
    }
    issues = typeIssues(texts.map((_, index) => folderOf(top, index)));
    return () => rm(top, { recursive: true });
  });

  describe.each(texts.map((text, index) => [JSON.stringify(text).slice(0, 60), index] as const))(
    '%s',
    (_text, index) => {
      it('is generated as code that compiles, loads and runs none of it', async () => {
        const folder = folderOf(top, index);
        expect(issues.get(folder)).toEqual([]);
        const { protocol } = await load<{
          protocol: { readonly wire: object; readonly requests: object };
        }>(join(folder, 'protocol.ts'));
        expect(Object.keys(protocol.requests)).toEqual(['ask']);
        await load(join(folder, 'kit/examples.ts'));
        await load(join(folder, 'kit/schemas.ts'));
        expect(globalThis).not.toHaveProperty('ran');
      });

      it('adds no markup to the documents, and no unsafe character to any file', () => {
        const folder = folderOf(top, index);
        for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
          if (!/\.(ts|js|md|json)$/.test(name)) continue;
          const text = readFileSync(join(folder, name), 'utf8');
          expect(text).not.toMatch(
            // oxlint-disable-next-line no-control-regex -- these are what it looks for
            /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/,
          );
          if (/\.[jt]s$/.test(name)) expect(text).not.toMatch(/<\/script|<!--/i);
          if (!name.endsWith('.md')) continue;
          const html = markdownIt({ html: true, linkify: true }).render(text);
          expect(
            html
              .replace(
                /<\/?(h[1-6]|p|code|pre|table|thead|tbody|tr|t[hd]|strong|em|ul|li|a href="(?!javascript|data)[^"]*"|a|code class="language-json")>|<br>/g,
                '',
              )
              .replace(/^<!--[^]*?--!?>/, ''),
          ).not.toMatch(/<|javascript:[^<]*">/);
          // Its tables and headings are those of the page.
          expect(html.match(/<h1>/g)).toHaveLength(1);
        }
      });
    },
  );
};
