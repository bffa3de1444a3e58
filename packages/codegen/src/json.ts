import { stepsOf } from '@jackfield/plugin-kit/json';

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [member: string]: Json | undefined;
}

export const isStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/** Returns the value at a JSON pointer. */
export const valueAt = (json: Json | undefined, pointer: string): Json | undefined => {
  let value = json;
  for (const name of stepsOf(pointer)) {
    const isThere = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
    value = isThere ? (value as JsonObject)[name] : undefined;
  }
  return value;
};

/** Compares by code units, which is the same on every machine. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
