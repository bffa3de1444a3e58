import type { CallLogError } from '../call-log-error.js';
import type { Box } from './box.js';

/** A box that remembers what was wrong with it last. */
export interface WatchedBox extends Box {
  /** Why it fails; `undefined` while it works. */
  readonly problem: string | undefined;
}

/** Whether an error says nothing about the box: what was to be kept cannot be, or was refused. */
export const isOfData = (error: unknown): boolean => {
  const { name, cause, code } = (error ?? {}) as Partial<CallLogError>;
  const names = [name, (cause as Partial<Error> | undefined)?.name];
  return names.includes('DataCloneError') || code === 'NOT_DELIVERED';
};

/**
 * Reading may work although writing fails: a successful read does not clear a failed write.
 *
 * @param changed - called when a problem appears or disappears
 */
export function watchBox(box: Box, changed: () => void): WatchedBox {
  const problems: Partial<Record<'readonly' | 'readwrite', string>> = {};
  const said = () => problems.readwrite ?? problems.readonly;
  const note = (change: () => void): void => {
    const before = said();
    change();
    if (said() !== before) changed();
  };
  return {
    async run(mode, work, signal) {
      try {
        const result = await box.run(mode, work, signal);
        note(() => {
          delete problems.readonly;
          if (mode === 'readwrite') delete problems.readwrite;
        });
        return result;
      } catch (error) {
        if (!signal?.aborted && !isOfData(error))
          note(() => (problems[mode] = error instanceof Error ? error.message : String(error)));
        throw error;
      }
    },
    close: () => box.close(),
    get problem() {
      return said();
    },
  };
}
