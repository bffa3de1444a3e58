import type { Detail } from './compare.js';

/** A difference between a replay and its recording. */
export interface Difference {
  /** The line of the transcript; for an additional message, the line before it. */
  readonly line: number;
  readonly kind: 'missing' | 'additional' | 'order' | 'outcome' | 'result' | 'body' | 'deadline';
  /** The schema name of the message; absent for unknown types. */
  readonly name?: string | undefined;
  readonly recorded: string;
  readonly received: string;
  /** For a body or a result: each place that differs. */
  readonly details: readonly Detail[];
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Returns the differences as text. */
export function printDifferences(differences: readonly Difference[], messages: number): string {
  const found =
    differences.length === 0 ? 'No difference' : plural(differences.length, 'difference');
  const lines = differences.flatMap(({ line, name = 'unknown', recorded, received, details }) => [
    `line ${line}, ${name}: recorded ${recorded}, received ${received}`,
    ...details.map(
      ({ pointer, ...place }) =>
        `  ${pointer || '/'}: recorded ${place.recorded}, received ${place.received}`,
    ),
  ]);
  return [`${found} in ${plural(messages, 'message')}.`, ...lines].join('\n');
}
