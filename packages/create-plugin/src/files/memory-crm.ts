import { messagesOf, type Choice } from '../choice.js';
import { distinct, importOf, indented, textOf } from '../code.js';
import type { Recipe, Shelf } from '../recipes/recipe.js';
import { recipeOf } from '../recipes/recipes.js';

const recipesOf = (choice: Choice): readonly Recipe[] => messagesOf(choice).map(recipeOf);

/** Several methods may share one. */
const shelvesOf = (choice: Choice): readonly Shelf[] => [
  ...new Map(recipesOf(choice).map(({ fake }) => [fake.shelf.name, fake.shelf])).values(),
];

const typesOf = (choice: Choice): readonly string[] =>
  distinct(recipesOf(choice).flatMap(({ fakeTypes = [] }) => fakeTypes));

const ABOUT = 'A CRM in memory: for the tests, and for `npm run dev`.';

const returned = (choice: Choice): readonly string[] => [
  'return {',
  ...indented([
    ...shelvesOf(choice).map(({ name }) => `${name},`),
    ...recipesOf(choice).flatMap(({ fake }) => fake.lines),
  ]),
  '};',
];

/** `new Map<string, Task>()` of the type `Map<string, Task>`: that needs no annotation. */
const declared = ({ name, type, empty }: Shelf): string =>
  empty === 'new Map()' ? `const ${name} = new ${type}();` : `const ${name}: ${type} = ${empty};`;

const inTypeScript = (choice: Choice): readonly string[] => {
  const types = typesOf(choice);
  return [
    ...(types.length === 0 ? [] : importOf(types, '@jackfield/core')).map((line) =>
      line.replace(/^import \{/, 'import type {'),
    ),
    "import type { Crm } from '../src/index.js';",
    '',
    `/** ${ABOUT} */`,
    'export interface MemoryCrm extends Crm {',
    ...shelvesOf(choice).flatMap(({ name, about, type }) =>
      indented([`/** ${about} */`, `readonly ${name}: ${type};`]),
    ),
    '}',
    '',
    '/** Makes an empty one. */',
    'export function memoryCrm(): MemoryCrm {',
    ...indented([...shelvesOf(choice).map(declared), ...returned(choice)]),
    '}',
  ];
};

const inJavaScript = (choice: Choice): readonly string[] => {
  const types = typesOf(choice);
  return [
    ...(types.length === 0
      ? []
      : [`/** @import { ${types.join(', ')} } from '@jackfield/core' */`]),
    "/** @import { Crm } from '../src/index.js' */",
    '',
    '/**',
    ` * ${ABOUT}`,
    ' *',
    ' * @typedef {object} Shelves',
    ...shelvesOf(choice).map(({ name, about, type }) => ` * @property {${type}} ${name} ${about}`),
    ' */',
    '',
    '/**',
    ' * Makes an empty one.',
    ' *',
    ' * @returns {Crm & Shelves}',
    ' */',
    'export function memoryCrm() {',
    ...indented([
      ...shelvesOf(choice).flatMap(({ name, type, empty }) => [
        `/** @type {${type}} */`,
        `const ${name} = ${empty};`,
      ]),
      ...returned(choice),
    ]),
    '}',
  ];
};

/** dev/memory-crm: what the tests and the playground run the plugin with. */
export const memoryCrmSource = (choice: Choice): string =>
  textOf(choice.language === 'ts' ? inTypeScript(choice) : inJavaScript(choice));
