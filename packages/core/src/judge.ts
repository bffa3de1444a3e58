import type { Answer } from './combine.js';
import type { Events } from './events.js';
import type { FailedKeyword, MessageMaps, Protocol, RequestEntry } from './protocol.js';

/** Returns the error if `postMessage` cannot copy a value; `undefined` if it can. */
export function issueOfCopy(value: unknown): readonly FailedKeyword[] | undefined {
  try {
    structuredClone(value);
    return undefined;
  } catch {
    return [{ pointer: '', expected: 'data that can be copied', keyword: 'clone' }];
  }
}

/**
 * Returns the valid part of a handler's result; reports the rest as `invalid`. Only the invalid keys of
 * a `merge` result are dropped.
 *
 * @param trial - whether to check also that it can be copied
 */
export function judge(
  protocol: Protocol<MessageMaps>,
  events: Events,
  { id, name, entry }: { readonly id: string; readonly name: string; readonly entry: RequestEntry },
  plugin: string,
  result: unknown,
  trial?: boolean,
): Answer {
  const isMerged = entry.combine === 'merge';
  // A Map has no members, and would silently mean that nothing was found.
  const isRecord = {}.toString.call(result) === '[object Object]';
  const issuesOf = (value: unknown): readonly FailedKeyword[] | undefined =>
    isMerged && !isRecord
      ? [{ pointer: '', expected: 'plain object', keyword: 'type' }]
      : (protocol.checkResult(name, value) ?? (trial ? issueOfCopy(value) : undefined));
  events.watch?.answered(name, result, plugin);
  const issues = issuesOf(result);
  if (!issues) return { result };
  let error = '';
  const entries = isMerged && isRecord ? Object.entries(result as object) : [];
  const kept = entries.filter(([key, value]) => {
    const part = { [key]: value };
    const wrong = issuesOf(part);
    if (wrong) error = events.invalid('result', name, wrong, part, id, plugin).message;
    return !wrong;
  });
  if (kept.length > 0) return { result: Object.fromEntries(kept) };
  return { error: error || events.invalid('result', name, issues, result, id, plugin).message };
}
