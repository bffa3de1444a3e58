import { ts, type SourceFile } from 'ts-morph';
import type { Breach } from './finding.js';

/** The faults that the parser found in a file. */
const faultsOf = (file: SourceFile): readonly ts.Diagnostic[] =>
  (file.compilerNode as unknown as { readonly parseDiagnostics?: readonly ts.Diagnostic[] })
    .parseDiagnostics ?? [];

/** Files that are no valid programs, the first fault of each. */
export const sourceFaults = (files: readonly SourceFile[]): readonly Breach[] =>
  files.flatMap((file): readonly Breach[] => {
    const [fault] = faultsOf(file);
    if (fault === undefined) return [];
    const { line, column } = file.getLineAndColumnAtPos(fault.start ?? 0);
    const message = `${ts.flattenDiagnosticMessageText(fault.messageText, ' ').replace(/\.$/, '')}.`;
    return [{ rule: 'SOURCE_FAULTY', place: { file: file.getFilePath(), line, column }, message }];
  });
