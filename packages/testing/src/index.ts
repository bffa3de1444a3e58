/**
 * Tests Jackfield plugins without a RingCentral account.
 *
 * @packageDocumentation
 */
export { createTestClock } from './test-clock.js';
export type { TestClock } from './test-clock.js';
export { isTestingError, TestingError } from './testing-error.js';
export type { TestingErrorCode } from './testing-error.js';
export { createWidget } from './widget/create-widget.js';
export type { Tab, Widget, WidgetOptions, WidgetState } from './widget/widget.js';
export type { WidgetCall } from './widget/call.js';
export type { WidgetVersion } from './widget/version.js';
export { createRingexWidget } from './ringex-widget/create-ringex-widget.js';
export type {
  RingexCall,
  RingexState,
  RingexTab,
  RingexWidget,
  RingexWidgetOptions,
} from './ringex-widget/widget.js';
export type { RingexVersion } from './ringex-widget/version.js';
export { arbitrary } from './data/arbitrary.js';
export { arbitraryOf } from './data/derive/arbitrary-of.js';
export { invalidOf } from './data/derive/invalid-of.js';
export type { Definitions } from './data/derive/schema.js';
export type { Schema } from './generated/schemas.js';
export { examples } from './data/examples.js';
export { invalid } from './data/invalid.js';
export type { InvalidBody } from './data/derive/invalid-of.js';
export type { MessageName } from './data/bodies.js';
export { contractRules } from './contract/contract-rules.js';
export type { ContractRule } from './contract/contract-rule.js';
export { record } from './transcript/record.js';
export type { RecordOptions, Tape } from './transcript/record.js';
export type { RecordedWire } from './transcript/recorded-wire.js';
export { replay } from './transcript/replay.js';
export type { Replay, ReplayOptions } from './transcript/replay.js';
export { translatedWire } from './transcript/translated-wire.js';
export { connectWindow } from './window/connect-window.js';
export type { Connected, RingexWindowOptions, WindowOptions } from './window/connect-window.js';
export type { FrameWindow, PageWindow } from './window/frame-window.js';
export type { Inspection, Problem, ProblemCode, Warning, WarningCode } from './problems/problem.js';
