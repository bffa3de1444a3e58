import type { Choice } from '../choice.js';
import { textOf } from '../code.js';

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** The compiler options of this repository, for packages outside it. */
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

/** Formats JSON with short lists in one line. */
const laidOut = (value: unknown): string =>
  json(value).replaceAll(
    /\[\n\s+([^[\]{}]*?)\n\s+\]/g,
    (_, items: string) => `[${items.replaceAll(/\s*\n\s*/g, ' ')}]`,
  );

/** tsconfig.json: type checks all files of the package. */
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

/** tsconfig.build.json: builds only the sources. */
export const buildConfig = ({ workspace }: Choice): string =>
  laidOut({
    extends: './tsconfig.json',
    compilerOptions: {
      noEmit: false,
      rootDir: 'src',
      outDir: 'dist',
      // Builds against the built code of other packages, not their sources.
      ...(workspace === undefined ? {} : { customConditions: [] }),
    },
    include: ['src'],
  });

/** vitest.config.ts: only for a workspace, where tests import the sources of other packages. */
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
