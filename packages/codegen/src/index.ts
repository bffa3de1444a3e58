export type { Change } from './diff/change.js';
export { DIFF_RULES } from './diff/diff-rules.js';
export { diffProtocols } from './diff/diff-protocols.js';
export { printChanges } from './diff/print-changes.js';
export { checkTranscript, type CheckTranscriptOptions } from './transcript/check-transcript.js';
export { hasProblems, type TranscriptReport } from './transcript/transcript-report.js';
export { printTranscriptReport } from './transcript/print-transcript-report.js';
export { CodegenError, isCodegenError, type CodegenErrorCode } from './errors.js';
export {
  checkProtocol,
  generate,
  loadProtocol,
  loadReleased,
  type Generated,
  type GenerateOptions,
} from './generate.js';
export type { LoadOptions } from './load.js';
export type { Definition, Message, Part, Protocol } from './model.js';
export {
  printViolation,
  RULES,
  type Finding,
  type RuleId,
  type Violation,
  type Warning,
  type WarningId,
} from './rules.js';
export type { Annotation, Schema, Wire } from './schema.js';
