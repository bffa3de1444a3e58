import { isAbsolute, relative, sep } from 'node:path';

/** Whether `path` is `folder` or below it. */
export const isWithin = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
};
