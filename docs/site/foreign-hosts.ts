import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a browser loads by itself, in HTML: everything but links that somebody follows. */
const LOADED_BY_HTML =
  /<(?:script|img|iframe|source|video|audio|embed|object|use|image|track)\b[^>]*?\s(?:src|srcset|data|href|xlink:href|poster)=["']?((?:https?:)?\/\/[^"'\s>]+)/gi;
const LINK = /<link\b[^>]*?\shref=["']?((?:https?:)?\/\/[^"'\s>]+)/gi;
const LOADED_BY_CSS = /(?:url\(\s*["']?|@import\s+["'])((?:https?:)?\/\/[^"')\s]+)/gi;

/** Addresses on other hosts that a file of the site would make a browser load. */
export function foreignAddresses(name: string, text: string): readonly string[] {
  const isHtml = name.endsWith('.html');
  if (!isHtml && !name.endsWith('.css')) return [];
  const patterns = isHtml ? [LOADED_BY_HTML, LINK, LOADED_BY_CSS] : [LOADED_BY_CSS];
  // In text that is shown, these stand for themselves: `<` is escaped there, `url(` is not.
  const shown = isHtml ? text.replaceAll(/<(code|pre)\b.*?<\/\1>/gs, '') : text;
  return patterns.flatMap((pattern) =>
    [...shown.matchAll(pattern)].map(([, address]) => address as string),
  );
}

/** All files of a built site with addresses on other hosts, as `file: address`. */
export const foreignInSite = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(html|css)$/.test(name))
    .flatMap((name) =>
      foreignAddresses(name, readFileSync(join(folder, name), 'utf8')).map(
        (address) => `${name}: ${address}`,
      ),
    );
