import type { Clock } from '@jackfield/core';
import type { Does } from './behaviours.js';
import type { OpenJournal } from './journal.js';
import type { Line } from './line.js';
import type { Settings } from './settings.js';
import type { BrowserStorage } from './storage.js';

/** What one browser's widgets have in common, whatever their tabs. */
export interface Context {
  readonly does: Does;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly storage: BrowserStorage;
  readonly line: Line;
  readonly journal: OpenJournal;
  /** Runs something later, unless the widget is closed by then. */
  later(ms: number, run: () => void): void;
  /** Tells whoever watches that something has changed. */
  changed(): void;
  /** Shows the agent a message. */
  toast(kind: Toast['kind'], text: string): void;
}

/** A message that the agent sees for a while. */
export interface Toast {
  /** The widget's time, in milliseconds since 1970. */
  readonly at: number;
  readonly kind: 'success' | 'info' | 'warning' | 'danger';
  readonly text: string;
}
