/** How many files and folders this process watches. */
export const watched = (): number =>
  process.getActiveResourcesInfo().filter((name) => name === 'FSEventWrap').length;
