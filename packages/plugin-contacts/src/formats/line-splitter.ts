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

/** @param most - the length from which on a line is given up, so that memory stays bounded */
export function createLineSplitter(most: number): LineSplitter {
  let rest = '';
  let line = 1;
  let isTooLong = false;

  const take = (text: string): Line => {
    const taken = { line, text: isTooLong || text.length > most ? undefined : text };
    line += 1;
    isTooLong = false;
    return taken;
  };

  return {
    *read(part) {
      const text = rest + part;
      let from = 0;
      const newline = /\r\n?|\n/gu;
      for (let found = newline.exec(text); found; found = newline.exec(text)) {
        // A return at the very end may be the first half of a newline.
        if (found[0] === '\r' && newline.lastIndex === text.length) break;
        yield take(text.slice(from, found.index));
        from = newline.lastIndex;
      }
      rest = text.slice(from);
      if (rest.length > most) {
        isTooLong = true;
        rest = rest.endsWith('\r') ? '\r' : '';
      }
    },
    *end() {
      const text = rest.replace(/\r$/u, '');
      rest = '';
      if (text !== '' || isTooLong) yield take(text);
    },
  };
}
