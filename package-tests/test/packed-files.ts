/** What every package has beside its own: its description, its licence and its way in. */
const EACH = ['LICENSE', 'README.md', 'package.json'];

/** Files that a build splits off are named after one module and a hash. */
const CHUNKS = 'dist/*-#.js';
const CHUNK_TYPES = 'dist/*-#.d.ts';

const module = (...names: readonly string[]): readonly string[] =>
  names.flatMap((name) => [`dist/${name}.js`, `dist/${name}.d.ts`]);

/**
 * What may be in each package, and must be: each line has at least one file. `*` is a part of a
 * name, `**` any folders, `#` a hash; a line in brackets is allowed only.
 *
 * No source is published. Nobody but this repository sets the condition `@jackfield/source`; a
 * plugin's source needs a package that is not published; and there are no source maps that would
 * refer to it, since the modules of `dist` are not minified and have their comments.
 */
export const PACKED_FILES: Readonly<Record<string, readonly string[]>> = {
  '@jackfield/core': [
    ...EACH,
    ...module('index', 'any-host', 'protocol', 'ringcx'),
    CHUNKS,
    CHUNK_TYPES,
    'dist/jackfield.iife.js',
    'dist/asyncapi.json',
    'dist/bundle.schema.json',
    'dist/schemas/meta/*.schema.json',
    'dist/schemas/shared/*.json',
    'dist/schemas/shared/ringex/*.json',
    ...['ringcx', 'ringex'].flatMap((wire) => [
      `dist/schemas/${wire}/wire.json`,
      `dist/schemas/${wire}/from-widget/push/*.json`,
      `dist/schemas/${wire}/from-widget/request/*.json`,
      `dist/schemas/${wire}/to-widget/push/*.json`,
      `dist/schemas/${wire}/to-widget/request/*.json`,
    ]),
  ],
  '@jackfield/ringex': [
    ...EACH,
    ...module('index', 'wire'),
    `[${CHUNKS}]`,
    `[${CHUNK_TYPES}]`,
    'dist/ringex.iife.js',
    'dist/ringex-areas.iife.js',
    'dist/asyncapi.json',
    'dist/bundle.schema.json',
  ],
  '@jackfield/codegen': [...EACH, ...module('index'), `[${CHUNKS}]`, `[${CHUNK_TYPES}]`],
  '@jackfield/cli': [
    ...EACH,
    'bin/jackfield.js',
    // The process in which `jackfield check` loads a plugin.
    'bin/read-plugins.js',
    ...module('index', 'cli'),
    CHUNKS,
    // The page and the widget of `jackfield dev`, and the control panel of `jackfield widget`.
    'dist/shell/*.html',
    'dist/shell/widget/*.js',
    'dist/shell/@jackfield/*-#.js',
    'dist/shell/@jackfield/*-#.css',
    `[${CHUNK_TYPES}]`,
  ],
  '@jackfield/create-plugin': [
    ...EACH,
    'bin/create-plugin.js',
    ...module('index', 'cli'),
    CHUNKS,
    `[${CHUNK_TYPES}]`,
  ],
  '@jackfield/plugin-calllog': [
    ...EACH,
    'THIRD-PARTY-NOTICES.md',
    'openapi.json',
    ...module('index', 'testing', 'testing/vitest', 'testing/node'),
    CHUNKS,
    CHUNK_TYPES,
    'dist/plugin-calllog.iife.js',
  ],
  '@jackfield/plugin-contacts': [
    ...EACH,
    'THIRD-PARTY-NOTICES.md',
    'openapi.json',
    ...module('index', 'formats'),
    CHUNKS,
    CHUNK_TYPES,
    'dist/plugin-contacts.iife.js',
    'dist/plugin-contacts-import.iife.js',
    'dist/plugin-contacts-rest.iife.js',
    'dist/import-worker.js',
  ],
  '@jackfield/testing': [
    ...EACH,
    ...module('index', 'vitest', 'node', 'playwright'),
    CHUNKS,
    CHUNK_TYPES,
    // What an application loads instead of RingCentral's scripts.
    'dist/widget/ringcx-adapter.js',
    'dist/widget/ringex-adapter.js',
    // What tests with Playwright load into pages.
    'dist/widget/relay.js',
    'dist/widget/watch-page.js',
  ],
};

const HASH = '[\\w-]{8}';

/** A line of the list, read. */
export interface Line {
  readonly line: string;
  readonly pattern: RegExp;
  /** Whether there must be a file that matches it. */
  readonly required: boolean;
}

/** What a line of the list means. */
export function readLine(line: string): Line {
  const bare = line.replace(/^\[(.*)\]$/, '$1');
  const text = bare
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('**', '\0')
    .replaceAll('*', '[^/]+')
    .replaceAll('\0', '.+')
    .replaceAll('#', HASH);
  return { line, pattern: new RegExp(`^${text}$`), required: bare === line };
}
