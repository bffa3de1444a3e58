import type { ErrorObject } from 'ajv';

/** Ajv's message as the end of "expected …": "must be string" is "string". */
export const wordsOfAjv = ({ message = 'another value' }: ErrorObject): string =>
  message
    .replace(/^must match /, 'a match of ')
    .replace(/^must (be |have )?/, '')
    .replace(/^NOT (be |have )/, 'not ');
