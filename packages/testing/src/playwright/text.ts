import type { Problem, Warning } from '../problems/problem.js';

/** Prints problems and warnings, one a paragraph. */
export const listOf = (found: readonly (Problem | Warning)[]): string =>
  found.map(({ code, message, fix }) => `  ${code}: ${message}\n    fix: ${fix}`).join('\n');

/** How many messages a failure shows. */
const SHOWN = 12;

/** Returns the last lines of a transcript, for the text of a failure. */
export function lastMessages(transcript: string): string {
  const lines = transcript.trim().split('\n').slice(1, -1);
  const shown = lines.slice(-SHOWN).map((line) => {
    const { direction, name, outcome, envelope } = JSON.parse(line) as {
      readonly direction: 'in' | 'out';
      readonly name?: string;
      readonly outcome?: string;
      readonly envelope: unknown;
    };
    const arrow = direction === 'in' ? '← widget' : '→ page  ';
    return `  ${arrow} ${name ?? 'unknown'}${outcome ? ` (${outcome})` : ''} ${JSON.stringify(envelope).slice(0, 160)}`;
  });
  return shown.length === 0 ? '  none' : shown.join('\n');
}
