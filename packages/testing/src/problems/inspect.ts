import type { Clock } from '@jackfield/core';
import type { Journal } from '../simulator/journal.js';
import { readRecordedEnvelope } from '../transcript/read-recorded-envelope.js';
import { findProblems } from './find-problems.js';
import type { InspectedWire } from './inspected-wire.js';
import type { Inspection, PageError, Warning } from './problem.js';
import { registeredService } from './registered-service.js';
import { forge, warningOf } from './warn.js';

/** A page, as far as it is seen from outside. */
export interface SeenPage {
  /** The errors that the page did not catch, so far. */
  readonly errors: readonly PageError[];
  /** Whether it has posted to any origin. */
  readonly anyTarget: boolean;
  /** When it posted while no widget listened. */
  readonly lost: readonly number[];
  /** When it posted to another origin than the widget's. */
  readonly elsewhere: readonly number[];
  /**
   * Posts a message to the page from another window than the widget's, and waits for a message there.
   *
   * @param answered - returns whether the page has answered to the widget's window
   */
  attack(message: unknown, answered: () => boolean): Promise<boolean>;
}

/** Inspects the page of a widget. */
export function inspect(
  wire: InspectedWire,
  journal: Pick<Journal<string>, 'received' | 'requests'>,
  clock: Clock,
  page: SeenPage,
): Inspection {
  const forged = new Set<string>();

  const hasAnswered = (id: string): boolean =>
    journal.received.some(({ envelope }) => {
      const reading = readRecordedEnvelope(wire, 'out', envelope);
      return reading?.kind === 'response' && reading.id === id;
    });

  return {
    problems: () =>
      findProblems({
        wire,
        journal,
        errors: page.errors,
        lost: page.lost,
        elsewhere: page.elsewhere,
        forged,
        now: clock.now(),
      }),
    async warnings() {
      const warnings: Warning[] = [];
      if (page.anyTarget) warnings.push(warningOf('ANY_TARGET_ORIGIN'));
      const attack = forge(wire, registeredService(wire, journal.received), wire.exampleOf);
      if (!attack) return warnings;
      forged.add(attack.id);
      if (await page.attack(attack.envelope, () => hasAnswered(attack.id)))
        warnings.push(warningOf('ANY_SOURCE'));
      return warnings;
    },
  };
}
