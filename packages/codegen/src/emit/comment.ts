import type { Schema } from '../schema.js';
import { escapeComment } from './escape.js';

/** The doc comment of a schema, with the tag for which editors strike a name through; or nothing. */
export const commentOf = ({ description, items, 'x-deprecated': advice }: Schema): string => {
  const texts = [
    description ?? items?.description ?? '',
    advice === undefined ? '' : `@deprecated ${advice}`,
  ];
  const trimmed = texts.map((one) => one.trim()).filter((one) => one !== '');
  const text = escapeComment(trimmed.join('\n\n')).replace(/\n(?:[ \t]*\n){2,}/g, '\n\n');
  return text === '' ? '' : `/**\n * ${text.replaceAll('\n', '\n * ')}\n */\n`;
};
