import { RegExpParser, visitRegExpAST, type AST } from '@eslint-community/regexpp';

/** Every character, in order. Halves of surrogate pairs are none. */
const everyCharacter = (): string => {
  let text = '';
  for (let code = 0; code <= 0x10ffff; code += 1) {
    if (code < 0xd800 || code > 0xdfff) text += String.fromCodePoint(code);
  }
  return text;
};

let characters: string | undefined;

const edgesBySet = new Map<string, readonly number[]>();

/** Returns where the ranges of a set such as `\p{L}` begin and end. */
const edgesOf = (set: string): readonly number[] => {
  const known = edgesBySet.get(set);
  if (known !== undefined) return known;
  characters ??= everyCharacter();
  const edges: number[] = [];
  for (const { 0: range } of characters.matchAll(new RegExp(`(?:${set})+`, 'gsu'))) {
    const last = range.codePointAt(range.length - 2) as number;
    edges.push(
      range.codePointAt(0) as number,
      (last > 0xffff ? last : range.charCodeAt(range.length - 1)) + 1,
    );
  }
  edgesBySet.set(set, edges);
  return edges;
};

/**
 * Returns characters by which the atoms of a pattern can be compared: the first of each range of
 * characters that no atom distinguishes.
 */
const samplesOf = (pattern: AST.Pattern): ReadonlySet<string> => {
  const edges = new Set<number>([0]);
  visitRegExpAST(pattern, {
    onCharacterEnter: ({ value }) => void edges.add(value).add(value + 1),
    onCharacterSetEnter: ({ raw }) => edgesOf(raw).forEach((edge) => edges.add(edge)),
  });
  return new Set(
    [...edges].filter((edge) => edge <= 0x10ffff).map((edge) => String.fromCodePoint(edge)),
  );
};

/** How many repetitions of a group are counted: more are as good as any number. */
const MANY = 8;

/** An escape or a class: what is in it does not repeat anything. */
const ATOM = /\\[^]|\[(?:\\[^]|[^\]\\])*\]/g;

/** A pattern with more places than these is not analysed. */
const MAX_STATES = 1500;

/** A pattern that takes more comparisons than these is not analysed. */
const MAX_COMPARISONS = 5_000_000;

const ATOMS: ReadonlySet<string> = new Set([
  'Character',
  'CharacterSet',
  'CharacterClass',
  'ExpressionCharacterClass',
]);

interface State {
  /** States that follow without a character. */
  readonly next: number[];
  /** The characters of the step to the state after this one; `undefined` if it takes none. */
  readonly atom?: ReadonlySet<string>;
  /** At the end of a repetition, the state at which it began. */
  readonly begin?: number;
}

class TooLarge extends Error {}

/** Translates a pattern to states, each with the steps that a matcher may try. */
const statesOf = (pattern: AST.Pattern): readonly State[] => {
  const samples = samplesOf(pattern);
  const states: State[] = [];
  const add = (state: State): number => {
    if (states.length >= MAX_STATES) throw new TooLarge();
    return states.push(state) - 1;
  };
  const sets = new Map<string, ReadonlySet<string>>();
  const setOf = (raw: string): ReadonlySet<string> => {
    const expression = new RegExp(`^(?:${raw})$`, 'u');
    const set = sets.get(raw) ?? new Set([...samples].filter((one) => expression.test(one)));
    sets.set(raw, set);
    return set;
  };

  /** Adds the states of an element after a state, and returns the last one. */
  const visit = (element: AST.Element, from: number): number => {
    switch (element.type) {
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
      case 'ExpressionCharacterClass': {
        const atom = add({ next: [], atom: setOf(element.raw) });
        states[from]?.next.push(atom);
        return add({ next: [] });
      }
      case 'Group':
      case 'CapturingGroup':
        return either(element.alternatives, from);
      case 'Quantifier':
        return repeat(element, from);
      case 'Assertion':
        // What it looks at is matched on its own, and takes no character.
        if ('alternatives' in element) either(element.alternatives, from);
        return from;
      default:
        return from;
    }
  };
  const either = (alternatives: readonly AST.Alternative[], from: number): number => {
    const ends = alternatives.map(({ elements }) => {
      const start = add({ next: [] });
      states[from]?.next.push(start);
      return elements.reduce((state, element) => visit(element, state), start);
    });
    const end = add({ next: [] });
    for (const one of ends) states[one]?.next.push(end);
    return end;
  };
  // How many unbounded repetitions are around an element, and how often bounded ones repeat it.
  let loops = 0;
  let copies = 1;
  const copy = (element: AST.Element, from: number, count: number): number => {
    copies *= count;
    const end = visit(element, from);
    copies /= count;
    return end;
  };
  const repeat = ({ element, min, max }: AST.Quantifier, from: number): number => {
    if (max === 0) return from;
    const isAtom = ATOMS.has(element.type);
    const isMany = !isAtom && copies * min > MANY;
    const isLoop = max - min > MANY || (!isAtom && copies * max > MANY);
    // Only what is repeated can match in a number of ways that grows, so its length has to be exact.
    const first = isMany ? 0 : isLoop || loops === 0 ? Math.min(min, MANY) : min;
    let state = from;
    for (let count = 0; count < first; count += 1) state = copy(element, state, min);
    if (min === max && !isLoop) return state;
    if (!isLoop) {
      const starts = [state];
      for (let count = min; count < max; count += 1) {
        starts.push((state = copy(element, state, max)));
      }
      const end = add({ next: [] });
      for (const start of starts) states[start]?.next.push(end);
      return end;
    }
    loops += 1;
    const loop = add({ next: [] });
    states[state]?.next.push(loop);
    const begin = add({ next: [] });
    states[loop]?.next.push(begin);
    // Those that are required may take no character.
    states[visit(element, begin)]?.next.push(add({ next: [loop], ...(isMany ? {} : { begin }) }));
    const end = add({ next: [] });
    states[loop]?.next.push(end);
    loops -= 1;
    return end;
  };
  either(pattern.alternatives, add({ next: [] }));
  return states;
};

/** The steps that take a character by state: each with the number of ways to it, up to two. */
const stepsOf = (states: readonly State[]): ReadonlyMap<number, ReadonlyMap<number, number>> => {
  const steps = new Map<number, ReadonlyMap<number, number>>();
  states.forEach(({ atom }, index) => {
    if (atom === undefined) return;
    const ways = new Map<number, number>();
    // An inner repetition may be left, and begun again by the outer one, without a character.
    const visits = new Map<number, number>();
    const visitsOf = (state: number): number => visits.get(state) ?? 0;
    let budget = 20_000;
    const walk = (state: number): void => {
      const { next, atom: inner, begin = -1 } = states[state] as State;
      // A repetition that takes no character is not tried.
      if (visitsOf(state) > 1 || visitsOf(begin) > 0 || (budget -= 1) < 0) return;
      visits.set(state, visitsOf(state) + 1);
      if (inner === undefined) next.forEach(walk);
      else ways.set(state, Math.min(2, (ways.get(state) ?? 0) + 1));
      visits.set(state, visitsOf(state) - 1);
    };
    // The state after an atom is the next one.
    walk(index + 1);
    steps.set(index, ways);
  });
  return steps;
};

/** The strongly connected components of a graph, as the number of each node's component. */
const componentsOf = (
  nodes: Iterable<string>,
  edges: (node: string) => readonly string[],
): ReadonlyMap<string, number> => {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const component = new Map<string, number>();
  const open: string[] = [];
  let count = 0;
  for (const root of nodes) {
    if (order.has(root)) continue;
    const work: { node: string; rest: string[] }[] = [{ node: root, rest: [] }];
    const enter = (node: string): string[] => {
      order.set(node, order.size);
      low.set(node, order.get(node) as number);
      open.push(node);
      return [...edges(node)];
    };
    (work[0] as { rest: string[] }).rest = enter(root);
    for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
      const { node, rest } = top;
      const next = rest.pop();
      if (next !== undefined) {
        if (!order.has(next)) work.push({ node: next, rest: enter(next) });
        else if (!component.has(next)) {
          low.set(node, Math.min(low.get(node) as number, low.get(next) as number));
        }
        continue;
      }
      work.pop();
      const parent = work.at(-1)?.node;
      if (parent !== undefined) {
        low.set(parent, Math.min(low.get(parent) as number, low.get(node) as number));
      }
      if (low.get(node) !== order.get(node)) continue;
      count += 1;
      for (let one = open.pop(); one !== undefined; one = open.pop()) {
        component.set(one, count);
        if (one === node) break;
      }
    }
  }
  return component;
};

const overlap = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a === b || [...a].some((one) => b.has(one));

/**
 * Whether a repetition in a pattern can match the same text in several ways, so that a text that does
 * not match takes time that doubles with each of its characters: `(a+)+`, `(a|a)*`. It is `undefined`
 * for a pattern that is too long to analyse.
 */
export const isExponential = (source: string): boolean | undefined => {
  try {
    return analyse(source);
  } catch (error) {
    if (error instanceof TooLarge || error instanceof RangeError) return undefined;
    // A pattern that is not valid has another violation.
    if (error instanceof SyntaxError) return false;
    throw error;
  }
};

const analyse = (source: string): boolean => {
  // Without a repetition, a pattern of any length takes linear time.
  if (!/[*+{]/.test(source.replaceAll(ATOM, ''))) return false;
  const states = statesOf(new RegExpParser().parsePattern(source, 0, source.length, true));
  const steps = stepsOf(states);
  const atomOf = (state: number): ReadonlySet<string> => states[state]?.atom as ReadonlySet<string>;
  const pairs = new Map<string, readonly string[]>();
  const twice: (readonly [from: string, to: string])[] = [];
  const queue: (readonly [number, number])[] = [...steps.keys()].map((state) => [state, state]);
  const overlaps = new Map<ReadonlySet<string>, Map<ReadonlySet<string>, boolean>>();
  const isShared = (a: number, b: number): boolean => {
    const [one, other] = [atomOf(a), atomOf(b)];
    const row = overlaps.get(one) ?? new Map<ReadonlySet<string>, boolean>();
    overlaps.set(one, row);
    const known = row.get(other) ?? overlap(one, other);
    row.set(other, known);
    return known;
  };
  let comparisons = 0;
  for (let pair = queue.pop(); pair !== undefined; pair = queue.pop()) {
    const [a, b] = pair;
    const key = `${a},${b}`;
    if (pairs.has(key)) continue;
    const found: string[] = [];
    for (const [nextA, ways] of steps.get(a) ?? []) {
      for (const nextB of (steps.get(b) ?? new Map<number, number>()).keys()) {
        if ((comparisons += 1) > MAX_COMPARISONS) throw new TooLarge();
        if (nextA > nextB && a === b) continue;
        if (!isShared(nextA, nextB)) continue;
        const next = `${nextA},${nextB}`;
        found.push(next);
        queue.push([nextA, nextB]);
        if (a === b && nextA === nextB && ways > 1) twice.push([key, next]);
      }
    }
    pairs.set(key, found);
  }
  const component = componentsOf(pairs.keys(), (node) => pairs.get(node) ?? []);
  const diagonal = new Set<number | undefined>();
  for (const state of steps.keys()) diagonal.add(component.get(`${state},${state}`));
  const isSplit = [...pairs.keys()].some((key) => {
    const [a, b] = key.split(',');
    return a !== b && diagonal.has(component.get(key));
  });
  return isSplit || twice.some(([from, to]) => component.get(from) === component.get(to));
};
