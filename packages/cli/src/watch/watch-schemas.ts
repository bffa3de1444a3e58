import { resolve } from 'node:path';
import {
  generate,
  isCodegenError,
  printViolation,
  type Generated,
  type GenerateOptions,
} from '@jackfield/codegen';
import { followFolder } from './follow-folder.js';

/** The outcome of one run: generated files, or the reasons why there are none. */
export type Outcome =
  | { readonly state: 'generated'; readonly generated: Generated; readonly again: boolean }
  | { readonly state: 'invalid'; readonly lines: readonly string[] };

export interface WatchSchemasOptions {
  readonly generate: GenerateOptions;
  /** Called after every run. */
  readonly onOutcome: (outcome: Outcome) => void;
  readonly signal?: AbortSignal | undefined;
}

const reasons = (error: unknown): readonly string[] => {
  if (isCodegenError(error) && error.violations.length > 0)
    return error.violations.map(printViolation);
  return [error instanceof Error ? error.message : String(error)];
};

/**
 * Generates now and after every change of a schema, until the signal aborts.
 *
 * Errors are reported, and the next change starts the next run: violations, a partly written file, a
 * missing folder, a file that was removed while it was read.
 */
export const watchSchemas = (options: WatchSchemasOptions): Promise<void> => {
  const { schemas } = options.generate;
  const top = resolve(schemas);
  /** Generated files. They may be JSON in the folder of schemas, but they are not schemas. */
  const own = new Set<string>();
  let wasInvalid = false;

  const run = async (): Promise<void> => {
    try {
      const generated = await generate(options.generate);
      for (const file of generated.files) own.add(resolve(file));
      options.onOutcome({ state: 'generated', generated, again: wasInvalid });
      wasInvalid = false;
    } catch (error) {
      wasInvalid = true;
      options.onOutcome({ state: 'invalid', lines: reasons(error) });
    }
  };
  return followFolder({
    folder: schemas,
    run,
    matters: (path) => path === top || (path.endsWith('.json') && !own.has(path)),
    signal: options.signal,
  });
};
