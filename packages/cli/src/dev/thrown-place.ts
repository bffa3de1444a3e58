import { SourceMap, type SourceMapPayload } from 'node:module';
import type { DevEnvironment } from 'vite';

const FRAME = /(https?:\/\/[^\s()]+?):(\d+):(\d+)/g;

/** A place in a source file, counted from 1. */
interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Returns the place in the source of one stack frame, if it is in one of the author's files. */
const placeIn = async (
  { moduleGraph }: DevEnvironment,
  [, href, line, column]: readonly (string | undefined)[],
  isTheirs: (file: string) => boolean,
): Promise<Place | undefined> => {
  const { pathname } = new URL(href as string);
  const module = await moduleGraph.getModuleByUrl(decodeURI(pathname)).catch(() => undefined);
  if (!module?.file || !isTheirs(module.file)) return undefined;
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
};

/**
 * Returns where in the author's source an error was thrown: the first stack frame in one of the
 * author's files, mapped with the source maps of the served modules.
 */
export const thrownPlace = async (
  environment: DevEnvironment,
  stack: string,
  isTheirs: (file: string) => boolean,
): Promise<Place | undefined> => {
  for (const frame of stack.matchAll(FRAME)) {
    const place = await placeIn(environment, frame, isTheirs);
    if (place !== undefined) return place;
  }
  return undefined;
};

/**
 * Returns a stack with the places of the author's files in the source. Frames of other code have
 * their addresses without the origin.
 */
export const mappedStack = async (
  environment: DevEnvironment,
  stack: string,
  isTheirs: (file: string) => boolean,
  shown: (file: string) => string,
): Promise<string> => {
  const lines: string[] = [];
  for (const line of stack.split('\n')) {
    const [frame] = line.matchAll(FRAME);
    if (frame === undefined) continue;
    const place = await placeIn(environment, frame, isTheirs);
    const where =
      place === undefined
        ? frame[0].replace(/^https?:\/\/[^/]+/, '')
        : `${shown(place.file)}:${place.line}:${place.column}`;
    lines.push(`    ${line.trim().replace(frame[0], () => where)}`);
  }
  return lines.join('\n');
};
