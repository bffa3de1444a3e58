import type { CatalogueEntry } from '../catalogue-entry.js';
import { messagesOf, type Choice } from '../choice.js';
import { textOf } from '../code.js';
import { factoryOf, titleOf } from '../names.js';
import { recipeOf } from '../recipes/recipes.js';
import { deedsOf } from './index-source.js';
import { tableOf } from './table.js';

const fenced = (language: string, lines: readonly string[]): readonly string[] => [
  `\`\`\`${language}`,
  ...lines,
  '```',
];

const messages = (choice: Choice): readonly string[] =>
  tableOf(
    ['message', 'kind', 'when', 'capability'],
    messagesOf(choice).map(({ name, kind, about, capability }) => [
      `\`${name}\``,
      kind,
      about,
      capability === undefined ? '' : `\`${capability}\``,
    ]),
  );

const use = ({ name }: Choice): readonly string[] => [
  '## Use it',
  '',
  ...fenced('sh', [`npm install ${name} @jackfield/core`]),
  '',
  ...fenced('js', [
    "import { createHost } from '@jackfield/core';",
    `import { ${factoryOf(name)} } from '${name}';`,
    '',
    `createHost({ service: 'Acme CRM', plugins: [${factoryOf(name)}(crm)] });`,
  ]),
];

const needs = (choice: Choice): readonly string[] => [
  '`crm` is yours, an object with these methods. Where one fails or takes too long, the widget is answered all the same.',
  '',
  ...tableOf(
    ['method', 'what it is for'],
    messagesOf(choice).map((entry) => {
      const { name, about, parameters } = recipeOf(entry).method;
      return [`\`${name}(${parameters.map(([parameter]) => parameter).join(', ')})\``, about];
    }),
  ),
];

const work = ({ language, workspace }: Choice): readonly string[] => [
  '## Work on it',
  '',
  ...tableOf(
    ['command', 'what'],
    [
      [
        '`npm test`',
        'everything that the widget may do to a plugin, and what this one makes of it',
      ],
      ['`npm run dev`', 'a page with a simulated widget and the plugin; edits show at once'],
      ['`npm run check`', 'the declaration, the manifest in package.json, the size of the bundle'],
      [
        '`npm run typecheck`',
        language === 'ts' ? 'TypeScript' : 'TypeScript, by the JSDoc comments',
      ],
      ['`npm run build`', '`dist`, as it is published'],
    ],
  ),
  ...(workspace === undefined
    ? []
    : ['', '`dev` and `check` need a build of the repository: `npm run build` in its root.']),
  '',
  '`dev` holds a CRM in memory, for the tests and for the page of `npm run dev`.',
];

const exampleOf = ({ name, example }: CatalogueEntry): readonly string[] => [
  '',
  `### ${name}`,
  '',
  ...fenced('json', example.split('\n')),
];

const examples = (choice: Choice): readonly string[] => [
  '## What comes from the widget',
  ...messagesOf(choice).flatMap(exampleOf),
];

/** README.md: what was chosen, how it is used and worked on. */
export const readme = (choice: Choice): string =>
  textOf([
    `# ${titleOf(choice.name)}`,
    '',
    `A Jackfield plugin for RingCentral's RingCX widget: ${deedsOf(choice)}.`,
    '',
    ...messages(choice),
    '',
    ...use(choice),
    '',
    ...needs(choice),
    '',
    ...work(choice),
    '',
    ...examples(choice),
    '',
    '## Licence',
    '',
    '[MIT](LICENSE)',
  ]);
