import type { FailedKeyword } from '@jackfield/core/protocol';
import { protocol } from '@jackfield/core/ringcx';
import { protocol as ringex } from '@jackfield/ringex/wire';
import { type Arbitrary, constantFrom, sample } from 'fast-check';
import { arbitrary } from '../data/arbitrary.js';
import type { MessageName } from '../data/bodies.js';
import { examples } from '../data/examples.js';
import { TestingError } from '../testing-error.js';
import { invalid } from '../data/invalid.js';
import { arbitraryOf } from '../data/derive/arbitrary-of.js';
import { invalidOf } from '../data/derive/invalid-of.js';
import { widgetExamples as ringexExamples } from '../ringex-widget/generated/examples.js';
import {
  definitions,
  type MessageSchema as RingexMessage,
  type Schema,
  widgetMessages as ringexMessages,
} from '../ringex-widget/generated/schemas.js';
import type { ContractWire } from './contract-wire.js';
import { widgetData } from './widget-data.js';

/** Your own data for one message, where a plugin supports only some data. */
export interface OwnData<T> {
  /** Used instead of the schemas' examples. */
  readonly examples?: readonly T[] | undefined;
  /** Used instead of everything that the schema allows. */
  readonly arbitrary?: Arbitrary<T> | undefined;
  /**
   * Returns whether the handler may answer this data with this error although its schema allows it.
   * If left out, every error is a violation.
   */
  readonly mayRefuse?: ((data: T, error: unknown) => boolean) | undefined;
}

/** The data that a plugin receives for one message. */
export interface MessageData {
  readonly examples: readonly unknown[];
  readonly arbitrary: Arbitrary<unknown>;
  /** Whether it is the caller's own, which may describe real people. */
  readonly isOwn: boolean;
  mayRefuse(data: unknown, error: unknown): boolean;
}

type Entry = { readonly type: string; readonly bare?: boolean };

const entryOf = (name: string): Entry =>
  ({ ...protocol.requests, ...protocol.pushes })[name as 'logCall'];

/** A message that only RingEX has, and its data. */
const ringexOwn = (name: string): RingexMessage | undefined =>
  Object.hasOwn({ ...protocol.requests, ...protocol.pushes }, name)
    ? undefined
    : (ringexMessages as Readonly<Record<string, RingexMessage | undefined>>)[name];

/** The schema of a message's data or body, and the examples of it. */
function ringexPart(
  name: string,
  message: RingexMessage,
): { readonly schema: Schema; readonly examples: readonly unknown[] } {
  const given = (ringexExamples as Readonly<Record<string, readonly unknown[]>>)[name] ?? [];
  return message.kind === 'push'
    ? { schema: message.body.schema, examples: given }
    : {
        schema: message.data.schema,
        examples: given.flatMap((each) => (each as { data?: unknown }).data ?? []),
      };
}

/** Returns bodies of a message from the widget that break one constraint of its schema each. */
export function invalidBodies(name: string): readonly unknown[] {
  const message = ringexOwn(name);
  if (!message) return invalid(name as MessageName).map(({ body }) => body);
  const { schema, examples: valid } = ringexPart(name, message);
  return invalidOf(schema, definitions, valid).map(({ body }) => body);
}

/** Returns what is wrong with a body from the widget; `undefined` if it is valid. */
export function issuesOf(name: string, body: unknown): readonly FailedKeyword[] | undefined {
  const own = ringexOwn(name);
  if (own) {
    const found = ringex.dispatchFromWidget(
      own.kind === 'push' ? 'bare' : 'request',
      own.type,
      body,
    );
    // Messages of one type can differ in a member: without it, this is another message.
    return found.status === 'invalid' && found.name === name ? found.issues : undefined;
  }
  const kind = Object.hasOwn(protocol.requests, name) ? 'request' : 'push';
  const { type, bare } = entryOf(name);
  const found = protocol.dispatchFromWidget(bare ? 'bare' : kind, type, body);
  return found.status === 'invalid' ? found.issues : undefined;
}

/** @throws `TestingError` `BAD_OPTION` if the schema does not allow this body */
function checkOwn(name: string, body: unknown): unknown {
  const [issue] = issuesOf(name, body) ?? [];
  if (!issue) return body;
  const where = `/data/${name}${issue.pointer}`;
  throw new TestingError('BAD_OPTION', `testPlugin: expected ${issue.expected} at ${where}`);
}

/** How many samples of an arbitrary are used where a rule needs examples. */
const SAMPLES = 5;

/** Returns the caller's own data, or that of the schemas and what the widget sends in practice. */
export function messageData(
  name: string,
  own: OwnData<unknown> | undefined,
  seed: number,
): MessageData {
  const mayRefuse = (data: unknown, error: unknown): boolean =>
    own?.mayRefuse?.(data, error) ?? false;
  if (!own?.examples && !own?.arbitrary) {
    const message = ringexOwn(name);
    if (message) {
      const { schema, examples: given } = ringexPart(name, message);
      const random = arbitraryOf(schema, definitions);
      return { examples: given, arbitrary: random, isOwn: false, mayRefuse };
    }
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

/** Returns the data as plugins get it over a wire, without what does not come there. */
export function carriedBy(wire: ContractWire, name: string, data: MessageData): MessageData {
  const carried = (body: unknown): readonly unknown[] => wire.carried(name, body) ?? [];
  const examples = data.examples.flatMap(carried);
  const arbitrary = data.arbitrary
    .filter((body) => carried(body).length > 0)
    .map((body) => carried(body)[0]);
  return { ...data, examples, arbitrary };
}
