import { readFile } from 'node:fs/promises';
import { CodegenError } from '../errors.js';
import { loadProtocol } from '../generate.js';
import { examine } from './examine.js';
import { findSchemas } from './find-schemas.js';
import type { Findings } from './findings.js';
import { readDump } from './read-dump.js';

/** What {@link checkTranscript} reads. */
export interface CheckTranscriptOptions {
  /** A transcript of @jackfield/testing, or a dump of what came to a window. */
  readonly file: string;
  /** The folder of schemas; `schemas` or those of the installed @jackfield/core if left out. */
  readonly schemas?: string | undefined;
  /** The name of the wire, where there are several; a transcript names its own. */
  readonly wire?: string | undefined;
}

/**
 * Holds a transcript or a dump against the schemas, and tells what they do not know of it.
 *
 * @throws CodegenError `DUMP_UNREADABLE`, or what stops `loadProtocol`
 */
export const checkTranscript = async ({
  file,
  schemas,
  wire,
}: CheckTranscriptOptions): Promise<Findings> => {
  const unreadable = (reason: string): CodegenError =>
    new CodegenError('DUMP_UNREADABLE', `${file}: ${reason}`);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw unreadable((error as Error).message);
  });
  const dump = readDump(text, unreadable);
  const folder = schemas ?? (await findSchemas(process.cwd()));
  const protocol = await loadProtocol({ schemas: folder, wire: wire ?? dump.wire });
  const { name } = protocol.wire;
  if (dump.wire !== undefined && dump.wire !== name)
    throw unreadable(`it is a transcript of ${dump.wire}, not of ${name}`);
  return examine(protocol, dump);
};
