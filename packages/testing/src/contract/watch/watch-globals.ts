type Names = readonly string[];

/** Objects of the language and of the platform that every script of a page shares. */
const SHARED: Names = [
  ...['Object', 'Function', 'Array', 'String', 'Number', 'Boolean', 'BigInt', 'Symbol', 'Date'],
  ...[
    'RegExp',
    'Promise',
    'Map',
    'Set',
    'WeakMap',
    'WeakSet',
    'WeakRef',
    'ArrayBuffer',
    'DataView',
  ],
  ...['Uint8Array', 'Error', 'TypeError', 'AggregateError', 'Math', 'JSON', 'Reflect', 'Intl'],
  ...['console', 'performance', 'crypto', 'navigator', 'EventTarget', 'Event', 'AbortSignal'],
  ...['AbortController', 'URL', 'URLSearchParams', 'Headers', 'Request', 'Response', 'Blob'],
  ...['FormData', 'BroadcastChannel', 'MessagePort', 'WebSocket', 'XMLHttpRequest', 'Storage'],
  ...['Node', 'Element', 'HTMLElement', 'Document', 'Window', 'History', 'IDBFactory'],
];

/** Those whose members are never enumerable: an enumerable one was added by a script. */
const LANGUAGE: ReadonlySet<string> = new Set(SHARED.slice(0, SHARED.indexOf('Error')));

type Holder = readonly [name: string, object: object];
type Members = Readonly<Record<PropertyKey, PropertyDescriptor>>;

const isShared = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

const own = (value: object): Members => Object.getOwnPropertyDescriptors(value) as Members;

function holders(): readonly Holder[] {
  const found: Holder[] = [];
  for (const name of SHARED) {
    const value = (globalThis as Record<string, unknown>)[name];
    if (!isShared(value)) continue;
    found.push([name, value]);
    const { prototype } = value as { readonly prototype?: unknown };
    if (isShared(prototype)) found.push([`${name}.prototype`, prototype]);
  }
  return found;
}

/** Returns whether a member is another one; the engine replaces an accessor by what it returns. */
function isReplaced(before: PropertyDescriptor, now: PropertyDescriptor): boolean {
  if (before.get === now.get && Object.is(before.value, now.value)) return false;
  if (!before.get || now.get) return true;
  return before.get.call(globalThis) !== now.value;
}

/** Watches the globals, and the members of the objects and prototypes that all scripts share. */
export interface GlobalsWatch {
  /** What has been replaced, deleted or added since then, as in `Array.prototype.last (added)`. */
  readonly changed: readonly string[];
  /** Restores what it can. */
  restore(): void;
}

export function watchGlobals(): GlobalsWatch {
  const globals = own(globalThis);
  const before = holders().map((holder) => [holder, own(holder[1])] as const);

  /** Calls `report` for each change; an added global changes nothing that others use. */
  function compare(
    report: (
      what: string,
      holder: object,
      name: PropertyKey,
      was: PropertyDescriptor | undefined,
    ) => void,
  ): void {
    const now = own(globalThis);
    for (const name of Object.keys(globals)) {
      const was = globals[name] as PropertyDescriptor;
      const isValue = was.get !== undefined || isShared(was.value);
      // The rule about listeners checks the handlers of a page.
      if (!isValue || /^on[a-z]+$/.test(name)) continue;
      const is = now[name];
      if (!is) report(`${name} (deleted)`, globalThis, name, was);
      else if (isReplaced(was, is)) report(`${name} (replaced)`, globalThis, name, was);
    }
    for (const [[where, holder], members] of before) {
      const is = own(holder);
      for (const name of new Set([...Reflect.ownKeys(members), ...Reflect.ownKeys(is)])) {
        const [was, later] = [members[name], is[name]];
        const what = `${where}.${String(name)}`;
        if (!was) report(`${what} (added)`, holder, name, was);
        else if (!later) report(`${what} (deleted)`, holder, name, was);
        else if (isReplaced(was, later)) report(`${what} (replaced)`, holder, name, was);
      }
    }
  }

  return {
    get changed() {
      const found: string[] = [];
      compare((what) => found.push(what));
      return found;
    },
    restore() {
      compare((_what, holder, name, was) => {
        try {
          if (was) Object.defineProperty(holder, name, was);
          else Reflect.deleteProperty(holder, name);
        } catch {
          // It cannot be configured any more.
        }
      });
    },
  };
}

/**
 * Returns the members that scripts have added to prototypes of the language at any time, even when
 * their modules were loaded. A polyfill of a standard member is not enumerable, and not reported.
 */
export const extendedPrototypes = (): readonly string[] =>
  holders()
    .filter(([where]) => LANGUAGE.has(where.replace('.prototype', '')))
    .flatMap(([where, holder]) =>
      where.endsWith('.prototype')
        ? Object.keys(holder).map((name) => `${where}.${name} (added)`)
        : [],
    );
