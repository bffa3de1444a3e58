// Builds the documentation site: `npm run docs`. With `--serve` it is served, too; with `--try` it
// is opened in Chromium, cut off from the network; `--shots DIR` takes pictures of it then.
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vitepress';
import { buildApi } from './build-api.js';
import { foreignInSite } from './foreign-hosts.js';
import { serveSite } from './serve-site.js';
import { trySite } from './try-site.js';

const DOCS = fileURLToPath(new URL('..', import.meta.url));
const SITE = fileURLToPath(new URL('../.vitepress/dist', import.meta.url));
const API = fileURLToPath(new URL('../api', import.meta.url));

const { values: flags } = parseArgs({
  options: {
    serve: { type: 'boolean' },
    try: { type: 'boolean' },
    shots: { type: 'string' },
    built: { type: 'boolean' },
  },
});

/** Ends with what is wrong, if anything is. */
function stopAt(what: string, issues: readonly string[]): void {
  if (issues.length === 0) return;
  console.error(`${what}:\n  ${issues.join('\n  ')}`);
  process.exit(1);
}

if (flags.built !== true) {
  rmSync(API, { recursive: true, force: true });
  await buildApi(API);
  // A link to no page fails it.
  await build(DOCS);
}
stopAt('The site would load from other hosts', foreignInSite(SITE));

if (flags.try === true || flags.shots !== undefined) {
  const { address, close } = await serveSite(SITE, 0);
  const issues = await trySite(address, flags.shots);
  await close();
  stopAt('The site does not work', issues);
}

console.log('\nThe site is in docs/.vitepress/dist.');
if (flags.serve === true) {
  const { address } = await serveSite(SITE, 4175);
  console.log(`${address}, until Ctrl+C`);
} else console.log('npm run docs -- --serve serves it; with --built what is there already.');
