/**
 * Visits what an item refers to before the item itself. It uses no recursion: chains of references
 * may be longer than the stack allows.
 */
export const bottomUp = (
  item: string,
  refsOf: (item: string) => readonly string[],
  isDone: (item: string) => boolean,
  visit: (item: string) => void,
): void => {
  const stack = [item];
  const entered = new Set<string>();
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    if (isDone(top)) stack.pop();
    else if (entered.has(top)) {
      stack.pop();
      visit(top);
    } else {
      entered.add(top);
      stack.push(...refsOf(top).filter((ref) => !entered.has(ref)));
    }
  }
};
