import type { Change, Use } from './change.js';

const TITLES: Readonly<Record<string, string>> = {
  'plugins,senders': 'Breaks plugins and senders',
  plugins: 'Breaks plugins',
  senders: 'Breaks senders',
  '': 'Safe',
};

const formatUse = ({ message, part, from }: Use): string =>
  [message, part, from === 'page' ? 'of the page' : undefined]
    .filter((word) => word !== undefined)
    .join(' ');

const linesOf = ({ rule, file, pointer, was, is, why, uses }: Change): readonly string[] => [
  `  ${rule} ${file}#${pointer}`,
  ...(uses.length === 0 ? [] : [`    in ${uses.map(formatUse).join(', ')}`]),
  `    was ${was}`,
  `    is  ${is}`,
  `    ${why}`,
];

/** Formats changes for people, grouped by what they break. */
export const printChanges = (changes: readonly Change[]): readonly string[] => {
  if (changes.length === 0) return ['No changes.'];
  const lines: string[] = [];
  for (const [breaks, title] of Object.entries(TITLES)) {
    const found = changes.filter((change) => change.breaks.join() === breaks);
    if (found.length > 0) lines.push(`${title} (${found.length})`, ...found.flatMap(linesOf), '');
  }
  return lines.slice(0, -1);
};
