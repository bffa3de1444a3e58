import { closestMatch } from '@jackfield/plugin-kit/closest-match';
import { pageExamples, widgetExamples } from '../generated/examples.js';
import { pageMessages, widgetMessages } from '../generated/schemas.js';
import type { MessageSchema, PartSchema } from '../generated/schemas.js';
import { TestingError } from '../testing-error.js';

/** A part of a message, with the examples of its schema. */
export interface FoundPart extends PartSchema {
  readonly examples: readonly unknown[];
}

const MESSAGES: readonly MessageSchema[] = [
  ...Object.values<MessageSchema>(widgetMessages),
  ...Object.values<MessageSchema>(pageMessages),
];

const LIVE: ReadonlyMap<string, MessageSchema> = new Map(
  MESSAGES.filter(({ live }) => live).map((message) => [message.name, message]),
);

const EXAMPLES: Readonly<Record<string, readonly object[]>> = {
  ...widgetExamples,
  ...pageExamples,
};

/** The names of all messages that have data. */
export const messageNames: readonly string[] = [...LIVE.keys()];

const partOf = (message: MessageSchema, part: string | undefined): PartSchema | undefined => {
  if (message.kind === 'push') {
    return part === undefined || part === 'body' ? message.body : undefined;
  }
  if (part === 'result') return message.result;
  return part === undefined || part === 'data' ? message.data : undefined;
};

/**
 * Returns the schema of a message's part; the default is a push's body or a request's data.
 *
 * @throws `TestingError` `UNKNOWN_MESSAGE` with the closest known name, or `UNKNOWN_PART`
 */
export const findPart = (caller: string, name: string, part: string | undefined): FoundPart => {
  const message = LIVE.get(name);
  if (!message) {
    const hidden = MESSAGES.some((each) => each.name === name);
    const closest = hidden ? undefined : closestMatch(name, messageNames);
    const hint = hidden
      ? ', which is internal or never sent'
      : closest === undefined
        ? ''
        : `; did you mean "${closest}"?`;
    throw new TestingError(
      'UNKNOWN_MESSAGE',
      `${caller}: expected the name of a message, received "${name}"${hint}`,
    );
  }
  const found = partOf(message, part);
  if (!found) {
    const expected = message.kind === 'push' ? '"body"' : '"data" or "result"';
    throw new TestingError(
      'UNKNOWN_PART',
      `${caller}: expected ${expected} as the part of the ${message.kind} "${name}", received "${part}"`,
    );
  }
  const shown = EXAMPLES[name] ?? [];
  const examples =
    message.kind === 'push'
      ? shown
      : shown.flatMap((exchange) =>
          part === 'result'
            ? 'result' in exchange
              ? [exchange.result]
              : []
            : 'data' in exchange
              ? [exchange.data]
              : [],
        );
  return { ...found, examples };
};
