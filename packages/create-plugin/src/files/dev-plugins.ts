import type { Choice } from '../choice.js';
import { textOf } from '../code.js';
import { factoryOf } from '../names.js';

const ABOUT = 'The plugins that `jackfield dev` runs.';

/** dev/plugins: the plugin with its options, for `jackfield dev`. */
export const devPluginsSource = ({ name }: Choice): string => {
  const factory = factoryOf(name);
  return textOf([
    `import { ${factory} } from '../src/index.js';`,
    "import { memoryCrm } from './memory-crm.js';",
    '',
    `/** ${ABOUT} */`,
    `export const plugins = [${factory}(memoryCrm())];`,
  ]);
};
