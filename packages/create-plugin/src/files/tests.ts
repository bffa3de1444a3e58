import { areasOf, messagesOf, type Choice } from '../choice.js';
import type { Wire } from '../catalogue-entry.js';
import { distinct, importOf, indented, textOf } from '../code.js';
import { bareName, factoryOf, titleOf } from '../names.js';
import type { RecipeTest } from '../recipes/recipe.js';
import { recipeOf } from '../recipes/recipes.js';

const own = (choice: Choice): readonly string[] => [
  "import { memoryCrm } from '../dev/memory-crm.js';",
  `import { ${factoryOf(choice.name)} } from '../src/index.js';`,
];

/** test/contract.test: the plugin contract. */
export function contractTest(choice: Choice): string {
  const make = `() => ${factoryOf(choice.name)}(memoryCrm())`;
  const isLogger = messagesOf(choice).some(({ name }) => name === 'logCall');
  return textOf([
    ...(isLogger ? ["import { isCallLogError } from '@jackfield/plugin-calllog';"] : []),
    "import { testPlugin } from '@jackfield/testing/vitest';",
    ...own(choice),
    '',
    ...(isLogger
      ? [
          `testPlugin(${make}, {`,
          ...indented([
            'data: {',
            '  logCall: {',
            '    // A log without a key is kept as rejected, and the widget gets an error.',
            "    mayRefuse: (_log, error) => isCallLogError(error) && error.code === 'KEY_MISSING',",
            '  },',
            '},',
          ]),
          '});',
        ]
      : [`testPlugin(${make});`]),
  ]);
}

const testOf = (wire: Wire, { title, lines, ringex = lines }: RecipeTest): readonly string[] => [
  '',
  `test('${title}', async () => {`,
  ...indented(['const { crm, widget } = start();', ...(wire === 'ringex' ? ringex : lines)]),
  '});',
];

/** test/NAME.test: the behaviour of this plugin. */
export const behaviourTest = (choice: Choice): string => {
  const isRingex = choice.wire === 'ringex';
  const areas = areasOf(choice);
  const tests = messagesOf(choice).map((entry) => recipeOf(entry).test);
  return textOf([
    ...(isRingex
      ? importOf(distinct([...areas, 'createHost', 'createRingex']), '@jackfield/ringex')
      : ["import { createHost } from '@jackfield/core';"]),
    ...importOf(
      distinct([
        isRingex ? 'createRingexWidget' : 'createWidget',
        ...tests.flatMap(({ imports = [] }) => imports),
      ]),
      '@jackfield/testing',
    ),
    "import { expect, onTestFinished, test } from 'vitest';",
    ...own(choice),
    '',
    '/** Creates a simulated widget, and a host with the plugin. The clock is simulated, too. */',
    'const start = () => {',
    ...indented([
      'const crm = memoryCrm();',
      `const widget = ${isRingex ? 'createRingexWidget' : 'createWidget'}();`,
      'const { transport, clock } = widget;',
      `const plugins = [${factoryOf(choice.name)}(crm)];`,
      `const service = '${titleOf(choice.name)}';`,
      ...(areas.length > 0 ? [`const areas = [${areas.join(', ')}];`] : []),
      ...(isRingex
        ? [`const protocol = createRingex(${areas.length > 0 ? '{ areas }' : ''});`]
        : []),
      `const host = createHost({ service, plugins, ${isRingex ? 'protocol, ' : ''}widget: { transport }, clock });`,
      'onTestFinished(() => host.close());',
      'return { crm, widget };',
    ]),
    '};',
    ...tests.flatMap((each) => testOf(choice.wire, each)),
  ]);
};

/** The file name of {@link behaviourTest}, without its extension. */
export const behaviourTestName = (choice: Choice): string => `test/${bareName(choice.name)}.test`;
