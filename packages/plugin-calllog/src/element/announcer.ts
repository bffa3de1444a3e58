/** What says changes to a screen reader. */
export interface Announcer {
  /**
   * What there is to know; `''` if all is well, `undefined` if that is not decided yet. It is said
   * a while later, once, and only if it is not what was said last.
   */
  announce(news: string | undefined): void;
  /** Says it again even if it is the same: a person has tried something. */
  forget(): void;
  stop(): void;
}

/** Long enough for a log that is delivered at once to be worth no word. */
const WAIT_MS = 1_000;

/**
 * @param region - a live region, which is read when its text changes
 * @param allClear - what is said when all is well again; never at first
 */
export function createAnnouncer(region: HTMLElement, allClear: () => string): Announcer {
  let latest = '';
  let said = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const speak = (): void => {
    timer = undefined;
    if (latest === said) return;
    said = latest;
    region.textContent = said || allClear();
  };

  return {
    announce(news) {
      if (news === undefined) return;
      latest = news;
      if (latest !== said) timer ??= setTimeout(speak, WAIT_MS);
    },
    forget() {
      region.textContent = '';
      // What was wrong is not right yet, so that “all is well” is still news.
      if (said !== '') said = ' ';
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
