import { messagesOf, type Choice } from '../choice.js';
import { distinct, docOf, importOf, indented, inWords, listed, textOf, wrapped } from '../code.js';
import { bareName, factoryOf, titleOf } from '../names.js';
import type { CatalogueEntry } from '../catalogue-entry.js';
import type { Method, Needs } from '../recipes/recipe.js';
import { recipeOf } from '../recipes/recipes.js';

const methodsOf = (choice: Choice): readonly Method[] =>
  messagesOf(choice).map((entry) => recipeOf(entry).method);

const coreTypes = (choice: Choice): readonly string[] =>
  distinct(['Plugin', ...messagesOf(choice).flatMap((entry) => recipeOf(entry).types)]);

const typed = ({ parameters }: Method): readonly string[] =>
  parameters.map(([name, type]) => `${name}: ${type}`);

/** Summarises the plugin: `answers logCall, and listens to ringCall`. */
export const summaryOf = ({ requests, pushes }: Choice): string => {
  const names = (entries: readonly CatalogueEntry[]): string =>
    inWords(entries.map(({ name }) => name));
  return [
    ...(requests.length > 0 ? [`answers ${names(requests)}`] : []),
    ...(pushes.length > 0 ? [`listens to ${names(pushes)}`] : []),
  ].join(', and ');
};

/** The other packages that the handlers use. */
export const needsOf = (choice: Choice): readonly Needs[] =>
  messagesOf(choice).flatMap((entry) => recipeOf(entry).needs ?? []);

const CRM = 'The functions of your CRM that the plugin uses.';

const crmInterface = (choice: Choice): readonly string[] => [
  `/** ${CRM} */`,
  'export interface Crm {',
  ...methodsOf(choice).flatMap((method) =>
    indented([
      ...docOf(method.about, 2),
      ...listed(`${method.name}(`, typed(method), `): ${method.result};`, { indentation: 2 }),
    ]),
  ),
  '}',
];

const crmTypedef = (choice: Choice): readonly string[] => [
  '/**',
  ` * ${CRM}`,
  ' *',
  ' * @typedef {object} Crm',
  ...methodsOf(choice).flatMap((method) => [
    ` * @property {(${typed(method).join(', ')}) => ${method.result}} ${method.name}`,
    ` *   ${method.about}`,
  ]),
  ' */',
];

const group = (name: string, entries: readonly CatalogueEntry[]): readonly string[] =>
  entries.length === 0
    ? []
    : [`${name}: {`, ...indented(entries.flatMap((entry) => recipeOf(entry).handler)), '},'];

const definition = (choice: Choice): readonly string[] => [
  ...needsOf(choice).flatMap(({ statements }) => statements),
  'return definePlugin({',
  ...indented([
    `name: '${bareName(choice.name)}',`,
    ...group('requests', choice.requests),
    ...group('pushes', choice.pushes),
    ...needsOf(choice).flatMap(({ members }) => members),
  ]),
  '});',
];

const factoryDoc = (choice: Choice, ...tags: readonly string[]): readonly string[] => {
  const factory = factoryOf(choice.name);
  return [
    '/**',
    ...wrapped(`The plugin ${titleOf(choice.name)}: ${summaryOf(choice)}.`, 97).map(
      (line) => ` * ${line}`,
    ),
    ' *',
    ...tags.map((tag) => ` * ${tag}`),
    ' * @example',
    ` * \`\`\`${choice.language}`,
    ` * createHost({ service: 'Acme CRM', plugins: [${factory}(crm)] });`,
    ' * ```',
    ' */',
  ];
};

const imported = (choice: Choice): readonly string[] =>
  needsOf(choice).flatMap(({ name, from }) => importOf([name], from));

const inTypeScript = (choice: Choice): readonly string[] => [
  ...importOf(
    ['definePlugin', ...coreTypes(choice).map((type) => `type ${type}`)],
    '@jackfield/core',
  ),
  ...imported(choice),
  '',
  ...crmInterface(choice),
  '',
  ...factoryDoc(choice, '@param crm - your CRM'),
  `export function ${factoryOf(choice.name)}(crm: Crm): Plugin {`,
  ...indented(definition(choice)),
  '}',
];

const inJavaScript = (choice: Choice): readonly string[] => [
  "import { definePlugin } from '@jackfield/core';",
  ...imported(choice),
  '',
  `/** @import { ${coreTypes(choice).join(', ')} } from '@jackfield/core' */`,
  '',
  ...crmTypedef(choice),
  '',
  ...factoryDoc(choice, '@param {Crm} crm your CRM', '@returns {Plugin}'),
  `export function ${factoryOf(choice.name)}(crm) {`,
  ...indented(definition(choice)),
  '}',
];

/** src/index: the interface of the CRM, and the plugin. */
export const indexSource = (choice: Choice): string =>
  textOf(choice.language === 'ts' ? inTypeScript(choice) : inJavaScript(choice));
