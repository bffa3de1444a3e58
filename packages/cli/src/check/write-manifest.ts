import type { Manifest } from '../plugin/manifest.js';
import { jsonText } from '../plugin/json-place.js';

/** How a JSON text is indented. */
const indentOf = (text: string): string => /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';

/**
 * A package.json with a manifest in it. Nothing else of its text changes; a manifest that is there
 * is replaced where it stands, and another one is put at the end.
 */
export const withManifest = (text: string, manifest: Manifest): string => {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = indentOf(text);
  const value = JSON.stringify(manifest, undefined, indent).split('\n').join(`${eol}${indent}`);
  const json = jsonText(text);
  const member = json.member('jackfield');
  if (member !== undefined) {
    return text.slice(0, member.valueStart) + value + text.slice(member.end);
  }
  const added = `${eol}${indent}"jackfield": ${value}`;
  return json.lastEnd === undefined
    ? `${text.slice(0, json.close).trimEnd()}${added}${eol}${text.slice(json.close)}`
    : `${text.slice(0, json.lastEnd)},${added}${text.slice(json.lastEnd)}`;
};
