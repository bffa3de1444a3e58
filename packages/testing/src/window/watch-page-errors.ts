import type { PageError } from '../problems/problem.js';
import type { PageWindow } from './frame-window.js';

/** The first place of a stack that is not of this package. */
function placeOf(stack: unknown): string | undefined {
  const [, place] = /\(?([^\s()]+:\d+):\d+\)?/.exec(typeof stack === 'string' ? stack : '') ?? [];
  return place?.replace(/^.*\//, '');
}

/** Returns what is reported of something that was thrown. */
export const describeThrown = (thrown: unknown, at: number): PageError => {
  const { name, message, stack } = (thrown ?? {}) as Partial<Error>;
  return {
    at,
    name: typeof name === 'string' ? name : typeof thrown,
    text: typeof message === 'string' ? message : '',
    place: placeOf(stack),
  };
};

interface NodeProcess {
  on(event: string, listener: (thrown: unknown) => void): void;
  off(event: string, listener: (thrown: unknown) => void): void;
  listenerCount(event: string): number;
}

/**
 * Records the errors that the listeners of a window do not catch, without handling them.
 *
 * @returns the errors so far, and a function that stops it
 */
export function watchPageErrors(
  window: PageWindow,
  now: () => number,
): { readonly errors: readonly PageError[]; stop(): void } {
  const errors: PageError[] = [];
  const seen = new Set<unknown>();
  const note = (thrown: unknown): void => {
    if (seen.has(thrown)) return;
    seen.add(thrown);
    errors.push(describeThrown(thrown, now()));
  };
  const onError = ({ error }: { readonly error?: unknown }): void => note(error);
  const onRejection = ({ reason }: { readonly reason?: unknown }): void => note(reason);
  window.addEventListener('error', onError as never);
  window.addEventListener('unhandledrejection', onRejection as never);
  // A window without a browser reports some errors to Node only.
  const { process } = globalThis as { readonly process?: NodeProcess };
  const isNode = typeof process?.on === 'function';
  // Alone, a listener for rejections would keep the process from ending with them.
  const isHandled = isNode && process.listenerCount('unhandledRejection') > 0;
  if (isNode) process.on('uncaughtExceptionMonitor', note);
  if (isHandled) process.on('unhandledRejection', note);
  return {
    errors,
    stop() {
      window.removeEventListener('error', onError as never);
      window.removeEventListener('unhandledrejection', onRejection as never);
      if (isNode) process.off('uncaughtExceptionMonitor', note);
      if (isHandled) process.off('unhandledRejection', note);
    },
  };
}
