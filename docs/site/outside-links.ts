import { existsSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';

/** Where the repository is read by those who have only the site. */
export const REPOSITORY = 'https://github.com/jackfield/jackfield';

/**
 * Where a relative link of a page leads if that is outside the site: into the repository. Links
 * within the site are `undefined`, since VitePress checks them.
 *
 * @param page - the page's path below `docs`
 * @param root - the folder `docs`
 * @throws if there is no such file
 */
export function outsideLink(page: string, href: string, root: string): string | undefined {
  if (/^([a-z][a-z+.-]*:|\/|#)/i.test(href)) return undefined;
  const [path = '', anchor] = href.split('#');
  const target = normalize(join(dirname(page), path));
  const isPage = !target.startsWith('..') && /(\.md|\/|^[^.]*)$/.test(target);
  if (isPage) return undefined;
  if (!existsSync(join(root, target))) {
    throw new Error(`docs/${page} links to ${href}, but there is no ${join('docs', target)}.`);
  }
  const inRepository = normalize(join('docs', target)).split(sep).join('/');
  return `${REPOSITORY}/blob/main/${inRepository}${anchor === undefined ? '' : `#${anchor}`}`;
}

/** Lets links that leave the site lead into the repository. */
export const outsideLinks =
  (root: string) =>
  (md: MarkdownRenderer): void => {
    md.core.ruler.push('outside-links', (state) => {
      const page = (state.env as { relativePath?: string }).relativePath;
      if (page === undefined) return;
      for (const token of state.tokens.flatMap((block) => block.children ?? [])) {
        const href = token.type === 'link_open' ? token.attrGet('href') : null;
        const outside = href === null ? undefined : outsideLink(page, href, root);
        if (outside !== undefined) token.attrSet('href', outside);
      }
    });
  };
