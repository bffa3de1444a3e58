// @ts-check
import { readFile } from 'node:fs/promises';

const ICONS = new URL('../icons.svg', import.meta.url);
const PLACE = '<!-- icons.svg -->';

/**
 * Writes the icons into a page, where the comment `icons.svg` is. A page cannot refer to them in their
 * file: its policy allows no images.
 *
 * @returns {import('vite').Plugin}
 */
export const icons = () => ({
  name: 'icons',
  transformIndexHtml: {
    order: 'pre',
    async handler(html) {
      if (!html.includes(PLACE)) throw new Error(`The page has no ${PLACE}`);
      const svg = await readFile(ICONS, 'utf8');
      return html.replace(PLACE, () => svg.trim());
    },
  },
});
