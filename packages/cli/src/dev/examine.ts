import { stripVTControlCharacters } from 'node:util';
import type { DevIssue } from '@jackfield/dev-page/dev-state';
import type { DevEnvironment, EnvironmentModuleNode } from 'vite';
import { isWithin } from '../watch/is-within.js';
import { codeFrame } from './code-frame.js';

/** The error that Vite throws for a module that it cannot serve. */
interface ViteError {
  readonly message: string;
  readonly id?: string | undefined;
  readonly loc?: { readonly file?: string; readonly line: number; readonly column: number };
}

/** The parser puts the number of errors in the first line, and a code frame below each message. */
const PARSER = /^Transform failed with \d+ errors?:\s*/;
const DRAWN = /╭─\[ .*:(\d+):(\d+) \]/;

const issueOf = async (
  error: ViteError,
  url: string,
  shown: (file: string) => string,
): Promise<DevIssue> => {
  const text = stripVTControlCharacters(error.message).trim().replace(PARSER, '');
  const [first = '', ...rest] = text.split('\n');
  const file = (error.loc?.file ?? error.id ?? url).replace(/\?.*$/, '');
  const place = shown(file);
  const drawn = DRAWN.exec(text);
  const at = error.loc
    ? ([error.loc.line, error.loc.column + 1] as const)
    : drawn && ([Number(drawn[1]), Number(drawn[2])] as const);
  // Vite's own code frame shows transformed code, or paths relative to another folder.
  const frame = at ? await codeFrame(file, ...at) : stripVTControlCharacters(rest.join('\n'));
  return {
    message: first.replace(/^\[[^\]]+\] /, ''),
    place: at ? [place, ...at].join(':') : place,
    ...(frame !== undefined && frame.trim() !== '' && { frame }),
  };
};

/** Whether a module is installed: those are not examined. Vite bundles them in its cache folder. */
const isInstalled = ({ file }: EnvironmentModuleNode, cacheDir: string): boolean =>
  file === null || file.includes('/node_modules/') || isWithin(cacheDir, file);

/**
 * Transforms a module and everything that it imports, and returns the first issue. The server does
 * this because a page learns only that a module could not be fetched.
 */
export const examine = async (
  environment: DevEnvironment,
  entry: string,
  shown: (file: string) => string,
): Promise<DevIssue | undefined> => {
  const seen = new Set<string>([entry]);
  for (const url of seen) {
    try {
      await environment.transformRequest(url);
    } catch (error) {
      return issueOf(error as ViteError, url, shown);
    }
    const module = await environment.moduleGraph.getModuleByUrl(url);
    for (const imported of module?.importedModules ?? []) {
      if (!isInstalled(imported, environment.config.cacheDir)) seen.add(imported.url);
    }
  }
  return undefined;
};
