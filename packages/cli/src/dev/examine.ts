import { stripVTControlCharacters } from 'node:util';
import type { DevFault } from '@jackfield/playground/dev-state';
import type { DevEnvironment, EnvironmentModuleNode } from 'vite';
import { codeFrame } from './code-frame.js';

/** What Vite throws for a module that it cannot serve. */
interface ViteError {
  readonly message: string;
  readonly id?: string | undefined;
  readonly frame?: string | undefined;
  readonly loc?: { readonly file?: string; readonly line: number; readonly column: number };
}

const lineOf = (place: string, line: number, column: number): string =>
  `${place}:${line}:${column}`;

/** A parser counts its errors in the first line, and draws each below its message. */
const PARSER = /^Transform failed with \d+ errors?:\s*/;
const DRAWN = /╭─\[ .*:(\d+):(\d+) \]/;

const faultOf = async (
  error: ViteError,
  url: string,
  shown: (file: string) => string,
): Promise<DevFault> => {
  const text = stripVTControlCharacters(error.message).trim().replace(PARSER, '');
  const [first = '', ...rest] = text.split('\n');
  const file = (error.loc?.file ?? error.id ?? url).replace(/\?.*$/, '');
  const place = shown(file);
  const drawn = DRAWN.exec(text);
  // Vite's own frame is of what it has made of the source.
  const own = error.loc && (await codeFrame(file, error.loc.line, error.loc.column + 1));
  const frame = own ?? stripVTControlCharacters(error.frame ?? rest.join('\n'));
  return {
    message: first.replace(/^\[[^\]]+\] /, ''),
    place: error.loc
      ? lineOf(place, error.loc.line, error.loc.column + 1)
      : drawn
        ? lineOf(place, Number(drawn[1]), Number(drawn[2]))
        : place,
    ...(frame.trim() !== '' && { frame: frame.replace(/^\s*\n/, '').trimEnd() }),
  };
};

/** What is installed was examined when it was published. */
const isInstalled = ({ file }: EnvironmentModuleNode): boolean =>
  file === null || file.includes('/node_modules/');

/**
 * Transforms a module and all that it imports, as a page would ask for them; the first fault. Asked
 * here, since a page that asks is told no more than that a module could not be fetched.
 */
export const examine = async (
  environment: DevEnvironment,
  entry: string,
  shown: (file: string) => string,
): Promise<DevFault | undefined> => {
  const seen = new Set<string>([entry]);
  for (const url of seen) {
    try {
      await environment.transformRequest(url);
    } catch (error) {
      return faultOf(error as ViteError, url, shown);
    }
    const module = await environment.moduleGraph.getModuleByUrl(url);
    for (const imported of module?.importedModules ?? []) {
      if (!isInstalled(imported)) seen.add(imported.url);
    }
  }
  return undefined;
};
