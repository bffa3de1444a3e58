import { SyntaxKind, type Node, type CallExpression, type SourceFile } from 'ts-morph';
import { readDeclared, type Declared } from './declared.js';
import { createEvaluation, type Evaluation } from './evaluate.js';
import { exportedPlugins, type ExportedPlugin } from './exported-plugins.js';
import { DEFAULT_WIRE } from '../plugin/definers.js';
import type { Sources } from './project.js';
import type { Value } from './value.js';

/** An exported plugin with its declaration. */
export interface PluginSource extends ExportedPlugin, Declared {
  /** The wire that its `definePlugin` is for by default. */
  readonly wire: string;
}

/** The plugins in the source of a package. */
export interface PackageSource {
  readonly plugins: readonly PluginSource[];
  /** The names of its exports. */
  readonly exports: readonly string[];
  /** Returns the calls of `definePlugin` whose results are not exported. */
  unexported(): readonly CallExpression[];
  /** The package's own files that its entry imports. */
  readonly files: readonly SourceFile[];
}

/** Reads packages one after the other; all packages of a run share its sources. */
export interface PluginReader {
  read(entry: SourceFile, folder: string): PackageSource;
  readonly evaluate: Evaluation;
}

export const createPluginReader = (sources: Sources): PluginReader => {
  const evaluate = createEvaluation(sources);
  const wireOf = (value: Value): string | undefined =>
    value.kind === 'function' ? sources.wireOf(value.node.getSourceFile()) : undefined;
  const wiresOf = (call: CallExpression): readonly string[] =>
    evaluate(call.getExpression()).flatMap((value) => wireOf(value) ?? []);
  const callsIn = (file: SourceFile): readonly CallExpression[] =>
    file.getDescendantsOfKind(SyntaxKind.CallExpression).filter((call) => wiresOf(call).length > 0);
  /** Skips files that mention neither: evaluating all their calls would be slow. */
  const mayCall = (file: SourceFile): boolean =>
    /\bdefinePlugin\b|@jackfield\/(?:core|ringex)/.test(file.getFullText());
  return {
    evaluate,
    read(entry, folder) {
      const plugins = exportedPlugins(entry, evaluate).map((plugin) =>
        Object.assign({}, plugin, readDeclared(plugin, evaluate), {
          wire: plugin.calls.flatMap(wiresOf)[0] ?? DEFAULT_WIRE,
        }),
      );
      const files = sources
        .reachableFrom(entry)
        .filter((file) => file.getFilePath().startsWith(`${folder.split('\\').join('/')}/`));
      return {
        plugins,
        exports: [...entry.getExportedDeclarations().keys()],
        files,
        unexported() {
          const exported = new Set<Node>(plugins.flatMap(({ calls }) => calls));
          return files
            .filter(mayCall)
            .flatMap(callsIn)
            .filter((call) => !exported.has(call));
        },
      };
    },
  };
};
