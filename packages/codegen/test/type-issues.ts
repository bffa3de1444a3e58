import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect } from 'vitest';
import { here } from './support.js';

/** What a project may demand beyond this repository's settings: generated files are a part of it. */
const STRICTEST: ts.CompilerOptions = {
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitReturns: true,
  noPropertyAccessFromIndexSignature: true,
  erasableSyntaxOnly: true,
};

/** Where a folder that has no node_modules finds the types that it shares with core. */
const SHARED_TYPES = { '@jackfield/core/protocol': [here('../../core/src/protocol.ts')] };

/** What the strictest settings report in each folder: one program, since most of its time is TypeScript's own. */
export const typeIssues = (folders: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const base = ts.readConfigFile(here('../../../tsconfig.base.json'), (path) =>
    ts.sys.readFile(path),
  );
  const { options } = ts.convertCompilerOptionsFromJson(base.config.compilerOptions, folders[0]!);
  const files = folders.map((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  );
  const program = ts.createProgram(files.flat(), {
    ...options,
    ...STRICTEST,
    skipLibCheck: false,
    skipDefaultLibCheck: true,
    paths: SHARED_TYPES,
  });
  const issues = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => ({
    name: file?.fileName ?? '',
    text: ts.flattenDiagnosticMessageText(messageText, '\n'),
  }));
  return new Map(
    folders.map((folder, index) => {
      expect(files[index]?.length).toBeGreaterThan(0);
      // What is wrong outside of all folders is wrong in each.
      const others = folders.filter((each) => each !== folder);
      const own = issues.filter(({ name }) => !others.some((each) => name.startsWith(`${each}/`)));
      return [folder, own.map(({ name, text }) => `${name}: ${text}`)];
    }),
  );
};
