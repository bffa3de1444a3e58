/** Line and column, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where an offset of a text is. */
export const placeOf = (text: string, offset: number): Place => {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
};
