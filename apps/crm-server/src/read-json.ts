import { Problem } from './problem.js';

/** A log has about ten levels. What reads and writes JSON elsewhere ends with a stack overflow at thousands. */
const DEEPEST = 100;

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a body of JSON. Throws a problem for what could not be stored as it was sent: a text with invalid
 * bytes, a number that becomes Infinity, or a depth at which the next reader fails.
 */
export function readJson(bytes: Buffer): unknown {
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(bytes)) as unknown;
  } catch {
    // Its message quotes the text.
    throw new Problem(400, 'The body is not valid JSON in UTF-8.');
  }
  // Not recursive: this is what may be too deep.
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value: each, depth } = next;
    if (typeof each === 'number' && !Number.isFinite(each)) {
      throw new Problem(422, 'body must not have numbers that are too large for a double.');
    }
    if (typeof each !== 'object' || each === null) continue;
    if (depth === DEEPEST) {
      throw new Problem(422, `body must not be nested deeper than ${DEEPEST} levels.`);
    }
    for (const member of Object.values(each) as unknown[]) {
      if (typeof member === 'number' || typeof member === 'object') {
        open.push({ value: member, depth: depth + 1 });
      }
    }
  }
  return value;
}
