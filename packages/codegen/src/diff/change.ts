import { byText } from '../json.js';
import type { Side } from '../schema.js';
import {
  DIFF_RULES,
  UNAFFECTED,
  UNUSED,
  type Audience,
  type DiffRuleId,
  type Flow,
} from './diff-rules.js';

/** A message that a change affects. */
export interface Use {
  readonly message: string;
  readonly from: Side;
  /** Absent if the message itself changed. */
  readonly part?: 'body' | 'data' | 'result' | undefined;
  /** Whether the change breaks users of this part. */
  readonly breaks: boolean;
}

/** One change between two protocols. */
export interface Change {
  readonly rule: DiffRuleId;
  /** The audiences that it breaks; empty if it is safe. */
  readonly breaks: readonly Audience[];
  /** The file in the new schemas, or in the old ones if it was removed; relative to the folder. */
  readonly file: string;
  /** JSON pointer into the file. */
  readonly pointer: string;
  readonly was: string;
  readonly is: string;
  /** Why it breaks something, or why it is safe. */
  readonly why: string;
  /** The affected messages: several for a shared definition, none for the wire. */
  readonly uses: readonly Use[];
}

/** How the audience of a message uses one part of it. */
export interface Context extends Omit<Use, 'breaks'> {
  /** Whether the audience reads or writes the value; absent for the message itself. */
  readonly flow?: Flow | undefined;
  /** Whether plugins and pages can use the message, before and after. */
  readonly live: boolean;
}

/** A difference before it is classified: its rule, place, old and new value. */
export interface Difference {
  readonly rule: DiffRuleId;
  readonly file: string;
  readonly pointer: string;
  readonly was: string;
  readonly is: string;
  /** Whether this difference is safe although its rule may break something. */
  readonly harmless?: boolean;
}

export interface Changes {
  /** Adds a difference of a message; equal ones, as in a shared definition, become one change. */
  add(difference: Difference, context: Context): void;
  /** Adds a difference that belongs to no single message, with the audiences that it breaks. */
  addCommon(difference: Difference, audiences: readonly Audience[]): void;
  /** Returns the changes, those that break most first, then by file and place. */
  readonly list: () => readonly Change[];
}

const audienceOf = (from: Side): Audience => (from === 'widget' ? 'plugins' : 'senders');

const order = (a: Change, b: Change): number =>
  b.breaks.length - a.breaks.length ||
  byText(a.breaks.join(), b.breaks.join()) ||
  byText(a.file, b.file) ||
  byText(a.pointer, b.pointer) ||
  byText(a.rule + a.was + a.is, b.rule + b.was + b.is);

export const createChanges = (): Changes => {
  interface Found extends Omit<Change, 'breaks' | 'uses' | 'why'> {
    readonly breaks: Set<Audience>;
    readonly uses: Map<string, Use>;
    why: string;
  }
  const found = new Map<string, Found>();

  const put = (
    { rule, file, pointer, was, is }: Difference,
    breaks: readonly Audience[],
    why: string,
    use?: Use,
  ): void => {
    const id = JSON.stringify([rule, file, pointer, was, is]);
    const change = found.get(id) ?? {
      ...{ rule, file, pointer, was, is, why },
      breaks: new Set(),
      uses: new Map(),
    };
    found.set(id, change);
    // The reason for breaking is the most important, and that of a message in use comes next.
    if (change.breaks.size === 0 && (breaks.length > 0 || change.why === UNUSED)) change.why = why;
    for (const audience of breaks) change.breaks.add(audience);
    if (use === undefined) return;
    const key = `${use.from} ${use.part} ${use.message}`;
    if (!change.uses.has(key)) change.uses.set(key, use);
  };

  return {
    add(difference, { message, from, part, flow, live }) {
      const rule = DIFF_RULES[difference.rule];
      const reason =
        difference.harmless === true ? undefined : (rule.breaks ?? (flow && rule[flow]));
      const breaks = live && reason !== undefined;
      const why = breaks ? reason : live ? (rule.safe ?? UNAFFECTED) : UNUSED;
      put(difference, breaks ? [audienceOf(from)] : [], why, { message, from, part, breaks });
    },
    addCommon(difference, audiences) {
      const rule = DIFF_RULES[difference.rule];
      const breaks = difference.harmless === true || rule.breaks === undefined ? [] : audiences;
      put(difference, breaks, String(breaks.length > 0 ? rule.breaks : rule.safe));
    },
    list: () =>
      [...found.values()]
        .map(({ rule, file, pointer, was, is, why, breaks, uses }) => ({
          rule,
          file,
          pointer,
          was,
          is,
          why,
          breaks: [...breaks].sort(),
          uses: [...uses.values()],
        }))
        .sort(order),
  };
};
