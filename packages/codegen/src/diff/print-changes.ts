import type { Change, Use } from './change.js';

const TITLES: Readonly<Record<string, string>> = {
  'plugins,senders': 'Breaks plugins and senders',
  plugins: 'Breaks plugins',
  senders: 'Breaks senders',
  '': 'Safe',
};

const sayUse = ({ message, part, from }: Use): string =>
  [message, part, from === 'page' ? 'of the page' : undefined]
    .filter((word) => word !== undefined)
    .join(' ');

const linesOf = ({ rule, file, pointer, was, is, why, uses }: Change): readonly string[] => [
  `  ${rule} ${file}#${pointer}`,
  ...(uses.length === 0 ? [] : [`    in ${uses.map(sayUse).join(', ')}`]),
  `    was ${was}`,
  `    is  ${is}`,
  `    ${why}`,
];

/** The changes for people, by whom they break. */
export const printChanges = (changes: readonly Change[]): readonly string[] => {
  if (changes.length === 0) return ['No change.'];
  const lines: string[] = [];
  for (const [breaks, title] of Object.entries(TITLES)) {
    const found = changes.filter((change) => change.breaks.join() === breaks);
    if (found.length > 0) lines.push(`${title} (${found.length})`, ...found.flatMap(linesOf), '');
  }
  return lines.slice(0, -1);
};
