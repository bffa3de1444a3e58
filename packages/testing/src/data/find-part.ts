import { closestMatch } from '@jackfield/plugin-kit/closest-match';
import { pageExamples, widgetExamples } from '../generated/examples.js';
import { pageMessages, widgetMessages } from '../generated/schemas.js';
import type { MessageSchema, PartSchema } from '../generated/schemas.js';
import { TestingError } from '../testing-error.js';

/** A part of a message, with the values that its schema shows. */
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

/** The names of all messages that data can be asked for. */
export const messageNames: readonly string[] = [...LIVE.keys()];

const partOf = (message: MessageSchema, part: string | undefined): PartSchema | undefined => {
  if (message.kind === 'push') {
    return part === undefined || part === 'body' ? message.body : undefined;
  }
  if (part === 'result') return message.result;
  return part === undefined || part === 'data' ? message.data : undefined;
};

/**
 * The schema of a message's part; without `part`, of what it says.
 *
 * @throws `TestingError` `UNKNOWN_MESSAGE` with the nearest known name, or `UNKNOWN_PART`
 */
export const findPart = (asker: string, name: string, part: string | undefined): FoundPart => {
  const message = LIVE.get(name);
  if (!message) {
    const hidden = MESSAGES.some((each) => each.name === name);
    const near = hidden ? undefined : closestMatch(name, messageNames);
    const hint = hidden
      ? ', which is internal or never sent'
      : near === undefined
        ? ''
        : `; did you mean "${near}"?`;
    throw new TestingError(
      'UNKNOWN_MESSAGE',
      `${asker}: expected the name of a message, received "${name}"${hint}`,
    );
  }
  const found = partOf(message, part);
  if (!found) {
    const expected = message.kind === 'push' ? '"body"' : '"data" or "result"';
    throw new TestingError(
      'UNKNOWN_PART',
      `${asker}: expected ${expected} as the part of the ${message.kind} "${name}", received "${part}"`,
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
