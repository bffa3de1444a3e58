import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import { accessibleTheme } from '../site/accessible-theme.js';
import { outsideLinks, REPOSITORY } from '../site/outside-links.js';
import { icon, socialTags } from '../site/head.js';
import { sidebarOf } from '../site/sidebar.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where the site is below its origin, which `DOCS_ORIGIN` names, such as `https://docs.example`. */
const base = process.env['DOCS_BASE'] ?? '/';

const isWide = (page: string): boolean => /^(generated|api)\/|^guide\/comparison/.test(page);

export default defineConfig({
  title: 'Jackfield',
  description:
    "Plugins for RingCentral's phone widgets, RingCX and RingEX: declared, typed, checked, and answered in time.",
  lang: 'en',
  base,
  srcExclude: ['node_modules/**'],
  head: [icon],
  transformHead: ({ title, description }) =>
    socialTags({ title, description, site: `${process.env['DOCS_ORIGIN'] ?? ''}${base}` }),
  lastUpdated: false,
  transformPageData: ({ relativePath }) =>
    // Pages that are tables need the width of the outline.
    isWide(relativePath) ? { frontmatter: { aside: false } } : undefined,
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: outsideLinks(root),
  },
  vite: { plugins: [accessibleTheme] },
  themeConfig: {
    siteTitle: 'Jackfield',
    nav: [
      { text: 'Guide', link: '/guide/', activeMatch: '^/guide/' },
      { text: 'Protocol', link: '/generated/reference/', activeMatch: '^/generated/' },
      { text: 'API', link: '/api/', activeMatch: '^/api/' },
      { text: 'Errors', link: '/generated/errors' },
      { text: 'Repository', link: REPOSITORY },
    ],
    sidebar: sidebarOf(root),
    outline: { level: [2, 3] },
    search: {
      provider: 'local',
      options: {
        miniSearch: {
          // The guide, the protocol and the tables come before the API.
          searchOptions: { boostDocument: (id) => (String(id).includes('/api/') ? 0.2 : 1) },
          // `WIDGET_TAKEN` and `rc-ev-logCall` are each one word, and so are their parts. An option
          // such as `--connect` is a word too: searched for, it does not find every `connect`.
          options: {
            tokenize: (text) =>
              /^\s*--\S+\s*$/.test(text)
                ? [text.trim()]
                : [
                    ...text.split(/[^\p{L}\p{N}]+/u),
                    ...(text.match(/[\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)+/gu) ?? []),
                    ...(text.match(/--[\p{L}\p{N}-]+/gu) ?? []),
                  ],
          },
        },
      },
    },
    notFound: {
      title: 'Page not found',
      quote: 'This address leads to no page of the documentation.',
      linkText: 'Go to the first page',
      linkLabel: 'Go to the first page',
    },
    footer: { message: 'MIT' },
  },
});
