import type { Contact } from '@jackfield/core';
import { isObject } from '@jackfield/plugin-kit/json';
import { cleanNumber } from './clean-number.js';
import { contactKey } from './contact-row.js';
import { ContactsError, type ImportIssue } from './contacts-error.js';
import { describeKind, describePrivately } from './describe-privately.js';

type Report = (pointer: string, expected: string, received: string) => void;

function checkText(value: unknown, pointer: string, report: Report): void {
  if (value !== undefined && typeof value !== 'string')
    report(pointer, 'a text', describePrivately(value));
}

function checkNumbers(numbers: unknown, pointer: string, report: Report): void {
  if (numbers === undefined) return;
  if (!Array.isArray(numbers)) {
    return report(pointer, 'an array of { phoneNumber }', describeKind(numbers));
  }
  for (const [i, entry] of (numbers as readonly unknown[]).entries()) {
    const at = `${pointer}/${i}`;
    if (!isObject(entry)) {
      report(at, 'an object { phoneNumber, phoneType? }', describeKind(entry));
      continue;
    }
    const { phoneNumber, phoneType } = entry;
    if (typeof phoneNumber !== 'string') {
      report(`${at}/phoneNumber`, 'a text', describeKind(phoneNumber));
    } else if (cleanNumber(phoneNumber) === undefined) {
      const received = 'one that a spreadsheet has rounded';
      report(`${at}/phoneNumber`, 'a number with all of its digits', received);
    }
    if (phoneType !== undefined && typeof phoneType !== 'string') {
      report(`${at}/phoneType`, 'a text', describeKind(phoneType));
    }
  }
}

function checkContact(contact: unknown, pointer: string, report: Report): contact is Contact {
  if (!isObject(contact)) {
    report(pointer, 'a contact { name, phoneNumbers, … }', describePrivately(contact));
    return false;
  }
  const { name, id, type, profileImageUrl, phoneNumbers } = contact;
  if (typeof name !== 'string' || name.trim() === '') {
    report(`${pointer}/name`, 'a text that is not empty', describePrivately(name));
  }
  if (id !== undefined && typeof id !== 'string' && !Number.isFinite(id)) {
    report(`${pointer}/id`, 'a text or number', describePrivately(id));
  }
  checkText(type, `${pointer}/type`, report);
  checkText(profileImageUrl, `${pointer}/profileImageUrl`, report);
  checkNumbers(phoneNumbers, `${pointer}/phoneNumbers`, report);
  return true;
}

function parse(json: string, report: Report): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // The parser's message repeats a part of the text, which is personal.
    report('', 'JSON', `a text of ${json.length} characters that is not JSON`);
    return [];
  }
}

const SHOWN = 3;

function importError(subject: string, issues: readonly ImportIssue[]): ContactsError {
  const shown = issues
    .slice(0, SHOWN)
    .map(
      ({ pointer, expected, received }) =>
        `${pointer || 'as a whole'} expected ${expected}, received ${received}`,
    );
  const more = issues.length > SHOWN ? `; and ${issues.length - SHOWN} more` : '';
  return new ContactsError(
    'IMPORT_INVALID',
    `${subject}: no contact was taken over, since ${shown.join('; ')}${more}.`,
    { issues },
  );
}

/** One contact that somebody else wrote, or what is wrong with it. */
export function checkOne(entry: unknown): Contact | ImportIssue[] {
  const issues: ImportIssue[] = [];
  const isContact = checkContact(entry, '', (pointer, expected, received) =>
    issues.push({ pointer, expected, received }),
  );
  return isContact && issues.length === 0 ? entry : issues;
}

/** Reads contacts that somebody else wrote: all of them, or none and a list of all issues. */
export function readContacts(subject: string, json: unknown): readonly Contact[] {
  const issues: ImportIssue[] = [];
  const report: Report = (pointer, expected, received) =>
    issues.push({ pointer, expected, received });

  const entries = typeof json === 'string' ? parse(json, report) : json;
  if (!Array.isArray(entries)) report('', 'an array of contacts', describePrivately(entries));
  const contacts: Contact[] = [];
  const seen = new Map<string, number>();
  for (const [i, entry] of (Array.isArray(entries) ? (entries as unknown[]) : []).entries()) {
    if (!checkContact(entry, `/${i}`, report)) continue;
    contacts.push(entry);
    if (entry.id === undefined) continue;
    const key = contactKey(entry);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, i);
    else {
      report(
        `/${i}/id`,
        `an id of its own (type and id are those of /${first})`,
        describePrivately(entry.id),
      );
    }
  }
  if (issues.length > 0) throw importError(subject, issues);
  return contacts;
}
