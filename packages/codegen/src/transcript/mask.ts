import { isObject } from '@jackfield/plugin-kit/json';

const isMaskText = (value: unknown): boolean =>
  typeof value === 'string' && /^‹[^‹›]+›$/.test(value);

/**
 * Whether a transcript hides what stands there: by a mask, or by an object that has nothing but one.
 * A record whose keys are masked is none: its masks have numbers.
 */
export const isMasked = (value: unknown): boolean =>
  isMaskText(value) ||
  (isObject(value) &&
    Object.entries(value).some(([name, member]) => isMaskText(member) && isMaskText(name)));

/** Whether a member's name is a mask: of a key, or of all members that there were. */
export const isMaskName = (name: string): boolean => isMaskText(name);
