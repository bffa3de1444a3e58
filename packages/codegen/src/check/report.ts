import { placeOf, scanAnyJson, type JsonScan } from '../json-source.js';
import { placeOfFile, type SourceFile } from '../load.js';
import type { Finding, RuleId } from '../rules.js';

/** Collects violations, or warnings, one for each rule and place. */
export interface Report<Rule extends string = RuleId> {
  /** @param pointer - relative to the file or the part of it */
  add(file: SourceFile, pointer: string, rule: Rule, message: string): void;
  /** Sorted by file, place and rule. */
  readonly findings: () => readonly Finding<Rule>[];
  /** Whether a file has a violation so far. */
  readonly isFaulty: (file: SourceFile) => boolean;
}

const order = (a: Finding<string>, b: Finding<string>): number => {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || (a.pointer + a.rule < b.pointer + b.rule ? -1 : 1);
};

/** Returns the file and the pointer in it that a place comes from. */
export const originOf = (file: SourceFile, pointer: string): readonly [SourceFile, string] => {
  for (const [start, origin] of file.origins ?? []) {
    if (pointer.startsWith(start) && !pointer.startsWith('/x-message'))
      return [origin, pointer.slice(start.length)];
  }
  return [file, pointer];
};

/** @param ignored - rules that do not hold here */
export const createReport = <Rule extends string>(ignored: ReadonlySet<Rule>): Report<Rule> => {
  const findings = new Map<string, Finding<Rule>>();
  const faulty = new Set<string>();
  const scans = new Map<string, JsonScan>();

  /** Returns the line of a member, or of its nearest existing parent. */
  const lineOf = ({ path, text }: SourceFile, pointer: string): number => {
    const scan = scans.get(path) ?? scanAnyJson(text);
    scans.set(path, scan);
    let place = pointer;
    while (place !== '' && !scan.offsets.has(place)) place = place.slice(0, place.lastIndexOf('/'));
    return placeOf(text, scan.offsets.get(place) ?? 0).line;
  };

  return {
    add(given, place, rule, message) {
      if (ignored.has(rule)) return;
      const [file, within] = originOf(given, place);
      faulty.add(placeOfFile(given));
      const pointer = file.pointer + within;
      const id = `${file.path}#${pointer} ${rule}`;
      if (findings.has(id)) return;
      findings.set(id, { file: file.path, pointer, rule, message, line: lineOf(file, pointer) });
    },
    findings: () => [...findings.values()].sort(order),
    isFaulty: (file) => faulty.has(placeOfFile(file)),
  };
};
