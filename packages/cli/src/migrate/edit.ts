/** A piece of a text that becomes another one. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const inOrder = (edits: readonly Edit[]): readonly Edit[] =>
  [...edits].sort((a, b) => a.start - b.start || a.end - b.end);

/**
 * The text with all edits made; what none of them covers is kept to the letter.
 *
 * @throws Error if two edits overlap
 */
export const applyEdits = (text: string, edits: readonly Edit[]): string => {
  let at = 0;
  let made = '';
  for (const edit of inOrder(edits)) {
    if (edit.start < at) throw new Error(`Two edits overlap at ${edit.start}.`);
    made += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return made + text.slice(at);
};

/** Where an offset of the text before the edits is after them. */
export const offsetAfter = (offset: number, edits: readonly Edit[]): number => {
  let moved = 0;
  for (const { start, end, text } of inOrder(edits)) {
    if (start >= offset) break;
    // Within what is replaced, its begin is what is left of the place.
    if (end > offset) return start + moved;
    moved += text.length - (end - start);
  }
  return offset + moved;
};

/** Where an offset of the text after the edits was before them. */
export const offsetBefore = (offset: number, edits: readonly Edit[]): number => {
  let moved = 0;
  for (const { start, end, text } of inOrder(edits)) {
    if (start + moved >= offset) break;
    if (start + moved + text.length > offset) return start;
    moved += text.length - (end - start);
  }
  return offset - moved;
};
