import { areasOf, messagesOf, type Choice } from '../choice.js';
import {
  distinct,
  docOf,
  importOf,
  indented,
  inWords,
  listed,
  textOf,
  typeImportOf,
  unionOf,
  wrapped,
} from '../code.js';
import { bareName, factoryOf, titleOf } from '../names.js';
import type { CatalogueEntry } from '../catalogue-entry.js';
import type { Method, Needs } from '../recipes/recipe.js';
import { recipeOf } from '../recipes/recipes.js';

const methodsOf = (choice: Choice): readonly Method[] =>
  messagesOf(choice).map((entry) => recipeOf(entry).method);

/** The types that it imports: those of the package that makes it, and those of core if that is another. */
const typesOf = (
  choice: Choice,
): { readonly own: readonly string[]; readonly core: readonly string[] } => {
  const types = distinct([
    'Plugin',
    ...messagesOf(choice).flatMap((entry) => recipeOf(entry).types),
  ]);
  if (choice.wire === 'ringcx') return { own: types, core: [] };
  const isOwn = (type: string): boolean => ['Plugin', 'RingexMessages'].includes(type);
  return { own: types.filter(isOwn), core: types.filter((type) => !isOwn(type)) };
};

/** The package whose `definePlugin` makes the plugin. */
const makerOf = ({ wire }: Choice): string =>
  wire === 'ringcx' ? '@jackfield/core' : '@jackfield/ringex';

/**
 * Types of the areas of RingEX, and of their messages. They name the areas, so that declarations that
 * are built from them do, too.
 */
const areaLines = (choice: Choice): readonly string[] => {
  const areas = areasOf(choice).map((area) => `typeof ${area}`);
  const hasAreas = areas.length > 0;
  const hasMessages = typesOf(choice).own.includes('RingexMessages');
  const messages = hasAreas ? 'RingexMessages<Areas>' : 'RingexMessages';
  if (!hasAreas && !hasMessages) return [];
  if (choice.language === 'js')
    return [
      ...(hasAreas ? [`/** @typedef {${areas.join(' | ')}} Areas */`] : []),
      ...(hasMessages ? [`/** @typedef {${messages}} Messages */`] : []),
      '',
    ];
  return [
    ...(hasAreas ? unionOf('Areas', areas) : []),
    ...(hasMessages ? [`type Messages = ${messages};`] : []),
    '',
  ];
};

const resultOf = (choice: Choice): string =>
  areasOf(choice).length > 0 ? 'Plugin<Areas>' : 'Plugin';

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

const definition = (choice: Choice): readonly string[] => {
  const members = indented([
    `name: '${bareName(choice.name)}',`,
    ...group('requests', choice.requests),
    ...group('pushes', choice.pushes),
    ...needsOf(choice).flatMap((needs) => needs.members),
  ]);
  return [
    ...needsOf(choice).flatMap(({ statements }) => statements),
    ...(areasOf(choice).length > 0
      ? [
          'return definePlugin(',
          ...indented(['{', ...members, '},', `[${areasOf(choice).join(', ')}],`]),
          ');',
        ]
      : ['return definePlugin({', ...members, '});']),
  ];
};

/** How a page uses the plugin. */
export const useOf = (choice: Choice): readonly string[] => {
  const factory = factoryOf(choice.name);
  if (choice.wire === 'ringcx')
    return [`createHost({ service: 'Acme CRM', plugins: [${factory}(crm)] });`];
  const areas = areasOf(choice);
  return [
    `const plugins = [${factory}(crm)];`,
    ...(areas.length > 0 ? [`const areas = [${areas.join(', ')}];`] : []),
    `createHost({ service: 'Acme CRM', plugins, protocol: createRingex(${areas.length > 0 ? '{ areas }' : ''}) });`,
  ];
};

const factoryDoc = (choice: Choice, ...tags: readonly string[]): readonly string[] => {
  return [
    '/**',
    ...wrapped(`The plugin ${titleOf(choice.name)}: ${summaryOf(choice)}.`, 97).map(
      (line) => ` * ${line}`,
    ),
    ' *',
    ...tags.map((tag) => ` * ${tag}`),
    ' * @example',
    ` * \`\`\`${choice.language}`,
    ...useOf(choice).map((line) => ` * ${line}`),
    ' * ```',
    ' */',
  ];
};

const imported = (choice: Choice): readonly string[] =>
  needsOf(choice).flatMap(({ name, from }) => importOf([name], from));

const inTypeScript = (choice: Choice): readonly string[] => [
  ...typeImportOf(typesOf(choice).core),
  ...importOf(
    [
      ...distinct([...areasOf(choice), 'definePlugin']),
      ...typesOf(choice).own.map((type) => `type ${type}`),
    ],
    makerOf(choice),
  ),
  ...imported(choice),
  '',
  ...areaLines(choice),
  ...crmInterface(choice),
  '',
  ...factoryDoc(choice, '@param crm - your CRM'),
  `export function ${factoryOf(choice.name)}(crm: Crm): ${resultOf(choice)} {`,
  ...indented(definition(choice)),
  '}',
];

const inJavaScript = (choice: Choice): readonly string[] => [
  ...importOf(distinct([...areasOf(choice), 'definePlugin']), makerOf(choice)),
  ...imported(choice),
  '',
  ...(typesOf(choice).core.length > 0
    ? [`/** @import { ${typesOf(choice).core.join(', ')} } from '@jackfield/core' */`]
    : []),
  `/** @import { ${typesOf(choice).own.join(', ')} } from '${makerOf(choice)}' */`,
  '',
  ...areaLines(choice),
  ...crmTypedef(choice),
  '',
  ...factoryDoc(choice, '@param {Crm} crm your CRM', `@returns {${resultOf(choice)}}`),
  `export function ${factoryOf(choice.name)}(crm) {`,
  ...indented(definition(choice)),
  '}',
];

/** src/index: the interface of the CRM, and the plugin. */
export const indexSource = (choice: Choice): string =>
  textOf(choice.language === 'ts' ? inTypeScript(choice) : inJavaScript(choice));
