import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { emitDispatcher } from '../src/emit/dispatcher.js';
import { emitValidators } from '../src/emit/validators.js';
import { loadProtocol, type Message, type Protocol } from '../src/index.js';
import type { Schema } from '../src/schema.js';
import { here, load } from './support.js';

export interface Dispatched {
  readonly status: string;
  readonly issues?: readonly {
    readonly pointer: string;
    readonly expected: string;
    readonly keyword: string;
  }[];
}

interface Dispatcher {
  readonly dispatchFromWidget: (envelope: string, type: string, body: unknown) => Dispatched;
}

/** Generates and loads the dispatcher of a push for each schema: the titles are `Case0` and so on. */
export const dispatcherOf = async (
  schemas: Readonly<Record<string, Schema>>,
  definitions: Readonly<Record<string, Schema>>,
  folder: string,
): Promise<Dispatcher> => {
  const base = await loadProtocol({ schemas: here('fixtures/good') });
  const notice = base.messages.find(({ name }) => name === 'notice') as Message;
  const protocol: Protocol = {
    ...base,
    messages: Object.entries(schemas).map(([name, schema], index) => {
      const title = `Case${index}`;
      const own = { name, title, type: name, body: { title, required: true, schema } };
      return Object.assign({}, notice, own);
    }),
    definitions: Object.entries(definitions).map(([title, schema]) => ({
      file: `${title}.json`,
      title,
      schema,
    })),
  };
  await writeFile(join(folder, 'validators.js'), await emitValidators(protocol));
  await writeFile(join(folder, 'dispatcher.ts'), await emitDispatcher(protocol, '.'));
  return load<Dispatcher>(join(folder, 'dispatcher.ts'));
};
