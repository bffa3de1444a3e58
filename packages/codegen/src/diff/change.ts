import { byText } from '../json.js';
import type { Side } from '../schema.js';
import { DIFF_RULES, UNUSED, type Audience, type DiffRuleId, type Flow } from './diff-rules.js';

/** Where a message has to do with a change. */
export interface Use {
  readonly message: string;
  readonly from: Side;
  /** Absent where the message itself is meant. */
  readonly part?: 'body' | 'data' | 'result' | undefined;
  /** Whether the change breaks something there. */
  readonly breaks: boolean;
}

/** One change between two protocols. */
export interface Change {
  readonly rule: DiffRuleId;
  /** Whom it breaks; nobody where it is safe. */
  readonly breaks: readonly Audience[];
  /** The file in the next schemas, or in the old ones where it is gone; below the schemas folder. */
  readonly file: string;
  /** JSON pointer into the file. */
  readonly pointer: string;
  readonly was: string;
  readonly is: string;
  /** Why it breaks something, or why it is safe. */
  readonly why: string;
  /** The messages that it changes: several where a shared definition changed, none for the wire. */
  readonly uses: readonly Use[];
}

/** What a part of a message is to those whom its changes concern. */
export interface Context extends Omit<Use, 'breaks'> {
  /** How they have to do with the value; absent for the message itself. */
  readonly flow?: Flow | undefined;
  /** Whether plugins and pages can use the message, then and since. */
  readonly live: boolean;
}

/** What changed, where it stands, and what it was. */
export interface Finding {
  readonly rule: DiffRuleId;
  readonly file: string;
  readonly pointer: string;
  readonly was: string;
  readonly is: string;
  /** This time it breaks nobody, though its rule may. */
  readonly harmless?: boolean;
}

export interface Changes {
  /** Of several that are the same change, as of a shared definition, it keeps one. */
  add(finding: Finding, context: Context): void;
  /** A change that is of no one message, and whom it breaks. */
  addCommon(finding: Finding, audiences: readonly Audience[]): void;
  /** Sorted: what breaks most first, then by file and place. */
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
  const found = new Map<string, Change>();

  const put = (
    { rule, file, pointer, was, is }: Finding,
    breaks: readonly Audience[],
    why: string,
    uses: readonly Use[],
  ): void => {
    const id = JSON.stringify([rule, file, pointer, was, is]);
    const known = found.get(id);
    if (known === undefined) {
      found.set(id, { rule, breaks, file, pointer, was, is, why, uses });
      return;
    }
    const more = uses.filter(
      ({ message, from, part }) =>
        !known.uses.some(
          (use) => use.message === message && use.from === from && use.part === part,
        ),
    );
    found.set(id, {
      ...known,
      breaks: [...new Set([...known.breaks, ...breaks])].sort(),
      // Whoever is broken wants to know why, whoever else is not.
      why: known.breaks.length > 0 ? known.why : why,
      uses: [...known.uses, ...more],
    });
  };

  return {
    add(finding, { message, from, part, flow, live }) {
      const rule = DIFF_RULES[finding.rule];
      const reason = finding.harmless === true ? undefined : (rule.breaks ?? (flow && rule[flow]));
      const breaks = live && reason !== undefined;
      const why = breaks ? reason : live ? (rule.safe ?? UNUSED) : UNUSED;
      put(finding, breaks ? [audienceOf(from)] : [], why, [{ message, from, part, breaks }]);
    },
    addCommon(finding, audiences) {
      const rule = DIFF_RULES[finding.rule];
      const breaks = finding.harmless === true || rule.breaks === undefined ? [] : audiences;
      put(finding, breaks, String(breaks.length > 0 ? rule.breaks : rule.safe), []);
    },
    list: () => [...found.values()].sort(order),
  };
};
