import { betterChoices } from '../better-choices.js';
import type { CatalogueEntry } from '../catalogue-entry.js';
import { messagesOf, type Choice } from '../choice.js';
import { textOf } from '../code.js';
import { factoryOf, titleOf } from '../names.js';
import { recipeOf } from '../recipes/recipes.js';
import { summaryOf } from './index-source.js';
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

const use = ({ name }: Choice): readonly string[] => [
  '## Usage',
  '',
  ...fenced('sh', [`npm install ${name} @jackfield/core`]),
  '',
  ...fenced('js', [
    "import { createHost } from '@jackfield/core';",
    `import { ${factoryOf(name)} } from '${name}';`,
    '',
    `createHost({ service: 'Acme CRM', plugins: [${factoryOf(name)}(crm)] });`,
  ]),
  '',
  'It runs unchanged on RingEX Embeddable: take `createHost` from `@jackfield/ringex`, and add `protocol: createRingex()`.',
];

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
  ...fenced('json', example.split('\n')),
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
    `A Jackfield plugin for RingCentral's RingCX and RingEX widgets: ${summaryOf(choice)}.`,
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
