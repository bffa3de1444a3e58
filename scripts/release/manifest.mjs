// The life cycle scripts of every published package, run by npm in its folder: `manifest.mjs publish`
// replaces package.json by the published one, `manifest.mjs restore` undoes it.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const FILE = 'package.json';
const ORIGINAL = '.package.json.original';

/** The condition by which the packages of this repository find each other's source. */
const SOURCE = '@jackfield/source';

/** @type {(value: unknown) => unknown} */
const withoutSource = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([condition]) => condition !== SOURCE)
          .map(([condition, target]) => [condition, withoutSource(target)])
          // What only this repository's packages import.
          .filter(([, target]) => JSON.stringify(target) !== '{}'),
      )
    : value;

/**
 * Returns the package.json that is published: without the condition whose files are not published.
 *
 * @param {Readonly<Record<string, unknown>>} json
 * @returns {Readonly<Record<string, unknown>>}
 */
export const publishedManifest = (json) => ({ ...json, exports: withoutSource(json.exports) });

/**
 * Restores the package.json of a folder, if it was replaced.
 *
 * @param {string} folder
 */
export const restore = (folder) => {
  const original = join(folder, ORIGINAL);
  if (existsSync(original)) renameSync(original, join(folder, FILE));
};

const publish = () => {
  const json = JSON.parse(readFileSync(FILE, 'utf8'));
  const published = publishedManifest(json);
  // Replacing it again would lose the original, or publish what was edited by mistake.
  if (existsSync(ORIGINAL) || JSON.stringify(published) === JSON.stringify(json)) {
    throw new Error(
      `${join(process.cwd(), FILE)} is the published one already: an earlier run did not restore it. Restore it with "node ../../scripts/release/manifest.mjs restore", or from git.`,
    );
  }
  renameSync(FILE, ORIGINAL);
  writeFileSync(FILE, `${JSON.stringify(published, undefined, 2)}\n`);
};

const isCommand = import.meta.url === pathToFileURL(process.argv[1] ?? '').href;
// After it has packed, `npm publish` reads package.json again, for the registry: `postpublish` restores.
const isBeingPublished =
  process.env.npm_command === 'publish' && process.env.npm_lifecycle_event === 'postpack';
if (isCommand && process.argv[2] === 'publish') publish();
else if (isCommand && !isBeingPublished) restore('.');
