import { placeOf, scanAnyJson } from '../json-source.js';
import { MAX_NESTING } from '../nesting.js';
import type { SourceFile, Sources } from '../load.js';
import type { Report } from './report.js';

/** The files of which a mapping made a message. */
const originsOf = ({ origins }: SourceFile): readonly SourceFile[] => [
  ...(origins?.values() ?? []),
];

/** Checks that every file is valid JSON without duplicate members. */
export const checkJson = ({ wire, messages, definitions }: Sources, report: Report): void => {
  const files = new Map(
    [wire, ...messages, ...messages.flatMap(originsOf), ...definitions].map((file) => [
      file.path,
      { ...file, pointer: '' },
    ]),
  );
  for (const file of files.values()) {
    const { issue, duplicates } = scanAnyJson(file.text);
    if (issue === undefined && file.whole === undefined) {
      const { json, schemas } = MAX_NESTING;
      const limit = `at most ${schemas} schemas within each other (alternatives of "anyOf" count), and ${json} levels of JSON`;
      report.add(file, '', 'NESTING_TOO_DEEP', `expected ${limit}, received more`);
    }
    for (const pointer of duplicates) {
      report.add(
        file,
        pointer,
        'JSON_DUPLICATE',
        'expected unique member names, received a duplicate',
      );
    }
    if (issue === undefined) continue;
    const { line, column } = placeOf(file.text, issue.offset);
    const found = file.text.slice(issue.offset, issue.offset + 12).split('\n')[0];
    const there =
      found === undefined || found === '' ? 'the end of the line' : JSON.stringify(found);
    report.add(
      file,
      '',
      'JSON_INVALID',
      `${line}:${column} expected ${issue.expected}, received ${there}`,
    );
  }
};
