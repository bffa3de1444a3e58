import { messagesOf, type Choice } from '../choice.js';
import { distinct, importOf, indented, textOf } from '../code.js';
import { bareName, factoryOf, titleOf } from '../names.js';
import type { Proof } from '../recipes/recipe.js';
import { recipeOf } from '../recipes/recipes.js';

const own = (choice: Choice): readonly string[] => [
  "import { memoryCrm } from '../dev/memory-crm.js';",
  `import { ${factoryOf(choice.name)} } from '../src/index.js';`,
];

/** test/contract.test: everything that the widget may do to a plugin. */
export const contractTest = (choice: Choice): string =>
  textOf([
    "import { testPlugin } from '@jackfield/testing/vitest';",
    ...own(choice),
    '',
    `testPlugin(() => ${factoryOf(choice.name)}(memoryCrm()));`,
  ]);

const testOf = ({ title, lines }: Proof): readonly string[] => [
  '',
  `test('${title}', async () => {`,
  ...indented(['const { crm, widget } = start();', ...lines]),
  '});',
];

/** test/NAME.test: what this plugin makes of what people do. */
export const behaviourTest = (choice: Choice): string => {
  const proofs = messagesOf(choice).map((entry) => recipeOf(entry).proof);
  return textOf([
    "import { createHost } from '@jackfield/core';",
    ...importOf(
      distinct(['createWidget', ...proofs.flatMap(({ imports = [] }) => imports)]),
      '@jackfield/testing',
    ),
    "import { expect, onTestFinished, test } from 'vitest';",
    ...own(choice),
    '',
    '/** A widget, and the plugin with a CRM in memory. Time stands still, so nothing waits. */',
    'const start = () => {',
    ...indented([
      'const crm = memoryCrm();',
      'const widget = createWidget();',
      'const { transport, clock } = widget;',
      `const plugins = [${factoryOf(choice.name)}(crm)];`,
      `const service = '${titleOf(choice.name)}';`,
      'const host = createHost({ service, plugins, widget: { transport }, clock });',
      'onTestFinished(() => host.close());',
      'return { crm, widget };',
    ]),
    '};',
    ...proofs.flatMap(testOf),
  ]);
};

/** The name of the file of {@link behaviourTest}, without its ending. */
export const behaviourTestName = (choice: Choice): string => `test/${bareName(choice.name)}.test`;
