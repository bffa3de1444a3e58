import { isObject, show } from '@jackfield/plugin-kit/json';
import type { SourceFile, Sources } from '../load.js';
import { claimsOf } from './claims.js';
import type { Report } from './report.js';

/** Names that generated files declare or need from the language. */
export const RESERVED: ReadonlySet<string> = new Set(
  (
    'DeprecatedMember DeprecatedUse DeprecatedWatch Envelope EnvelopeKind Envelopes Violation Finite FromPage FromWidget Internal ' +
    'Invalid JSON Mask Masks Members Messages NaN Object Omit PageEntry ' +
    'PagePushEntry PagePushMap PageRequestEntry PageRequestMap Partial Protocol PushEntry ' +
    'PushEnvelope PushMap Readonly Record RequestEntry RequestEnvelope RequestMap ' +
    'ResponseEnvelope SideEnvelopes String Unknown Valid ValidationError Validator ' +
    'Wire '
  ).split(' '),
);

const titleOf = ({ json }: SourceFile): string | undefined => {
  const title = isObject(json) ? json['title'] : undefined;
  return typeof title === 'string' ? title : undefined;
};

/** Is every type's name free, and the one that its message's name asks for? */
export const checkTitles = ({ messages, definitions }: Sources, report: Report): void => {
  const add = (file: SourceFile, rule: Parameters<Report['add']>[2], message: string): void =>
    report.add(file, '/title', rule, message);
  const owners = new Map<string, string>();
  const derived = new Map<string, string>();

  for (const file of messages) {
    const title = titleOf(file);
    if (title === undefined) continue;
    const { kind, name } = claimsOf(file);
    if (kind === 'request') {
      for (const suffix of ['Data', 'Result']) derived.set(title + suffix, file.path);
    }
    if (name === undefined) continue;
    const expected = name.charAt(0).toUpperCase() + name.slice(1);
    if (!title.endsWith(expected)) {
      add(file, 'TITLE_FORM', `expected ${show(expected)} at its end, found ${show(title)}`);
    }
  }
  for (const file of [...definitions, ...messages]) {
    const title = titleOf(file);
    if (title === undefined) continue;
    // The library that makes types would write such a letter as a capital.
    if (/\d[a-z]/.test(title)) {
      add(file, 'TITLE_FORM', `expected a capital after a digit, found ${show(title)}`);
    }
    if (RESERVED.has(title))
      add(file, 'TITLE_RESERVED', `expected another title, found ${show(title)}`);
    const owner = owners.get(title);
    if (owner !== undefined)
      add(file, 'TITLE_TAKEN', `expected a new title, found that of ${owner}`);
    owners.set(title, owner ?? file.path);
    const request = derived.get(title);
    if (request !== undefined) {
      add(file, 'TITLE_DERIVED', `expected another title, found that of a part of ${request}`);
    }
  }
};
