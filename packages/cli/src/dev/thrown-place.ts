import { SourceMap, type SourceMapPayload } from 'node:module';
import type { DevEnvironment } from 'vite';

const FRAME = /(https?:\/\/[^\s()]+?):(\d+):(\d+)/g;

/** A place in a source file, counted from 1. */
interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Returns where in the author's source an error was thrown: the first stack frame in one of the
 * author's files, mapped with the source maps of the served modules.
 */
export const thrownPlace = async (
  { moduleGraph }: DevEnvironment,
  stack: string,
  isTheirs: (file: string) => boolean,
): Promise<Place | undefined> => {
  for (const [, href, line, column] of stack.matchAll(FRAME)) {
    const { pathname } = new URL(href as string);
    const module = await moduleGraph.getModuleByUrl(decodeURI(pathname)).catch(() => undefined);
    if (!module?.file || !isTheirs(module.file)) continue;
    const at = { line: Number(line), column: Number(column) };
    const map = module.transformResult?.map;
    if (!map || !('mappings' in map) || map.mappings === '') return { file: module.file, ...at };
    const found = new SourceMap(map as unknown as SourceMapPayload).findEntry(
      at.line - 1,
      at.column - 1,
    );
    return 'originalLine' in found
      ? { file: module.file, line: found.originalLine + 1, column: found.originalColumn + 1 }
      : { file: module.file, ...at };
  }
  return undefined;
};
