import { Project, type SourceFileStructure, type OptionalKind } from 'ts-morph';
import type { Protocol } from '../model.js';
import { bannerOf } from './banner.js';
import { formatted } from './format.js';

/** Prints a TypeScript file from its structure. The banner is added last, on top. */
export const printSource = (
  protocol: Protocol,
  structure: OptionalKind<SourceFileStructure>,
): Promise<string> => {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const file = project.createSourceFile('file.ts', structure);
  return formatted(bannerOf(protocol) + '\n' + file.getFullText(), 'typescript');
};

/** A member's name as source text. */
export const key = (name: string): string => JSON.stringify(name);

/** A value as source text. */
export const value = (json: unknown): string => JSON.stringify(json);
