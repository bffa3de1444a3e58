import type { WidgetState } from '@jackfield/testing';

/** What the phone shows in one phase: made once, so that typing and focus survive, then updated. */
export interface Screen {
  readonly element: HTMLElement;
  update?(state: WidgetState): void;
  close?(): void;
}
