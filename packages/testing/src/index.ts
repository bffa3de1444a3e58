/**
 * Integration tests for Jackfield plugins, without a RingCentral account.
 *
 * @packageDocumentation
 */
export { createTestClock } from './test-clock.js';
export type { TestClock } from './test-clock.js';
export { isTestingError, TestingError } from './testing-error.js';
export type { TestingErrorCode } from './testing-error.js';
export { createWidget } from './widget/create-widget.js';
export type { Widget, WidgetOptions } from './widget/create-widget.js';
export type { WidgetVersion } from './widget/version.js';
