import type { Choice } from '../choice.js';
import { agents } from './agents.js';
import { buildConfig, gitignore, tsconfig, vitestConfig } from './configs.js';
import { devPluginsSource } from './dev-plugins.js';
import { indexSource } from './index-source.js';
import { licence } from './licence.js';
import { memoryCrmSource } from './memory-crm.js';
import { packageJson } from './package-json.js';
import { readme } from './readme.js';
import { behaviourTest, behaviourTestName, contractTest } from './tests.js';

/** Returns the files of a plugin package: their texts by their paths. */
export const filesOf = (choice: Choice): ReadonlyMap<string, string> => {
  const { language, workspace } = choice;
  return new Map([
    ...(workspace?.ignores === true ? [] : [['.gitignore', gitignore()] as const]),
    ['AGENTS.md', agents(choice)],
    ['LICENSE', licence(choice)],
    ['README.md', readme(choice)],
    [`dev/memory-crm.${language}`, memoryCrmSource(choice)],
    [`dev/plugins.${language}`, devPluginsSource(choice)],
    ['package.json', packageJson(choice)],
    [`src/index.${language}`, indexSource(choice)],
    [`test/contract.test.${language}`, contractTest(choice)],
    [`${behaviourTestName(choice)}.${language}`, behaviourTest(choice)],
    ['tsconfig.build.json', buildConfig(choice)],
    ['tsconfig.json', tsconfig(choice)],
    ...(workspace === undefined ? [] : [['vitest.config.ts', vitestConfig()] as const]),
  ]);
};
