import type { FailedKeyword } from '@jackfield/core/protocol';
import { protocol } from '@jackfield/core/ringcx';
import { type Arbitrary, constantFrom, sample } from 'fast-check';
import { arbitrary } from '../data/arbitrary.js';
import type { MessageName } from '../data/bodies.js';
import { examples } from '../data/examples.js';
import { TestingError } from '../testing-error.js';
import { widgetData } from './widget-data.js';

/** Data of your own for one message, where a plugin knows only some. */
export interface OwnData<T> {
  /** Instead of the schemas' examples. */
  readonly examples?: readonly T[] | undefined;
  /** Instead of everything that the schema allows. */
  readonly arbitrary?: Arbitrary<T> | undefined;
  /**
   * Whether the handler may answer this data with this error, though its schema allows it. All that
   * it throws is a broken rule if left out.
   */
  readonly mayRefuse?: ((data: T, error: unknown) => boolean) | undefined;
}

/** What a plugin is given for one message. */
export interface MessageData {
  readonly examples: readonly unknown[];
  readonly arbitrary: Arbitrary<unknown>;
  /** Whether it is the caller's own, and so may be of real people. */
  readonly isOwn: boolean;
  mayRefuse(data: unknown, error: unknown): boolean;
}

type Entry = { readonly type: string; readonly bare?: boolean };

const entryOf = (name: string): Entry =>
  ({ ...protocol.requests, ...protocol.pushes })[name as 'logCall'];

/** What is wrong with what the widget would send; `undefined` if it is valid. */
export function issuesOf(name: string, body: unknown): readonly FailedKeyword[] | undefined {
  const kind = Object.hasOwn(protocol.requests, name) ? 'request' : 'push';
  const { type, bare } = entryOf(name);
  const found = protocol.dispatchFromWidget(bare ? 'bare' : kind, type, body);
  return found.status === 'invalid' ? found.issues : undefined;
}

/** @throws `TestingError` `BAD_OPTION` if the widget would not send this */
function checkOwn(name: string, body: unknown): unknown {
  const [issue] = issuesOf(name, body) ?? [];
  if (!issue) return body;
  const where = `/data/${name}${issue.pointer}`;
  throw new TestingError('BAD_OPTION', `testPlugin: expected ${issue.expected} at ${where}`);
}

/** How many bodies stand for an arbitrary where a rule takes examples. */
const SAMPLES = 5;

/** The schemas' data and the widget's habits, or the caller's own. */
export function messageData(
  name: string,
  own: OwnData<unknown> | undefined,
  seed: number,
): MessageData {
  const mayRefuse = (data: unknown, error: unknown): boolean =>
    own?.mayRefuse?.(data, error) ?? false;
  if (!own?.examples && !own?.arbitrary) {
    return {
      examples: [
        ...examples(name as MessageName),
        ...(widgetData[name as keyof typeof widgetData] ?? []),
      ],
      arbitrary: arbitrary(name as MessageName),
      isOwn: false,
      mayRefuse,
    };
  }
  const shown =
    own.examples ?? sample(own.arbitrary as Arbitrary<unknown>, { numRuns: SAMPLES, seed });
  return {
    examples: shown.map((body) => checkOwn(name, body)),
    arbitrary: (own.arbitrary ?? constantFrom(...shown)).map((body) => checkOwn(name, body)),
    isOwn: true,
    mayRefuse,
  };
}
