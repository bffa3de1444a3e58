import { isObject } from '@jackfield/plugin-kit/json';

const isMaskText = (value: unknown): boolean =>
  typeof value === 'string' && /^‹[^‹›]+›$/.test(value);

/**
 * Whether a transcript masks a value: by a mask, or by an object that contains only a mask. The
 * masks of a record's keys have numbers, so such a record is not a masked value.
 */
export const isMasked = (value: unknown): boolean =>
  isMaskText(value) ||
  (isObject(value) &&
    Object.entries(value).some(([name, member]) => isMaskText(member) && isMaskText(name)));

/** Whether a member's name is a mask of a key, or of all members. */
export const isMaskName = (name: string): boolean => isMaskText(name);
