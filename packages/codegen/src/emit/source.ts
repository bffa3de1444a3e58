import { Project, type SourceFileStructure, type OptionalKind } from 'ts-morph';
import { isObject } from '@jackfield/plugin-kit/json';
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

/** A member's name as source text: as a plain key, `__proto__` would set the prototype. */
export const key = (name: string): string =>
  name === '__proto__' ? "['__proto__']" : JSON.stringify(name);

/** A value as source text. */
export const value = (json: unknown): string => {
  if (Array.isArray(json)) return `[${json.map((item) => value(item ?? null)).join(',')}]`;
  if (!isObject(json)) return JSON.stringify(json);
  const members = Object.entries(json).filter(([, member]) => member !== undefined);
  return `{${members.map(([name, member]) => `${key(name)}:${value(member)}`).join(',')}}`;
};
