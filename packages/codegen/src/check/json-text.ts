import { placeOf, scanJson } from '../json-source.js';
import type { Sources } from '../load.js';
import type { Report } from './report.js';

/** Checks that every file is valid JSON without duplicate members. */
export const checkJson = ({ wire, messages, definitions }: Sources, report: Report): void => {
  for (const file of [wire, ...messages, ...definitions]) {
    const { issue, duplicates } = scanJson(file.text);
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
