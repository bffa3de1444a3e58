import type { Choice } from '../choice.js';
import { textOf } from '../code.js';

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** What the repository's own packages are checked by, where there is no file of theirs to extend. */
const STRICT = {
  target: 'ES2022',
  lib: ['ES2022', 'DOM', 'DOM.Iterable'],
  module: 'NodeNext',
  types: [],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  noFallthroughCasesInSwitch: true,
  verbatimModuleSyntax: true,
  declaration: true,
  noEmit: true,
  skipLibCheck: true,
};

/** Lists of a few words stand in one line. */
const laidOut = (value: unknown): string =>
  json(value).replaceAll(
    /\[\n\s+([^[\]{}]*?)\n\s+\]/g,
    (_, items: string) => `[${items.replaceAll(/\s*\n\s*/g, ' ')}]`,
  );

/** tsconfig.json: all of the package, to be checked. */
export const tsconfig = ({ language, workspace }: Choice): string => {
  const script = language === 'js' ? { allowJs: true, checkJs: true } : {};
  const include = ['src', 'dev', 'test', ...(workspace === undefined ? [] : ['*.config.*'])];
  if (workspace?.baseConfig !== true) {
    return laidOut({ compilerOptions: { ...STRICT, ...script }, include });
  }
  return laidOut({
    extends: `${workspace.root}/tsconfig.base.json`,
    compilerOptions: {
      lib: STRICT.lib,
      isolatedDeclarations: false,
      ...script,
    },
    include,
  });
};

/** tsconfig.build.json: the sources alone, to be built. */
export const buildConfig = ({ workspace }: Choice): string =>
  laidOut({
    extends: './tsconfig.json',
    compilerOptions: {
      noEmit: false,
      rootDir: 'src',
      outDir: 'dist',
      // Built against what the other packages were built to, not against their sources.
      ...(workspace === undefined ? {} : { customConditions: [] }),
    },
    include: ['src'],
  });

/** vitest.config: in a workspace alone, where the other packages are found by their sources. */
export const vitestConfig = (): string =>
  textOf([
    "import { defaultClientConditions, defaultServerConditions } from 'vite';",
    "import { defineConfig } from 'vitest/config';",
    '',
    "const source = '@jackfield/source';",
    '',
    'export default defineConfig({',
    '  resolve: { conditions: [source, ...defaultClientConditions] },',
    '  ssr: { resolve: { conditions: [source, ...defaultServerConditions] } },',
    '});',
  ]);

export const gitignore = (): string => textOf(['node_modules/', 'dist/']);
