import { resolve } from 'node:path';
import {
  generate,
  isCodegenError,
  printViolation,
  type Generated,
  type GenerateOptions,
} from '@jackfield/codegen';
import { followFolder } from './follow-folder.js';

/** What came of one run: files, or the reasons why there are none. */
export type Outcome =
  | { readonly state: 'fine'; readonly generated: Generated; readonly again: boolean }
  | { readonly state: 'faulty'; readonly lines: readonly string[] };

export interface WatchSchemasOptions {
  readonly generate: GenerateOptions;
  /** Called after every run. */
  readonly tell: (outcome: Outcome) => void;
  readonly signal?: AbortSignal | undefined;
}

const reasons = (error: unknown): readonly string[] => {
  if (isCodegenError(error) && error.violations.length > 0)
    return error.violations.map(printViolation);
  return [error instanceof Error ? error.message : String(error)];
};

/**
 * Generates now and after every change of a schema, until the signal comes.
 *
 * Whatever is wrong is told and waited for: a violation, a half-written file, a folder that is not
 * there, a file that vanished while it was read. The change that mends it brings the next run.
 */
export const watchSchemas = (options: WatchSchemasOptions): Promise<void> => {
  const { schemas } = options.generate;
  const top = resolve(schemas);
  /** What the generator has made: JSON among the schemas, perhaps, but none of them. */
  const own = new Set<string>();
  let wasFaulty = false;

  const run = async (): Promise<void> => {
    try {
      const generated = await generate(options.generate);
      for (const file of generated.files) own.add(resolve(file));
      options.tell({ state: 'fine', generated, again: wasFaulty });
      wasFaulty = false;
    } catch (error) {
      wasFaulty = true;
      options.tell({ state: 'faulty', lines: reasons(error) });
    }
  };
  return followFolder({
    folder: schemas,
    run,
    matters: (path) => path === top || (path.endsWith('.json') && !own.has(path)),
    signal: options.signal,
  });
};
