import { valuesOf } from '@jackfield/plugin-kit/union-tags';
import { byText, type Json } from '../json.js';
import { partsOf, type Part, type Protocol } from '../model.js';
import type { Schema } from '../schema.js';
import { bannerOf } from './banner.js';
import { commentOf } from './comment.js';
import { formattedStatements } from './format.js';
import { typePrinter } from './type-text.js';

/** Emits `types.ts`: one type for each title, and for the data and the result of each request. */
export const emitTypes = (protocol: Protocol): Promise<string> => {
  const definitions = new Map(protocol.definitions.map(({ title, schema }) => [title, schema]));
  const named: [string, Schema][] = [...definitions];
  for (const message of protocol.messages) {
    for (const part of partsOf(message)) named.push([part.title, part.schema]);
    if (message.kind === 'push') continue;
    const properties = Object.fromEntries(
      (['data', 'result'] as const).map((member) => {
        const { title, schema } = message[member] as Part;
        return [member, { description: schema.description, allOf: [{ $ref: title }] } as Schema];
      }),
    );
    named.push([message.title, { ...message.schema, properties }]);
  }
  const listOfTitle = (title: string): readonly Json[] | undefined =>
    valuesOf(definitions.get(title) ?? {});
  const print = typePrinter(listOfTitle);
  const declarations = named
    .sort(([a], [b]) => byText(a, b))
    .map(([title, schema]) => {
      const type = print(schema);
      const isInterface = type.startsWith('{');
      const head = isInterface ? `export interface ${title} ` : `export type ${title} = `;
      return commentOf(schema) + head + type + (isInterface ? '' : ';');
    });
  return formattedStatements([bannerOf(protocol).trim(), ...declarations]);
};
