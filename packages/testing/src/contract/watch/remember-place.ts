/** Stack frames of the engine and of the test runners. */
const RUNNERS = /\bnode:|\/node_modules\/(?:@?vitest|birpc|tinypool|playwright)|\/@vite\/|__vitest/;

const FRAMES = 30;

interface V8Error {
  stackTraceLimit?: number;
  captureStackTrace?(into: object, below: (...args: never[]) => unknown): void;
}

/** Captures the stack below a function; formatting it is slow, so it happens on demand. */
function capture(below: (...args: never[]) => unknown): () => readonly string[] {
  const v8 = Error as V8Error;
  const { stackTraceLimit } = v8;
  if (stackTraceLimit !== undefined) v8.stackTraceLimit = FRAMES;
  const holder = new Error('created here') as { stack?: string };
  v8.captureStackTrace?.(holder, below);
  if (stackTraceLimit !== undefined) v8.stackTraceLimit = stackTraceLimit;
  return () => {
    const lines = (holder.stack ?? '').split('\n');
    return lines.filter((line) => /:\d+:\d+|\(<anonymous>\)/.test(line));
  };
}

/** Returns the stack frames below a function that replaces the platform's, the caller's first. */
export const stackBelow = (below: (...args: never[]) => unknown): readonly string[] =>
  capture(below)();

/** Returns whether the engine itself called the function that replaces the platform's, as `fetch` does. */
export const isOfEngine = (below: (...args: never[]) => unknown): boolean =>
  /\bnode:/.test(stackBelow(below)[0] ?? '');

/**
 * Remembers where something was created. The returned function formats the place for a message: the
 * first stack frame outside of any library, or else the first one; `undefined` if the test runner
 * created it. Formatting a stack is slow, so it happens only on demand.
 *
 * @param below - the function that replaces the platform's; its frames are left out
 */
export function rememberPlace(below: (...args: never[]) => unknown): () => string | undefined {
  const stack = capture(below);
  return () => {
    const lines = stack().filter((line) => /:\d+:\d+/.test(line));
    // Other engines include this function, `capture` and the function that replaces the platform's.
    const frames = (Error as V8Error).captureStackTrace ? lines : lines.slice(3);
    const foreign = frames.filter((line) => !RUNNERS.test(line));
    if (frames.length > 0 && foreign.length === 0) return undefined;
    const line = foreign.find((each) => !each.includes('/node_modules/')) ?? foreign[0] ?? '';
    return line.trim().replace(/^at /, '') || 'an unknown place';
  };
}
