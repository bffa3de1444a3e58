/** The reason of a signal that aborts since the answer is due. */
export const DUE: symbol = Symbol('the answer is due');

/**
 * A signal that aborts when `signal` does, and after `ms` with the reason `late`.
 *
 * `end` clears its timer; without `ms` there is none.
 */
export function limitTime(
  signal: AbortSignal,
  ms: number | undefined,
  late?: unknown,
): { readonly signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort(signal.reason);
  const timer = ms === undefined ? undefined : setTimeout(() => controller.abort(late), ms);
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    },
  };
}
