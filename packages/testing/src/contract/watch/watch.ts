/** Something that a plugin has made and not undone. */
export interface Leftover {
  /** What it is, as in `setInterval of 5000 ms`. */
  readonly what: string;
  /** The line that made it. */
  readonly madeAt: string;
}

/** Looks at what is made from its start on. */
export interface Watch {
  /** What is still there. */
  readonly left: readonly Leftover[];
  /** Whether something is just being made, so that nobody knows yet what will be left. */
  readonly isBusy?: boolean;
  /** Puts the platform's own functions back. */
  stop(): void;
}

type Functions = Record<string, (...args: never[]) => unknown>;

/**
 * Puts another function in the place of one of the platform's; returns what puts it back.
 *
 * @returns `undefined` where the platform does not have it
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
  // Node keeps there what `promisify` makes of a timer.
  for (const symbol of Object.getOwnPropertySymbols(original))
    Object.defineProperty(replaced, symbol, { value: Reflect.get(original, symbol) as unknown });
  functions[name] = replaced;
  return () => {
    // Somebody who has put something else there since then knows better.
    if (functions[name] !== replaced) return;
    if (own) Object.defineProperty(functions, name, own);
    else delete functions[name];
  };
}
