/** Returns the number of files and folders that this process watches. */
export const watched = (): number =>
  process.getActiveResourcesInfo().filter((name) => name === 'FSEventWrap').length;
