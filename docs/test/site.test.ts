import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DefaultTheme } from 'vitepress';
import { describe, expect, it } from 'vitest';
import { icon, socialTags } from '../site/head.js';
import { foreignAddresses } from '../site/foreign-hosts.js';
import { outsideLink, REPOSITORY } from '../site/outside-links.js';
import { fileFor } from '../site/serve-site.js';
import { sidebarOf } from '../site/sidebar.js';

const docs = fileURLToPath(new URL('..', import.meta.url));

describe('the site', () => {
  it.each([
    ['a script', 'index.html', '<script src="https://cdn.example/a.js"></script>'],
    ['a style sheet', 'index.html', '<link rel="stylesheet" href="//cdn.example/a.css">'],
    ['an image', 'index.html', '<img alt="" src=http://cdn.example/a.png>'],
    ['a font', 'assets/style.css', '@font-face{src:url(https://cdn.example/a.woff2)}'],
    ['an imported style', 'assets/style.css', '@import "https://cdn.example/a.css"'],
    ['a style in a page', 'index.html', '<style>p{background:url("//cdn.example/a")}</style>'],
  ])('may not load %s from another host', (_what, name, text) => {
    expect(foreignAddresses(name, text)).toEqual([expect.stringContaining('cdn.example')]);
  });

  it('may link to other hosts, and show addresses', () => {
    const text =
      '<a href="https://a.example">a</a><code>&lt;script src="https://b.example"></code>';
    expect(foreignAddresses('index.html', text)).toEqual([]);
    expect(foreignAddresses('assets/app.js', 'fetch("https://c.example")')).toEqual([]);
  });

  it.each([
    ['%2e%2e%2f, out of its folder', '/%2e%2e%2fpackage.json'],
    ['%5c, out of its folder', '/..%5cpackage.json'],
    ['a null character', '/a%00.html'],
    ['an invalid address', '/%'],
    ['a file of another type', '/x.md'],
  ])('is not served by %s', (_what, address) => {
    expect(fileFor('/site', address)).toBeUndefined();
  });

  it('is served with its pages', () => {
    expect(fileFor('/site', '/')).toBe('/site/index.html');
    expect(fileFor('/site', '/guide/?a=1')).toBe('/site/guide/index.html');
    expect(fileFor('/site', '/assets/app.js')).toBe('/site/assets/app.js');
    expect(fileFor('/site', '/social.png')).toBe('/site/social.png');
  });

  it('has an icon for which nobody is asked', () => {
    const { href } = icon[1] as { href: string };
    expect(href).toMatch(/^data:image\/svg\+xml,/);
    expect(href).not.toMatch(/[<>"#]/);
  });

  it('has a social picture that is small, with an address that others can use', () => {
    const site = 'https://docs.example/jackfield/';
    expect(socialTags({ title: 'A', description: 'B', site })).toContainEqual([
      'meta',
      { property: 'og:image', content: 'https://docs.example/jackfield/social.png' },
    ]);
    expect(statSync(join(docs, 'public/social.png')).size).toBeLessThan(40_000);
  });
});

describe('a link', () => {
  it('to a file that is not there fails', () => {
    expect(() => outsideLink('guide/x.md', '../../packages/none/README.md', docs)).toThrow(
      'docs/guide/x.md links to ../../packages/none/README.md',
    );
  });

  it('out of the site leads into the repository', () => {
    expect(outsideLink('guide/x.md', '../../packages/core/README.md#events', docs)).toBe(
      `${REPOSITORY}/blob/main/packages/core/README.md#events`,
    );
    expect(outsideLink('index.md', '../packages/core/src/generated/asyncapi.json', docs)).toBe(
      `${REPOSITORY}/blob/main/packages/core/src/generated/asyncapi.json`,
    );
  });

  it.each(['https://a.example/', '#here', '/guide/', '../errors.md', '../errors.md#codes', './'])(
    'such as %s is left to VitePress',
    (href) => {
      expect(outsideLink('guide/x.md', href, docs)).toBeUndefined();
    },
  );
});

describe('each sidebar', () => {
  const linksOf = (items: readonly DefaultTheme.SidebarItem[]): readonly string[] =>
    items.flatMap(({ link, items: inner = [] }) =>
      (link === undefined ? [] : [link]).concat(linksOf(inner)),
    );

  it('links to pages that are there, and to each once', () => {
    const { '/api/': _made, ...written } = sidebarOf(docs);
    const sidebars = Object.values(written).map((items) =>
      linksOf(items as DefaultTheme.SidebarItem[]),
    );
    const fileOf = (link: string): string =>
      join(docs, link.endsWith('/') ? `${link}index.md` : `${link}.md`);
    expect(sidebars.flat().filter((link) => !existsSync(fileOf(link)))).toEqual([]);
    expect(sidebars.flat().length).toBeGreaterThan(200);
    for (const links of sidebars) expect(new Set(links).size).toBe(links.length);
  });

  it.each(['from-widget', 'from-page'])('of a protocol has each message %s', (side) => {
    const sidebars = sidebarOf(docs);
    for (const [path, folder] of [
      ['/', 'generated/reference'],
      ['/generated/ringex/reference/', 'generated/ringex/reference'],
    ] as const) {
      const links = linksOf(sidebars[path] as DefaultTheme.SidebarItem[]);
      const names = readdirSync(join(docs, folder, side)).map((file) => file.replace(/\.md$/, ''));
      expect(links).toEqual(
        expect.arrayContaining(names.map((name) => `/${folder}/${side}/${name}`)),
      );
    }
  });
});
