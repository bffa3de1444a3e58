import type { CatalogueEntry } from '../catalogue-entry.js';
import { indented, literal } from '../code.js';
import type { Fake, Recipe } from './recipe.js';
import { notification, recordShown } from './shown.js';

const jsonOf = (text: string): unknown => JSON.parse(text);

const push = ({ name, about, example = '{}' }: CatalogueEntry): Recipe => ({
  method: notification(name, about, ['body', `Messages['pushes']['${name}']`]),
  types: ['RingexMessages'],
  handler: [`${name}: (body) => crm.${name}(body),`],
  fake: recordShown(name, '', `'${name}'`),
  test: {
    title: `passes ${name} to the CRM`,
    lines: [
      ...literal(`await widget.push('${name}', `, jsonOf(example), ');', 2),
      `expect(crm.shown).toContain('${name}');`,
    ],
  },
});

/** The example of the schema is the result. */
const fakeOf = (name: string, result: string): Fake => {
  const { collection, lines } = recordShown(`async ${name}`, '', `'${name}'`);
  const returned = literal('return ', jsonOf(result), ';', 6);
  return { collection, lines: [...lines.slice(0, -1), ...indented(returned), '},'] };
};

const request = ({ name, about, example, path, result = '{}' }: CatalogueEntry): Recipe => {
  const isAtOwnPath = path === `/jackfield/${name}`;
  const sent = [
    `'${name}'`,
    ...(example === undefined ? [] : ['data']),
    ...(isAtOwnPath ? [] : [`'${path}'`]),
  ];
  return {
    method: {
      name,
      about,
      parameters: [
        ['data', `Messages['requests']['${name}']['data']`],
        ['signal', 'AbortSignal'],
      ],
      result: `Promise<Messages['requests']['${name}']['result']>`,
    },
    types: ['RingexMessages'],
    handler: [`${name}: (data, { signal }) => crm.${name}(data, signal),`],
    fake: fakeOf(name, result),
    test: {
      title: `answers ${name} with what the CRM returns`,
      lines: [
        ...(example === undefined ? [] : literal('const data = ', jsonOf(example), ';', 2)),
        `const { result } = await widget.request(${sent.join(', ')});`,
        ...literal('expect(result).toEqual(', jsonOf(result), ');', 2),
        `expect(crm.shown).toContain('${name}');`,
      ],
    },
  };
};

/** Passes a message that only RingEX has to the CRM unchanged, with its result. */
export const ringexOnly = (entry: CatalogueEntry): Recipe =>
  entry.kind === 'push' ? push(entry) : request(entry);
