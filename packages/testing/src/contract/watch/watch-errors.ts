/** The errors that nothing caught. */
export interface ErrorWatch {
  readonly uncaught: readonly unknown[];
  stop(): void;
}

type Listener = (error: unknown) => void;

/** What is used of Node's `process`. */
interface Process {
  listeners(name: string): readonly Listener[];
  removeAllListeners(name: string): void;
  on(name: string, listener: Listener): void;
}

interface ErrorLike extends Event {
  readonly error?: unknown;
  readonly reason?: unknown;
}

const NAMES = ['unhandledRejection', 'uncaughtException'] as const;

/**
 * Collects unhandled rejections and uncaught exceptions. In Node the test runner, which would report
 * them as failures of whatever test runs then, does not see them.
 */
export function watchErrors(): ErrorWatch {
  const uncaught: unknown[] = [];
  const listen: Listener = (error) => void uncaught.push(error);
  const { process } = globalThis as { readonly process?: Partial<Process> };
  if (typeof process?.removeAllListeners === 'function') {
    const { on, listeners, removeAllListeners } = process as Process;
    const before = NAMES.map((name) => [name, listeners.call(process, name)] as const);
    for (const [name] of before) {
      removeAllListeners.call(process, name);
      on.call(process, name, listen);
    }
    return {
      uncaught,
      stop() {
        for (const [name, others] of before) {
          removeAllListeners.call(process, name);
          for (const other of others) on.call(process, name, other);
        }
      },
    };
  }
  const onEvent = (event: ErrorLike): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    listen(event.reason ?? event.error);
  };
  const names = ['unhandledrejection', 'error'];
  for (const name of names) globalThis.addEventListener(name, onEvent, true);
  return {
    uncaught,
    stop() {
      for (const name of names) globalThis.removeEventListener(name, onEvent, true);
    },
  };
}
