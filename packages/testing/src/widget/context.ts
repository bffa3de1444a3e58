import type { Clock } from '@jackfield/core';
import type { Does } from './behaviours.js';
import type { OpenJournal } from '../simulator/journal.js';
import type { Line } from './line.js';
import type { Settings } from './settings.js';
import type { BrowserStorage } from './storage.js';

/** What the widgets in all tabs of one browser share. */
export interface Context {
  readonly does: Does;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly storage: BrowserStorage;
  readonly line: Line;
  readonly journal: OpenJournal;
  /** Calls `run` later, unless the widget is closed by then. */
  later(ms: number, run: () => void): void;
  /** Notifies the subscribers of a change. */
  changed(): void;
  /** Shows the agent a message. */
  toast(kind: Toast['kind'], text: string): void;
}

/** A message that the agent sees for a short time. */
export interface Toast {
  /** The widget's time, in milliseconds since 1970. */
  readonly at: number;
  readonly kind: 'success' | 'info' | 'warning' | 'danger';
  readonly text: string;
}
