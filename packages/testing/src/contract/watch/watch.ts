/** A resource that a plugin created and did not release. */
export interface Leftover {
  /** What it is, as in `setInterval of 5000 ms`. */
  readonly what: string;
  /** The line that created it. */
  readonly createdAt: string;
}

/** Records what is created from its start on. */
export interface Watch {
  /** What has not been released. */
  readonly left: readonly Leftover[];
  /** Whether something is still being created, so that `left` may grow. */
  readonly isBusy?: boolean;
  /** Restores the platform's own functions. */
  stop(): void;
}

type Functions = Record<string, (...args: never[]) => unknown>;

/**
 * Replaces a function of the platform; returns a function that restores it.
 *
 * It does nothing where the platform does not have the function.
 */
export function patch<F extends (...args: never[]) => unknown>(
  holder: object | undefined,
  name: string,
  make: (original: F) => F,
): () => void {
  const functions = holder as Functions | undefined;
  const own = functions && Object.getOwnPropertyDescriptor(functions, name);
  const original = functions?.[name] as F | undefined;
  if (!functions || typeof original !== 'function') return () => undefined;
  const replaced = make(original);
  // Node keeps the promisified version of a timer there.
  for (const symbol of Object.getOwnPropertySymbols(original))
    Object.defineProperty(replaced, symbol, { value: Reflect.get(original, symbol) as unknown });
  functions[name] = replaced;
  return () => {
    // Someone else has replaced it since then: leave theirs.
    if (functions[name] !== replaced) return;
    if (own) Object.defineProperty(functions, name, own);
    else delete functions[name];
  };
}
