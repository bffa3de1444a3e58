/** Frames of the engine and of what runs the tests. */
const RUNNERS =
  /node:internal|\/node_modules\/(?:@?vitest|birpc|tinypool|playwright)|\/@vite\/|__vitest/;

const FRAMES = 30;

interface V8Error {
  stackTraceLimit?: number;
  captureStackTrace?(into: object, below: (...args: never[]) => unknown): void;
}

/**
 * Remembers where something was made. What it returns gives the place for a message: the first line
 * of code outside of any library, or else the first one; `undefined` if what runs the tests made it.
 * The text of a stack takes most of the time, so it is only made for what is asked about.
 *
 * @param below - the function that stands in for the platform's; its own frames are left out
 */
export function rememberPlace(below: (...args: never[]) => unknown): () => string | undefined {
  const v8 = Error as V8Error;
  const { stackTraceLimit } = v8;
  if (stackTraceLimit !== undefined) v8.stackTraceLimit = FRAMES;
  const holder = new Error('made here') as { stack?: string };
  v8.captureStackTrace?.(holder, below);
  if (stackTraceLimit !== undefined) v8.stackTraceLimit = stackTraceLimit;
  return () => {
    const lines = (holder.stack ?? '').split('\n').filter((line) => /:\d+:\d+/.test(line));
    // Other engines show this function, and the one that called it.
    const frames = v8.captureStackTrace ? lines : lines.slice(2);
    const foreign = frames.filter((line) => !RUNNERS.test(line));
    if (frames.length > 0 && foreign.length === 0) return undefined;
    const line = foreign.find((each) => !each.includes('/node_modules/')) ?? foreign[0] ?? '';
    return line.trim().replace(/^at /, '') || 'a place that the engine does not tell';
  };
}
