import type { FailedKeyword } from '@jackfield/core/protocol';
import { dispatchFromPage, protocol } from '@jackfield/core/ringcx';
import type { Arbitrary } from 'fast-check';
import { arbitrary } from '../../src/data/arbitrary.js';
import { invalid } from '../../src/data/invalid.js';
import type { InvalidBody } from '../../src/data/derive/invalid-of.js';
import {
  pageMessages,
  widgetMessages,
  type MessageSchema,
  type PartSchema,
} from '../../src/generated/schemas.js';

/** A part of a message, as a table row: the name first, for the title of a test. */
export interface Row extends PartSchema {
  readonly title: string;
  readonly message: MessageSchema;
  readonly part: 'body' | 'data' | 'result';
}

const messages = [...Object.values(widgetMessages), ...Object.values(pageMessages)];

/** Every part of every message, those too that nobody validates in a page. */
export const allParts: readonly Row[] = messages.flatMap((message): readonly Row[] => {
  const row = (part: Row['part'], found: PartSchema): Row => ({
    title: `${message.from}'s ${message.name}, ${part}`,
    message,
    part,
    ...found,
  });
  return message.kind === 'push'
    ? [row('body', message.body)]
    : [row('data', message.data), row('result', message.result)];
});

/** The parts that plugins and hosts meet. */
export const liveParts = allParts.filter(({ message }) => message.live);

/** What core itself says is wrong with a value: nothing, if it is valid. */
export const issuesByCore = ({ message, part }: Row, value: unknown): readonly FailedKeyword[] => {
  const { name, type, from, kind, bare } = message;
  if (part === 'result') {
    const check = from === 'widget' ? protocol.checkResult : protocol.checkPageResult;
    return check(name, value) ?? [];
  }
  const dispatch = from === 'widget' ? protocol.dispatchFromWidget : dispatchFromPage;
  const found = dispatch(bare ? 'bare' : kind, type, value);
  if (found.status === 'valid') return [];
  if (found.status === 'invalid') return found.issues;
  throw new Error(`${name} is ${found.status}`);
};

// A row's name and part are strings to the compiler.
type AnyArbitrary = (name: string, part?: string) => Arbitrary<unknown>;
type AnyInvalid = (name: string, part?: string) => readonly InvalidBody[];

export const arbitraryOfRow = ({ message, part }: Row): Arbitrary<unknown> =>
  (arbitrary as AnyArbitrary)(message.name, part);

export const invalidOfRow = ({ message, part }: Row): readonly InvalidBody[] =>
  (invalid as AnyInvalid)(message.name, part);
