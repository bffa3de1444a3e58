/** Opens something for the first of its users, and closes it after the last. */
export function shared(open: () => () => void): { use(): () => void; readonly isOpen: boolean } {
  let users = 0;
  let close: (() => void) | undefined;
  return {
    use() {
      users += 1;
      if (users === 1) close = open();
      let isUsed = true;
      return () => {
        if (!isUsed) return;
        isUsed = false;
        users -= 1;
        if (users === 0) close?.();
      };
    },
    get isOpen() {
      return users > 0;
    },
  };
}
