import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import type { Manifest } from '../plugin/manifest.js';

/**
 * Returns the text of a package.json with the manifest. The rest of the text stays the same: an
 * existing manifest is replaced in place, and a new one is added at the end.
 */
export const withManifest = (text: string, manifest: Manifest): string => {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  const value = JSON.stringify(manifest, undefined, indent).split('\n').join(`${eol}${indent}`);
  const root = parseTree(text) as Node;
  const old = findNodeAtLocation(root, ['jackfield']);
  if (old !== undefined) {
    return text.slice(0, old.offset) + value + text.slice(old.offset + old.length);
  }
  // `modify` of jsonc-parser would also reformat the line before it.
  const last = root.children?.at(-1);
  const end = last === undefined ? root.offset + 1 : last.offset + last.length;
  const rest = last === undefined ? `${eol}${text.slice(end).trimStart()}` : text.slice(end);
  return `${text.slice(0, end)}${last === undefined ? '' : ','}${eol}${indent}"jackfield": ${value}${rest}`;
};
