import { betterChoices } from '../better-choices.js';
import type { CatalogueEntry } from '../catalogue-entry.js';
import { areasOf, messagesOf, type Choice } from '../choice.js';
import { distinct, importOf, inWords, textOf } from '../code.js';
import { catalogue } from '../generated/catalogue.js';
import { factoryOf, titleOf } from '../names.js';
import { recipeOf } from '../recipes/recipes.js';
import { summaryOf, useOf } from './index-source.js';
import { tableOf } from './table.js';

const fenced = (language: string, lines: readonly string[]): readonly string[] => [
  `\`\`\`${language}`,
  ...lines,
  '```',
];

const messages = (choice: Choice): readonly string[] =>
  tableOf(
    ['message', 'kind', 'description', 'capability'],
    messagesOf(choice).map(({ name, kind, about, capability }) => [
      `\`${name}\``,
      kind,
      about,
      capability === undefined ? '' : `\`${capability}\``,
    ]),
  );

const REGISTER =
  'https://github.com/jackfield/jackfield/blob/main/docs/generated/ringex/reference/from-page/register.md';

/** What a page of RingEX has to register besides, so that messages come. */
const registered = (choice: Choice): readonly string[] => {
  const handled = new Set(messagesOf(choice).map(({ capability }) => capability));
  const needed = messagesOf(choice)
    .map(
      ({ name, requires = [] }) => [name, requires.filter((each) => !handled.has(each))] as const,
    )
    .filter(([, missing]) => missing.length > 0);
  if (needed.length === 0) return [];
  const condition = (capability: string): string => {
    const request = catalogue.ringex.find((entry) => entry.capability === capability);
    return request === undefined
      ? `the page registers \`${capability}\``
      : `a plugin handles \`${request.name}\``;
  };
  return [
    '',
    `The page registers more with the option [registration](${REGISTER}) of \`createRingex\`. The widget sends`,
    '',
    ...needed.map(([name, missing]) => `- \`${name}\` if ${inWords(missing.map(condition))}`),
  ];
};

const use = (choice: Choice): readonly string[] => {
  const { name, wire } = choice;
  const isRingex = wire === 'ringex';
  return [
    '## Usage',
    '',
    ...fenced('sh', [`npm install ${name} @jackfield/core${isRingex ? ' @jackfield/ringex' : ''}`]),
    '',
    ...fenced('js', [
      ...(isRingex
        ? importOf(
            distinct([...areasOf(choice), 'createHost', 'createRingex']),
            '@jackfield/ringex',
          )
        : ["import { createHost } from '@jackfield/core';"]),
      `import { ${factoryOf(name)} } from '${name}';`,
      '',
      ...useOf(choice),
    ]),
    '',
    isRingex
      ? 'It does not run on RingCX. The page may have other plugins and areas, too.'
      : 'It runs unchanged on RingEX Embeddable: take `createHost` from `@jackfield/ringex`, and add `protocol: createRingex()`.',
    ...registered(choice),
  ];
};

const needs = (choice: Choice): readonly string[] => [
  'You provide `crm`, an object with these methods. If a method fails or takes too long, the host still answers the widget.',
  '',
  ...tableOf(
    ['method', 'purpose'],
    messagesOf(choice).map((entry) => {
      const { name, about, parameters } = recipeOf(entry).method;
      return [`\`${name}(${parameters.map(([parameter]) => parameter).join(', ')})\``, about];
    }),
  ),
];

const work = ({ language, workspace }: Choice): readonly string[] => [
  '## Development',
  '',
  ...tableOf(
    ['command', 'purpose'],
    [
      ['`npm test`', 'the plugin contract, and the behaviour of this plugin'],
      ['`npm run dev`', 'a page with a simulated widget and the plugin; edits show at once'],
      [
        '`npm run check`',
        'checks the source, the manifest in package.json and the size of the bundle',
      ],
      [
        '`npm run typecheck`',
        language === 'ts' ? 'TypeScript' : 'TypeScript, with the JSDoc types',
      ],
      ['`npm run build`', 'builds `dist` for publishing'],
    ],
  ),
  ...(workspace === undefined
    ? []
    : ['', '`dev` and `check` need a build of the repository: run `npm run build` in its root.']),
  '',
  'The folder `dev` contains a CRM in memory, for the tests and for `npm run dev`.',
];

const others = (choice: Choice): readonly string[] => {
  const found = betterChoices(choice);
  if (found.length === 0) return [];
  return [
    '',
    '## Plugins that exist already',
    ...found.flatMap(({ name, when }) => [
      '',
      `[${name}](https://www.npmjs.com/package/${name}) ${when}`,
    ]),
  ];
};

const exampleOf = ({ name, example }: CatalogueEntry): readonly string[] => [
  '',
  `### ${name}`,
  '',
  ...(example === undefined ? ['It has no data.'] : fenced('json', example.split('\n'))),
];

const examples = (choice: Choice): readonly string[] => [
  '## Example messages from the widget',
  ...messagesOf(choice).flatMap(exampleOf),
];

/** README.md: messages, usage and development. */
export const readme = (choice: Choice): string =>
  textOf([
    `# ${titleOf(choice.name)}`,
    '',
    `A Jackfield plugin for RingCentral's ${choice.wire === 'ringcx' ? 'RingCX and RingEX widgets' : 'RingEX Embeddable'}: ${summaryOf(choice)}.`,
    '',
    ...messages(choice),
    '',
    ...use(choice),
    '',
    ...needs(choice),
    ...others(choice),
    '',
    ...work(choice),
    '',
    ...examples(choice),
    '',
    '## Licence',
    '',
    '[MIT](LICENSE)',
  ]);
