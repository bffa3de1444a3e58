import type { FailedKeyword, MessageMaps, Protocol } from './protocol.js';
import { isRecord } from './errors.js';
import { safely } from './safely.js';

/** What is used of a handler's result, and what is wrong with the rest. */
export interface Accepted {
  /** Whether anything of the result is used. */
  readonly isUsable: boolean;
  /** A copy, which the plugin cannot alter. */
  readonly result: unknown;
  readonly issues: readonly FailedKeyword[];
}

/** How deep the place of a value that cannot be copied is looked for: a cycle has no end. */
const MAX_DEPTH = 20;

const toStep = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/**
 * Copies a handler's result once, and validates the copy: what was validated is what is posted. Of a
 * `merge` result only the keys that cannot be copied or are invalid are dropped.
 */
export function acceptResult(
  protocol: Protocol<MessageMaps>,
  name: string,
  isMerged: boolean,
  result: unknown,
): Accepted {
  const uncopied: FailedKeyword[] = [];
  /** Reports the innermost value that cannot be copied. */
  function report(value: unknown, pointer: string, depth = MAX_DEPTH): void {
    const members = safely(() => Object.entries(value as object)) ?? [];
    const bad = members.find(([, member]) => !safely(() => [structuredClone(member)]));
    if (bad && depth) return report(bad[1], `${pointer}/${toStep(bad[0])}`, depth - 1);
    uncopied.push({ pointer, keyword: 'clone', expected: 'data that can be copied' });
  }

  /** Copies a proxy, or an object with a getter that throws or a function, without the bad keys. */
  function copyKeys(): readonly [object] | undefined {
    if (!isMerged || !isRecord(result)) return undefined;
    const entries = Object.keys(result).flatMap((key) => {
      const entry = safely(() => [[key, structuredClone(result[key])] as const]);
      const value = entry ? undefined : safely(() => result[key]);
      if (!entry) report(value, `/${toStep(key)}`);
      return entry ?? [];
    });
    return [Object.fromEntries(entries)];
  }

  const copied = safely(() => [structuredClone(result)] as const) ?? safely(copyKeys);
  if (!copied) report(result, '');
  const [copy] = copied ?? [];
  const wrong =
    isMerged && copied && !isRecord(copy)
      ? [{ pointer: '', keyword: 'type', expected: 'plain object' }]
      : copied && protocol.checkResult(name, copy);
  const issues = uncopied.concat(wrong ?? []);
  if (!issues[0]) return { isUsable: true, result: copy, issues };
  // The step of an issue with the whole result is `undefined`.
  const dropped = new Set(issues.map(({ pointer }) => pointer.split('/')[1]));
  const kept =
    isMerged && copied && !dropped.has(undefined)
      ? Object.entries(copy as object).filter(([key]) => !dropped.has(toStep(key)))
      : [];
  return { isUsable: kept.length > 0, result: Object.fromEntries(kept), issues };
}
