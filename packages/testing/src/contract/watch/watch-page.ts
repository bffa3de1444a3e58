/** What a plugin tells the page's developers and its error tracker. */
export interface PageWatch {
  /** Each thing that was said: where, and what. Nothing of it reaches the console meanwhile. */
  readonly said: readonly (readonly [where: string, what: unknown])[];
  stop(): void;
}

type Functions = Record<string, unknown>;

/** The console, and `reportError`. */
export function watchPage(): PageWatch {
  const said: (readonly [where: string, what: unknown])[] = [];
  const undo: (() => void)[] = [];
  const { console: shown } = globalThis as { console?: object };

  const listen = (holder: object | undefined, name: string, where: string): void => {
    const functions = holder as Functions | undefined;
    if (!functions) return;
    const own = Object.getOwnPropertyDescriptor(functions, name);
    const original = functions[name];
    // Node has no reportError: a plugin that uses it where it is there is to be heard here too.
    if (original !== undefined && typeof original !== 'function') return;
    functions[name] = (...args: readonly unknown[]) => void said.push([where, args]);
    undo.push(() => {
      if (own) Object.defineProperty(functions, name, own);
      else delete functions[name];
    });
  };

  for (const name of Object.keys(shown ?? {})) listen(shown, name, `console.${name}`);
  listen(globalThis, 'reportError', 'reportError');
  return {
    said,
    stop() {
      for (const each of undo) each();
    },
  };
}
