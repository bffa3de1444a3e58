import { ts, type SourceFile } from 'ts-morph';
import type { BrokenRule } from './violation.js';

/** The parser's errors in a file. */
const errorsOf = (file: SourceFile): readonly ts.Diagnostic[] =>
  (file.compilerNode as unknown as { readonly parseDiagnostics?: readonly ts.Diagnostic[] })
    .parseDiagnostics ?? [];

/** Reports the first syntax error of each file. */
export const syntaxErrors = (files: readonly SourceFile[]): readonly BrokenRule[] =>
  files.flatMap((file): readonly BrokenRule[] => {
    const [error] = errorsOf(file);
    if (error === undefined) return [];
    const { line, column } = file.getLineAndColumnAtPos(error.start ?? 0);
    const message = `${ts.flattenDiagnosticMessageText(error.messageText, ' ').replace(/\.$/, '')}.`;
    return [{ rule: 'SOURCE_INVALID', place: { file: file.getFilePath(), line, column }, message }];
  });
