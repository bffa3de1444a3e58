import { messagesOf, type Choice } from '../choice.js';
import { distinct, indented, textOf, typeImportOf } from '../code.js';
import type { Recipe, Collection } from '../recipes/recipe.js';
import { recipeOf } from '../recipes/recipes.js';

const recipesOf = (choice: Choice): readonly Recipe[] => messagesOf(choice).map(recipeOf);

/** Several methods may share a collection. */
const collectionsOf = (choice: Choice): readonly Collection[] => [
  ...new Map(recipesOf(choice).map(({ fake }) => [fake.collection.name, fake.collection])).values(),
];

const typesOf = (choice: Choice): readonly string[] =>
  distinct(recipesOf(choice).flatMap(({ fakeTypes = [] }) => fakeTypes));

const ABOUT = 'A CRM in memory, for the tests and for `npm run dev`.';

const returned = (choice: Choice): readonly string[] => [
  'return {',
  ...indented([
    ...collectionsOf(choice).map(({ name }) => `${name},`),
    ...recipesOf(choice).flatMap(({ fake }) => fake.lines),
  ]),
  '};',
];

/** Declares a collection; `new Map<string, Task>()` needs no annotation. */
const declared = ({ name, type, empty }: Collection): string =>
  empty === 'new Map()' ? `const ${name} = new ${type}();` : `const ${name}: ${type} = ${empty};`;

const inTypeScript = (choice: Choice): readonly string[] => {
  const types = typesOf(choice);
  return [
    ...typeImportOf(types),
    "import type { Crm } from '../src/index.js';",
    '',
    `/** ${ABOUT} */`,
    'export interface MemoryCrm extends Crm {',
    ...collectionsOf(choice).flatMap(({ name, about, type }) =>
      indented([`/** ${about} */`, `readonly ${name}: ${type};`]),
    ),
    '}',
    '',
    '/** Creates an empty CRM. */',
    'export function memoryCrm(): MemoryCrm {',
    ...indented([...collectionsOf(choice).map(declared), ...returned(choice)]),
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
    ' * @typedef {object} Collections',
    ...collectionsOf(choice).map(
      ({ name, about, type }) => ` * @property {${type}} ${name} ${about}`,
    ),
    ' */',
    '',
    '/**',
    ' * Creates an empty CRM.',
    ' *',
    ' * @returns {Crm & Collections}',
    ' */',
    'export function memoryCrm() {',
    ...indented([
      ...collectionsOf(choice).flatMap(({ name, type, empty }) => [
        `/** @type {${type}} */`,
        `const ${name} = ${empty};`,
      ]),
      ...returned(choice),
    ]),
    '}',
  ];
};

/** dev/memory-crm: the CRM of the tests and of `jackfield dev`. */
export const memoryCrmSource = (choice: Choice): string =>
  textOf(choice.language === 'ts' ? inTypeScript(choice) : inJavaScript(choice));
