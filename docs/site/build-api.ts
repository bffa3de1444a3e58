import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Application, Converter, type TypeDocOptions } from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The modules that people import. */
export const ENTRY_POINTS = [
  'packages/core/src/index.ts',
  'packages/core/src/any-host.ts',
  'packages/core/src/protocol.ts',
  'packages/core/src/ringcx.ts',
  'packages/plugin-calllog/src/index.ts',
  'packages/plugin-contacts/src/index.ts',
  'packages/ringex/src/index.ts',
  'packages/ringex/src/wire.ts',
  'packages/testing/src/index.ts',
  'packages/testing/src/vitest.ts',
  'packages/codegen/src/index.ts',
] as const;

/** The name that a module is imported by: `@jackfield/testing/vitest`. */
const moduleName = (file: string): string => {
  const folder = join(ROOT, dirname(dirname(file)));
  const { name, exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    exports: Readonly<Record<string, string | { readonly '@jackfield/source'?: string }>>;
  };
  const source = `./${file.slice(file.indexOf('src/'))}`;
  const found = Object.entries(exports).find(
    ([, target]) => typeof target === 'object' && target['@jackfield/source'] === source,
  );
  if (found === undefined) throw new Error(`${name} does not export ${source}.`);
  return name + found[0].slice(1);
};

/** What typedoc calls the module of a file. */
const shortName = (file: string): string => file.replace(/(\/index)?\.ts$/, '');

/** Writes the API of all packages as Markdown. */
export async function buildApi(out: string): Promise<void> {
  const options: TypeDocOptions & Partial<PluginOptions> = {
    entryPoints: ENTRY_POINTS.map((file) => join(ROOT, file)),
    tsconfig: join(ROOT, 'docs/site/tsconfig.api.json'),
    plugin: ['typedoc-plugin-markdown'],
    basePath: ROOT,
    out,
    name: 'API',
    readme: 'none',
    // Places would need git, and change with every line.
    disableSources: true,
    excludeExternals: true,
    skipErrorChecking: true,
    excludeInternal: true,
    excludePrivate: true,
    logLevel: 'Warn',
    validation: { notExported: false, invalidLink: false, notDocumented: false },
    router: 'module',
    entryFileName: 'index',
    hideBreadcrumbs: true,
    hidePageHeader: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    useCodeBlocks: true,
  };
  const app = await Application.bootstrapWithPlugins(options);
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.children ?? []) {
      const file = ENTRY_POINTS.find((entry) => shortName(entry) === module.name);
      if (file === undefined) throw new Error(`typedoc found a module ${module.name}.`);
      module.name = moduleName(file);
    }
  });
  const project = await app.convert();
  if (project === undefined || app.logger.hasErrors()) throw new Error('typedoc found issues.');
  await app.generateOutputs(project);
}
