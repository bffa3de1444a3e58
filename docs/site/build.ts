// Builds the documentation site: `npm run docs`; with `--serve` it is served, too.
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vitepress';
import { buildApi } from './build-api.js';
import { foreignInSite } from './foreign-hosts.js';
import { serveSite } from './serve-site.js';

const DOCS = fileURLToPath(new URL('..', import.meta.url));
const SITE = fileURLToPath(new URL('../.vitepress/dist', import.meta.url));
const API = fileURLToPath(new URL('../api', import.meta.url));

rmSync(API, { recursive: true, force: true });
await buildApi(API);
// A link to no page fails it.
await build(DOCS);

const foreign = foreignInSite(SITE);
if (foreign.length > 0) {
  console.error(`The site would load from other hosts:\n  ${foreign.join('\n  ')}`);
  process.exit(1);
}
console.log(`\nThe site is in docs/.vitepress/dist.`);

if (process.argv.includes('--serve')) await serveSite(SITE);
else console.log('npm run docs -- --serve serves it.');
