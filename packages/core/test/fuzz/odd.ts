/** Values that no schema foresees, and that `postMessage` copies all the same. */
const COPIED: Readonly<Record<string, () => unknown>> = {
  undefined: () => undefined,
  null: () => null,
  true: () => true,
  'an empty text': () => '',
  'a text': () => 'x',
  'the text __proto__': () => '__proto__',
  'the text toString': () => 'toString',
  'a lone surrogate': () => '\ud800',
  'a long text': () => 'long '.repeat(4_000),
  zero: () => 0,
  'minus zero': () => -0,
  NaN: () => Number.NaN,
  infinity: () => Number.POSITIVE_INFINITY,
  'a big integer': () => 1n,
  'an empty list': () => [],
  'an empty object': () => ({}),
  'a list with holes': () => Object.assign([1], { length: 50 }),
  'a long list': () => Array.from({ length: 500 }, (_, index) => index),
  'a list of lists': () => [[[[]]]],
  'a date': () => new Date(0),
  'a date that is none': () => new Date(Number.NaN),
  'a map': () => new Map<unknown, unknown>([['type', 'rc-ev-init']]),
  'a set': () => new Set([1]),
  'a pattern': () => /x/,
  'an error': () => new Error('odd'),
  'a boxed text': () => Object('rc-ev-init') as unknown,
  'a boxed boolean': () => Object(false) as unknown,
  bytes: () => new Uint8Array(4),
  'a buffer': () => new ArrayBuffer(4),
  'what cannot be made text': () => ({ toString: 1, valueOf: 1 }),
  'members of prototypes': () =>
    JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
  'a cycle': () => {
    const cycle: { own?: unknown } = {};
    cycle.own = cycle;
    return cycle;
  },
};

const fail = (): never => {
  throw new Error('odd: not to be read');
};

/** Values that only a script of the page itself can hand over. */
const UNCOPIED: Readonly<Record<string, () => unknown>> = {
  'a symbol': () => Symbol('odd'),
  'a function': () => () => fail(),
  'an object without prototype': () => Object.create(null) as unknown,
  'a getter that throws': () => ({
    get type(): never {
      return fail();
    },
  }),
  'a promise': () => Promise.resolve(1),
  'a proxy that throws': () =>
    new Proxy({}, { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail }),
  'a proxy that has all': () => new Proxy({}, { get: () => 'all', has: () => true }),
  'a revoked proxy': () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
};

const ALL = { ...COPIED, ...UNCOPIED };

/** The names of odd values. */
export type Odd = string;
export const COPIED_ODDS: readonly Odd[] = Object.keys(COPIED);
export const ALL_ODDS: readonly Odd[] = Object.keys(ALL);

/** Makes an odd value, a new one each time, so that nothing done to one is seen in the next. */
export const makeOdd = (odd: Odd): unknown => (ALL[odd] as () => unknown)();
