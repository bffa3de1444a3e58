import type { Clock } from '@jackfield/core';
import type { OpenJournal } from '../simulator/journal.js';
import type { Line } from '../widget/line.js';
import type { Toast } from '../widget/context.js';
import type { Does } from './behaviours.js';
import type { PhoneLine } from './phone-line.js';
import type { RingexSettings } from './settings.js';
import type { BrowserStorage } from './storage.js';
import type { RingexRequest } from './wire.js';

/** What the widgets in all tabs of one browser share. */
export interface Context {
  readonly does: Does;
  readonly settings: RingexSettings;
  readonly clock: Clock;
  readonly storage: BrowserStorage;
  readonly line: PhoneLine;
  /** The server's side of RingCX, for 3.1. */
  readonly ringcxLine: Line;
  readonly journal: OpenJournal<RingexRequest>;
  /** Calls `run` later, unless the widget is closed by then; never after `Infinity`. */
  later(ms: number, run: () => void): void;
  /** Notifies the subscribers of a change. */
  changed(): void;
  /** Shows the agent a message; returns its id. */
  toast(kind: Toast['kind'], text: string): string;
}
