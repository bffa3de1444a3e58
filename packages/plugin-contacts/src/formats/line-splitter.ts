/** A line of a text; one that is too long comes without its text. */
export interface Line {
  readonly line: number;
  readonly text: string | undefined;
}

/** Cuts a text that comes part by part into its lines, whichever way these end. */
export interface LineSplitter {
  read(text: string): Generator<Line>;
  end(): Generator<Line>;
}

/**
 * Looks at each character once, however long lines are and however short the parts.
 *
 * @param most - the length from which on a line is given up, so that memory stays bounded
 */
export function createLineSplitter(most: number): LineSplitter {
  let parts: string[] = [];
  let length = 0;
  let line = 1;
  /** The text ended with a return, which may be the first half of a newline. */
  let isAfterReturn = false;

  const add = (text: string): void => {
    length += text.length;
    if (length > most) parts = [];
    else if (text !== '') parts.push(text);
  };
  const take = (): Line => {
    // A byte order mark stands at the beginning of each file that was joined to this one.
    const text = length > most ? undefined : parts.join('').replace(/^\ufeff+/u, '');
    const taken = { line, text };
    parts = [];
    length = 0;
    line += 1;
    return taken;
  };

  return {
    *read(part) {
      if (part === '') return;
      let from = isAfterReturn && part.startsWith('\n') ? 1 : 0;
      isAfterReturn = part.endsWith('\r');
      const newline = /\r\n?|\n/gu;
      newline.lastIndex = from;
      for (let found = newline.exec(part); found; found = newline.exec(part)) {
        add(part.slice(from, found.index));
        from = newline.lastIndex;
        yield take();
      }
      add(part.slice(from));
    },
    *end() {
      if (length > 0) yield take();
    },
  };
}
