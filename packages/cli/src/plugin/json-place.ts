import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Place } from '../read/place.js';

/** Returns the place of a member in a JSON file's text, or of the nearest existing parent. */
export const placeInJson = (file: string, text: string, ...path: readonly string[]): Place => {
  const root = parseTree(text);
  for (let length = path.length; length > 0; length -= 1) {
    const member = root && findNodeAtLocation(root, path.slice(0, length))?.parent;
    if (member === undefined) continue;
    const before = text.slice(0, member.offset).split('\n');
    return { file, line: before.length, column: (before.at(-1) as string).length + 1 };
  }
  return { file, line: 1, column: 1 };
};
