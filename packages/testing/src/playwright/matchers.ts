import { expect as base, type Expect } from '@playwright/test';
import type { Problem, Warning } from '../problems/problem.js';
import { lastMessages, listOf } from './text.js';

/** What the matchers see of a widget. */
export interface Matchable {
  readonly requests: readonly {
    readonly name: string;
    readonly status: string;
    readonly data: unknown;
    readonly result?: unknown;
    readonly error?: string | undefined;
  }[];
  problems(): readonly Problem[];
}

/** What a widget knows that matchers print. */
export interface Details {
  /** The service as the page registered it. */
  service(): Readonly<Record<string, unknown>>;
  transcript(): string;
}

const details = new WeakMap<object, Details>();

/** Lets the matchers print more of a widget. */
export const describeBy = (widget: object, of: Details): void => {
  details.set(widget, of);
};

interface Outcome {
  readonly pass: boolean;
  readonly message: () => string;
}

interface State {
  readonly isNot: boolean;
  readonly timeout: number;
  equals(a: unknown, b: unknown): boolean;
}

/** Tries again until the matcher has the wanted outcome or its time is over. */
async function until(
  { isNot, timeout }: State,
  widget: Matchable,
  attempt: () => { readonly pass: boolean; readonly expected: string; readonly received: string },
): Promise<Outcome> {
  const end = performance.now() + timeout;
  let last = attempt();
  while (last.pass === isNot && performance.now() < end) {
    await new Promise((wake) => setTimeout(wake, 20));
    last = attempt();
  }
  const { pass, expected, received } = last;
  const message = (): string => {
    const problems = widget.problems();
    return [
      `Expected ${isNot ? 'not: ' : ''}${expected}, received ${received}.`,
      ...(problems.length > 0 ? ['Problems of the page:', listOf(problems)] : []),
      'The last messages:',
      lastMessages(details.get(widget)?.transcript() ?? ''),
    ].join('\n');
  };
  return { pass, message };
}

const keyOf = (data: unknown): unknown => {
  const { sessionId, call } = (data ?? {}) as {
    readonly sessionId?: unknown;
    readonly call?: { readonly sessionId?: unknown };
  };
  return sessionId ?? call?.sessionId;
};

const timesOf = (count: number): string => `${count} ${count === 1 ? 'time' : 'times'}`;

/** The matches of a number in an answer: under the number, or in its `data`. */
function matchesIn(result: unknown, number: string): unknown {
  const { data, ...found } = (result ?? {}) as Readonly<Record<string, unknown>>;
  return found[number] ?? (data as Readonly<Record<string, unknown>> | undefined)?.[number];
}

const matchers = {
  /** Whether the page has registered a service with these capabilities, the members of its register message. */
  toHaveRegistered(
    this: State,
    widget: Matchable,
    capabilities: readonly string[],
  ): Promise<Outcome> {
    return until(this, widget, () => {
      const service = details.get(widget)?.service() ?? {};
      const on = Object.keys(service).filter((name) => name !== 'name' && Boolean(service[name]));
      return {
        pass: capabilities.every((name) => on.includes(name)),
        expected: `a service with ${capabilities.join(', ')}`,
        received: on.length > 0 ? on.join(', ') : 'none',
      };
    });
  },

  /** Whether the page answered that it has logged a call: at least once, or exactly `times` times. */
  toHaveLogged(
    this: State,
    widget: Matchable,
    call: { readonly key: string },
    { times }: { readonly times?: number } = {},
  ): Promise<Outcome> {
    return until(this, widget, () => {
      const logs = widget.requests.filter(
        ({ name, data }) => name === 'logCall' && keyOf(data) === call.key,
      );
      const { length } = logs.filter(({ status }) => status === 'answered');
      const others = logs.filter(({ status }) => status !== 'answered').map(({ status }) => status);
      return {
        pass: times === undefined ? length > 0 : length === times,
        expected: `the call to be logged${times === undefined ? '' : ` ${timesOf(times)}`}`,
        received: [timesOf(length), ...others].join(', '),
      };
    });
  },

  /** Whether the page found these contacts for a number; each has at least the given members. */
  toHaveMatched(
    this: State,
    widget: Matchable,
    number: string,
    contacts: readonly object[],
  ): Promise<Outcome> {
    return until(this, widget, () => {
      const answers = widget.requests
        .filter(({ name, status }) => name === 'matchContacts' && status === 'answered')
        .map(({ result }) => matchesIn(result, number))
        .filter(Array.isArray);
      const wanted = contacts.map((contact) => base.objectContaining(contact as never) as unknown);
      const found = answers.at(-1);
      return {
        pass: found !== undefined && this.equals(found, wanted),
        expected: `${contacts.length} contacts as given`,
        received: found === undefined ? 'no answer with the number' : `${found.length} contacts`,
      };
    });
  },

  /** Whether the page has made no mistake so far. */
  toHaveNoProblems(this: State, widget: Matchable): Outcome {
    const found: readonly (Problem | Warning)[] = widget.problems();
    return {
      pass: found.length === 0,
      message: () =>
        found.length === 0
          ? 'Expected problems of the page, received none.'
          : `Expected no problems of the page, received ${found.length}:\n${listOf(found)}\nThe last messages:\n${lastMessages(details.get(widget)?.transcript() ?? '')}`,
    };
  },
};

/** Playwright's `expect`, with matchers for the simulated widget. */
export const expect: Expect<typeof matchers> = base.extend(matchers as never) as never;
