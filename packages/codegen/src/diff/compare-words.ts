import { show, step } from '@jackfield/plugin-kit/json';
import { byText, type Json } from '../json.js';
import type { Message, Protocol } from '../model.js';
import type { Schema } from '../schema.js';
import { walkSchema } from '../walk.js';
import type { Changes } from './change.js';

/** The texts of a file by pointer. */
interface Words {
  readonly file: string;
  readonly message?: Message;
  readonly texts: ReadonlyMap<string, Json>;
}

const textsOf = (schema: Schema): ReadonlyMap<string, Json> => {
  const texts = new Map<string, Json>();
  for (const [pointer, sub] of walkSchema(schema as unknown as Json)) {
    const { description, examples } = sub as unknown as Schema;
    if (description !== undefined) texts.set(step(pointer, 'description'), description);
    if (examples !== undefined) texts.set(step(pointer, 'examples'), examples);
  }
  return texts;
};

const wordsOf = (protocol: Protocol): ReadonlyMap<string, Words> => {
  const { wire, wireFile, messages, definitions } = protocol;
  const found = new Map<string, Words>();
  const { title, description } = wire;
  found.set('', {
    file: wireFile,
    texts: new Map([
      ['/title', title],
      ['/description', description],
    ]),
  });
  for (const message of messages) {
    const { file, from, name, schema, examples, source, stability } = message;
    const texts = new Map(textsOf(schema));
    texts.set('/examples', examples);
    texts.set('/x-message/source', source);
    // A changed declared-only message is reported as MESSAGE_HIDDEN.
    if (stability !== 'declared-only') texts.set('/x-message/stability', stability);
    found.set(`${from} ${name}`, { file, message, texts });
  }
  for (const { file, title: id, schema } of definitions) {
    found.set(id, { file, texts: textsOf(schema) });
  }
  return found;
};

/** Reports the first changed text of each file. */
export const compareWords = (old: Protocol, next: Protocol, changes: Changes): void => {
  const olds = wordsOf(old);
  for (const [id, { file, message, texts }] of wordsOf(next)) {
    const before = olds.get(id)?.texts ?? new Map<string, Json>();
    const [pointer] = [...texts.keys()]
      .filter((one) => before.has(one))
      .filter((one) => JSON.stringify(before.get(one)) !== JSON.stringify(texts.get(one)))
      .sort(byText);
    if (pointer === undefined) continue;
    const [was, is] = [show(before.get(pointer)), show(texts.get(pointer))];
    const difference = { rule: 'WORDS_CHANGED', file, pointer, was, is } as const;
    if (message === undefined) changes.addCommon(difference, []);
    else changes.add(difference, { message: message.name, from: message.from, live: message.live });
  }
};
