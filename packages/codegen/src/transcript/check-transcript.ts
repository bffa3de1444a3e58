import { readFile } from 'node:fs/promises';
import { CodegenError, isCodegenError } from '../errors.js';
import { loadProtocol } from '../generate.js';
import type { Protocol } from '../model.js';
import { examine } from './examine.js';
import { findSchemas } from './find-schemas.js';
import type { TranscriptReport } from './transcript-report.js';
import { readDump } from './read-dump.js';

/** Options of {@link checkTranscript}. */
export interface CheckTranscriptOptions {
  /** A transcript of @jackfield/testing, or a dump of the messages that a window received. */
  readonly file: string;
  /** The folder of schemas; by default `schemas`, or that of the installed @jackfield/core. */
  readonly schemas?: string | undefined;
  /** The name of the wire, if there are several; a transcript contains its name. */
  readonly wire?: string | undefined;
}

/**
 * Validates a transcript or a dump, and reports what the schemas do not describe.
 *
 * @throws CodegenError `DUMP_UNREADABLE`, or an error of `loadProtocol`
 */
export const checkTranscript = async ({
  file,
  schemas,
  wire,
}: CheckTranscriptOptions): Promise<TranscriptReport> => {
  const unreadable = (reason: string): CodegenError =>
    new CodegenError('DUMP_UNREADABLE', `${file}: ${reason}`);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw unreadable((error as Error).message);
  });
  const dump = readDump(text, unreadable);
  const folder = schemas ?? (await findSchemas(process.cwd()));
  const load = (name: string | undefined): Promise<Protocol> =>
    loadProtocol({ schemas: folder, wire: name });
  const protocol = await load(wire ?? dump.wire).catch((error: unknown) => {
    // The folder of the only wire may have any name.
    const isMissing = isCodegenError(error) && error.code === 'WIRE_MISSING';
    if (isMissing && wire === undefined && dump.wire !== undefined) return load(undefined);
    throw error;
  });
  const { name } = protocol.wire;
  if (dump.wire !== undefined && dump.wire !== name)
    throw unreadable(`expected a transcript of ${name}, received one of ${dump.wire}`);
  return examine(protocol, dump);
};
