import { ts, type SourceFile } from 'ts-morph';
import type { Breach } from './finding.js';

/** The violations that the parser found in a file. */
const violationsOf = (file: SourceFile): readonly ts.Diagnostic[] =>
  (file.compilerNode as unknown as { readonly parseDiagnostics?: readonly ts.Diagnostic[] })
    .parseDiagnostics ?? [];

/** Files that are no valid programs, the first violation of each. */
export const sourceViolations = (files: readonly SourceFile[]): readonly Breach[] =>
  files.flatMap((file): readonly Breach[] => {
    const [violation] = violationsOf(file);
    if (violation === undefined) return [];
    const { line, column } = file.getLineAndColumnAtPos(violation.start ?? 0);
    const message = `${ts.flattenDiagnosticMessageText(violation.messageText, ' ').replace(/\.$/, '')}.`;
    return [{ rule: 'SOURCE_FAULTY', place: { file: file.getFilePath(), line, column }, message }];
  });
