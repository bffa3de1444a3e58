const SHORTEST = 4;
const LONGEST = 200;

/** All texts within a value that are long enough to mean somebody. */
function textsOf(value: unknown, texts: Set<string>): void {
  if (typeof value === 'string') {
    for (const text of [value, ...value.split(/\s+/u)]) {
      if (text.length >= SHORTEST) texts.add(text);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) textsOf(member, texts);
  }
}

/**
 * A server's explanation, fit to be shown and reported: without what was sent (it may quote notes,
 * names or the token), without digits that may be a number, on one line, and short.
 */
export function maskDetail(detail: string, sent: unknown): string {
  const texts = new Set<string>();
  textsOf(sent, texts);
  let masked = detail.slice(0, 10 * LONGEST);
  // The longest first: a name within a note would leave the rest of the note.
  for (const text of [...texts].sort((a, b) => b.length - a.length)) {
    masked = masked.replaceAll(text, '…');
  }
  masked = masked
    .replace(/\S+@\S+/gu, '…')
    .replace(/\+?\d(?:[\s().-]{0,2}\d){5,}/gu, '…')
    // oxlint-disable-next-line no-control-regex -- they would break the line
    .replace(/[\s\u0000-\u001f\u007f]+/gu, ' ')
    .trim();
  return masked.length > LONGEST ? `${masked.slice(0, LONGEST)}…` : masked;
}
