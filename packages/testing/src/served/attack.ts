import type { Clock } from '@jackfield/core';
import { toJson } from '@jackfield/plugin-kit/special-values';
import type { InspectedWire } from '../problems/inspected-wire.js';
import type { Warning } from '../problems/problem.js';
import { registeredService } from '../problems/registered-service.js';
import { forge, warningOf } from '../problems/warn.js';
import { readRecordedEnvelope } from '../transcript/read-recorded-envelope.js';
import { journalOf } from './journal-reader.js';
import type { WidgetSession } from './widget-session.js';

/** How long a document may take to report whether the page has answered, in milliseconds. */
const PATIENCE_MS = 3_000;

/** Sends pages requests that the widget did not make, as any other frame could. */
export interface Attack {
  /** Returns what the page does that is unsafe. */
  warnings(session: WidgetSession): Promise<readonly Warning[]>;
  /** The document reports whether the page has answered the other window. */
  onEnd(isAnswered: boolean): void;
}

export function createAttack(wire: InspectedWire, clock: Clock): Attack {
  let end: ((isAnswered: boolean) => void) | undefined;

  return {
    async warnings({ widget, tabs, journal, anyTarget }) {
      const found = anyTarget ? [warningOf('ANY_TARGET_ORIGIN')] : [];
      const { received } = journalOf(widget);
      const forged = forge(wire, registeredService(wire, received), wire.exampleOf);
      const [tab] = tabs.frames;
      if (!tab || !forged) return found;
      journal.excused.add(forged.id);
      const isAnswered = await new Promise<boolean>((resolve) => {
        const timer = clock.setTimeout(() => resolve(false), PATIENCE_MS);
        end = (isAnsweredThere) => {
          clock.clearTimeout(timer);
          resolve(isAnsweredThere);
        };
        tab.document.send({ kind: 'attack', message: toJson(forged.envelope) });
      });
      end = undefined;
      // The page may answer to the frame, although another window asked.
      const isAnsweredHere = received.some(({ envelope }) => {
        const parsed = readRecordedEnvelope(wire, 'out', envelope);
        return parsed?.kind === 'response' && parsed.id === forged.id;
      });
      return isAnswered || isAnsweredHere ? [...found, warningOf('ANY_SOURCE')] : found;
    },
    onEnd: (isAnswered) => end?.(isAnswered),
  };
}
