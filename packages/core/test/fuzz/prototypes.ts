const BUILT_IN: readonly object[] = [
  Object,
  Array,
  Function,
  String,
  Number,
  Boolean,
  Symbol,
  Promise,
  RegExp,
  Date,
  Map,
  Set,
  WeakMap,
  WeakSet,
  Error,
  TypeError,
  RangeError,
  ArrayBuffer,
  Uint8Array,
  EventTarget,
  AbortSignal,
  AbortController,
].flatMap((made): object[] => [made, made.prototype as object]);

const OTHERS: readonly object[] = [JSON, Math, Reflect, globalThis.crypto];

type Members = ReadonlyMap<PropertyKey, PropertyDescriptor>;

const membersOf = (owner: object): Members =>
  new Map(Reflect.ownKeys(owner).map((key) => [key, Object.getOwnPropertyDescriptor(owner, key)!]));

const isSame = (a: PropertyDescriptor, b: PropertyDescriptor | undefined): boolean =>
  b !== undefined &&
  Object.is(a.value, b.value) &&
  a.get === b.get &&
  a.set === b.set &&
  a.writable === b.writable &&
  a.enumerable === b.enumerable &&
  a.configurable === b.configurable;

const nameOf = (owner: object): string =>
  typeof owner === 'function' ? owner.name : `the prototype of ${owner.constructor.name}`;

/** Remembers all members of what is built in; returns a function that lists those that have changed. */
export function watchPrototypes(): () => readonly string[] {
  const before = [...BUILT_IN, ...OTHERS].map(
    (owner) => [owner, membersOf(owner), Object.getPrototypeOf(owner) as unknown] as const,
  );
  return () =>
    before.flatMap(([owner, members, above]) => {
      const changed = Object.getPrototypeOf(owner) === above ? [] : ['what is above it'];
      const keys = new Set([...members.keys(), ...Reflect.ownKeys(owner)]);
      for (const key of keys) {
        const was = members.get(key);
        if (!was || !isSame(was, Object.getOwnPropertyDescriptor(owner, key)))
          changed.push(String(key));
      }
      return changed.map((key) => `${nameOf(owner)}: ${key}`);
    });
}
