import type { Choice } from '../choice.js';
import { listed, textOf } from '../code.js';
import { factoryOf } from '../names.js';

const ABOUT = 'The plugins that `jackfield dev` runs.';

/** dev/plugins: the plugin with its options, for `jackfield dev`. */
export const devPluginsSource = ({ name, language }: Choice): string => {
  const factory = factoryOf(name);
  const type = `readonly ReturnType<typeof ${factory}>[]`;
  return textOf([
    `import { ${factory} } from '../src/index.js';`,
    "import { memoryCrm } from './memory-crm.js';",
    '',
    ...(language === 'ts'
      ? [`/** ${ABOUT} */`]
      : ['/**', ` * ${ABOUT}`, ' *', ` * @type {${type}}`, ' */']),
    ...listed(
      `export const plugins${language === 'ts' ? `: ${type}` : ''} = [`,
      [`${factory}(memoryCrm())`],
      '];',
    ),
  ]);
};
