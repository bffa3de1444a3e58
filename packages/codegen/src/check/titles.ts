import { isObject, show } from '@jackfield/plugin-kit/json';
import type { SourceFile, Sources } from '../load.js';
import { claimsOf } from './claims.js';
import type { Report } from './report.js';

/** Names that generated files declare or use. */
export const RESERVED: ReadonlySet<string> = new Set(
  (
    'DeprecatedMember DeprecatedUse DeprecatedWatch Envelope EnvelopeKind Envelopes ErrorEnvelope ' +
    'Exclude FailedKeyword Finite FromPage FromWidget Internal ' +
    'Invalid JSON Mask Masks Members Messages NaN Object Omit PageEntry ' +
    'PagePushEntry PagePushMap PageRequestEntry PageRequestMap Partial Place Protocol PushEntry ' +
    'PushEnvelope PushMap Readonly Record RegistrationOptions RequestEntry RequestEnvelope RequestMap ' +
    'ResponseEnvelope SideEnvelopes SpokenCommands SpokenPageRequests SpokenPushes SpokenRequests ' +
    'String Unknown Valid ValidationError Validator ' +
    'Wire'
  ).split(' '),
);

const titleOf = ({ json }: SourceFile): string | undefined => {
  const title = isObject(json) ? json['title'] : undefined;
  return typeof title === 'string' ? title : undefined;
};

/** Checks that titles are unique, and match the names of their messages. */
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
      add(file, 'TITLE_FORM', `expected ${show(expected)} at its end, received ${show(title)}`);
    }
  }
  for (const file of [...definitions, ...messages]) {
    const title = titleOf(file);
    if (title === undefined) continue;
    // As pascalCase names the types of other files.
    if (/\d[a-z]/.test(title)) {
      add(file, 'TITLE_FORM', `expected a capital letter after a digit, received ${show(title)}`);
    }
    if (RESERVED.has(title))
      add(file, 'TITLE_RESERVED', `expected a title that is not reserved, received ${show(title)}`);
    const owner = owners.get(title);
    if (owner !== undefined)
      add(file, 'TITLE_TAKEN', `expected a unique title, received the title of ${owner}`);
    owners.set(title, owner ?? file.path);
    const request = derived.get(title);
    if (request !== undefined) {
      add(
        file,
        'TITLE_DERIVED',
        `expected another title, received the title of a part of ${request}`,
      );
    }
  }
};
