import type { Contact } from '@jackfield/core';
import { ContactsError } from '../contacts-error.js';
import { describePrivately } from '../describe-privately.js';

/** A contact that the CRM has deleted. */
export interface DeletedContact {
  readonly type?: string | undefined;
  readonly id: string | number;
}

/** What has changed in the CRM since a token. */
export interface ContactChanges {
  /** New and changed contacts, whole. */
  readonly contacts: readonly Contact[];
  readonly deleted: readonly DeletedContact[];
  /** The token to ask with next. */
  readonly next: string;
  /** Whether there is more to be had at once. */
  readonly more: boolean;
}

const isDeleted = (x: unknown): boolean => {
  if (typeof x !== 'object' || x === null) return false;
  const { type, id } = x as Partial<DeletedContact>;
  return (
    (typeof id === 'string' || typeof id === 'number') &&
    (type === undefined || typeof type === 'string')
  );
};

/** Checks an answer to `GET /contacts/changes`; the contacts themselves are checked by who takes them. */
export function readChanges(answer: unknown): ContactChanges {
  const { contacts, deleted, next, more } = (answer ?? {}) as Partial<ContactChanges>;
  if (
    !Array.isArray(contacts) ||
    !Array.isArray(deleted) ||
    !deleted.every(isDeleted) ||
    typeof next !== 'string' ||
    typeof more !== 'boolean'
  ) {
    throw new ContactsError(
      'SOURCE_ANSWER_INVALID',
      `GET /contacts/changes: expected { contacts, deleted, next, more }, received ${describePrivately(answer)}.`,
    );
  }
  return { contacts, deleted, next, more };
}
