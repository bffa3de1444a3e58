import type { ErrorObject } from 'ajv';

/** Converts Ajv's message for "expected …": "must be string" to "string". */
export const wordsOfAjv = ({ message = 'another value' }: ErrorObject): string =>
  message
    .replace(/^must match /, 'a match of ')
    .replace(/^must (be |have )?/, '')
    .replace(/^NOT (be |have )/, 'not ');
