const [NEWLINE, RETURN, SPACE, TAB] = [0x0a, 0x0d, 0x20, 0x09];
/** A fold and the rest of a letter behind it have six bytes at most. */
const HELD = 8;

const isRest = (byte: number | undefined): boolean => byte !== undefined && byte >> 6 === 0b10;

/**
 * Puts folds that cut a letter of UTF-8 behind that letter: vCard counts bytes, and some writers fold
 * after the seventy-fifth whatever it belongs to. There are as many lines as before.
 */
export function createFoldRepair(): (bytes: Uint8Array, isEnd: boolean) => Uint8Array {
  let held = new Uint8Array();
  return (bytes, isEnd) => {
    const all = new Uint8Array(held.length + bytes.length);
    all.set(held);
    all.set(bytes, held.length);
    for (let at = all.indexOf(NEWLINE); at >= 0; at = all.indexOf(NEWLINE, at + 1)) {
      const space = all[at + 1];
      if ((space !== SPACE && space !== TAB) || !isRest(all[at + 2])) continue;
      const from = all[at - 1] === RETURN ? at - 1 : at;
      let end = at + 3;
      while (isRest(all[end])) end += 1;
      const rest = all.slice(at + 2, end);
      all.copyWithin(from + rest.length, from, at + 2);
      all.set(rest, from);
    }
    const kept = isEnd ? 0 : Math.min(HELD, all.length);
    held = all.slice(all.length - kept);
    return all.subarray(0, all.length - kept);
  };
}
