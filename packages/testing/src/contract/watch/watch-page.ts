/** What a plugin writes to the console and reports to the page's error tracker. */
export interface PageWatch {
  /** Each entry: where it was written, and its arguments. The console itself receives none of them. */
  readonly written: readonly (readonly [where: string, what: unknown])[];
  stop(): void;
}

type Functions = Record<string, unknown>;

/** Watches the console and `reportError`. */
export function watchPage(): PageWatch {
  const written: (readonly [where: string, what: unknown])[] = [];
  const undo: (() => void)[] = [];
  const { console: shown } = globalThis as { console?: object };

  const listen = (holder: object | undefined, name: string, where: string): void => {
    const functions = holder as Functions | undefined;
    if (!functions) return;
    const own = Object.getOwnPropertyDescriptor(functions, name);
    const original = functions[name];
    // Node has no reportError: a plugin that calls it where it exists must be caught here too.
    if (original !== undefined && typeof original !== 'function') return;
    functions[name] = (...args: readonly unknown[]) => void written.push([where, args]);
    undo.push(() => {
      if (own) Object.defineProperty(functions, name, own);
      else delete functions[name];
    });
  };

  for (const name of Object.keys(shown ?? {})) listen(shown, name, `console.${name}`);
  listen(globalThis, 'reportError', 'reportError');
  return {
    written,
    stop() {
      for (const each of undo) each();
    },
  };
}
