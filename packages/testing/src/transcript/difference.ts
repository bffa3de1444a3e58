import type { Detail } from './compare.js';

/** Where a replay went otherwise than the recording. */
export interface Difference {
  /** The line of the transcript; for what is additional, the one after which it came. */
  readonly line: number;
  readonly kind: 'missing' | 'additional' | 'order' | 'outcome' | 'result' | 'body' | 'deadline';
  /** The message's name in the schemas; absent where no schema knows it. */
  readonly name?: string | undefined;
  readonly recorded: string;
  readonly got: string;
  /** Of a body or a result: each place that differs. */
  readonly details: readonly Detail[];
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Differences as a person reads them. */
export function printDifferences(differences: readonly Difference[], messages: number): string {
  const found =
    differences.length === 0 ? 'No difference' : plural(differences.length, 'difference');
  const lines = differences.flatMap(({ line, name = 'unknown', recorded, got, details }) => [
    `line ${line}, ${name}: recorded ${recorded}, received ${got}`,
    ...details.map(
      ({ pointer, ...place }) =>
        `  ${pointer || '/'}: recorded ${place.recorded}, received ${place.got}`,
    ),
  ]);
  return [`${found} in ${plural(messages, 'message')}.`, ...lines].join('\n');
}
