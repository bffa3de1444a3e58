import { stepsOf } from '@jackfield/plugin-kit/json';

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [member: string]: Json | undefined;
}

export const isStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/** The value that a JSON pointer means. */
export const valueAt = (json: Json | undefined, pointer: string): Json | undefined => {
  let value = json;
  for (const name of stepsOf(pointer)) {
    value = (value as Readonly<Record<string, Json | undefined>> | undefined)?.[name];
  }
  return value;
};

/** Order by code units, the same on every machine. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
