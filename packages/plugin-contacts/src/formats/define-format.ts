import { importStream } from '../database/import-stream.js';
import { chunksOf, sizeOf } from '../database/read-chunks.js';
import type { OpenFormat, ReadInPage } from '../database/import-options.js';
import type { ContactReader } from './contact-format.js';

export const readInPage: ReadInPage = (database, input, options, open) =>
  importStream(
    database,
    { chunks: chunksOf(input), total: sizeOf(input), reader: open() },
    options,
  );

/**
 * A format of your own, to be read in the page.
 *
 * @example
 * ```ts
 * defineFormat({ type: 'acme', open: () => acmeReader() });
 * ```
 */
export function defineFormat(format: { readonly type: string; open(): ContactReader }): OpenFormat {
  return { type: format.type, open: () => format.open(), readInPage };
}
