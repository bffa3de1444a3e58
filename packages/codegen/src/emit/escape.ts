/**
 * The escaping of each kind of generated text. A schema may contain any text: none of it may end a
 * comment, a string or a table cell, and none of it may run.
 */

/** Characters that are invisible, end lines, reverse the text around them, or are not valid UTF-8. */
const UNSAFE =
  // oxlint-disable-next-line no-control-regex -- these are what it finds
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const unicodeEscape = (text: string): string =>
  `\\u${text.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Escapes a printed module or JSON document: its strings keep their values. */
export const escapeCode = (text: string): string =>
  text.replace(UNSAFE, unicodeEscape).replace(/<(?=\/script|!--)/gi, '\\u003c');

/** Escapes a text for a comment in code. */
export const escapeComment = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(UNSAFE, unicodeEscape).replaceAll('*/', '*\\/');

/** Escapes a text for a comment in one line, in code or in Markdown. */
export const escapeCommentLine = (text: string): string =>
  escapeComment(text)
    .replace(/\s+/g, ' ')
    .replace(/-(?=-!?>)/g, '-\\');

const entity = (text: string): string =>
  text === '<' ? '&lt;' : `&#${text.codePointAt(0) as number};`;

/** What Markdown, HTML, a table or a site generator may read as markup, wherever it is in a line. */
const MARKUP = /[<>&`*_[\]{}|\\~]/g;

/** Escapes a text for a line of Markdown or a cell of a table: no part of it is markup. */
export const escapeText = (text: string): string =>
  text.replace(UNSAFE, unicodeEscape).replace(/\s+/g, ' ').replace(MARKUP, entity);

/** Whether a text can be a code span as it is, also in a cell of a table. */
const isPlainCode = (text: string): boolean =>
  text === text.trim() && text.search(UNSAFE) < 0 && !/^$|[`|\n\r]/.test(text);

/** Formats a piece of code within a line of Markdown or a cell of a table. */
export const code = (text: string): string =>
  isPlainCode(text) ? `\`${text}\`` : `<code>${escapeText(text)}</code>`;

/** Markup outside of code that is not emphasis or a link to the web. */
const NOT_PROSE = /[<`|\\]|\{\{|&(?=#|\w+;)|!(?=\[)|\](?=\(\s*(?!https?:\/\/)|\[|:)/g;

const paragraph = (text: string): string =>
  text
    .trim()
    .replace(/\s+/g, ' ')
    .split(/((?<!`)`[^`]+`(?!`))/)
    .map((piece, index) =>
      index % 2 === 1
        ? code(piece.slice(1, -1))
        : piece
            .replace(UNSAFE, unicodeEscape)
            .replace(NOT_PROSE, (found) => Array.from(found, entity).join('')),
    )
    .join('')
    // The start of a heading, a quote, a list, a rule or a fence.
    .replace(/^(?:[#>+=~-]|[*_](?=[\s*_]))/, entity)
    .replace(/^(\d+)([.)])/, (_found, digits: string, point: string) => digits + entity(point));

/**
 * Formats a description as Markdown. Code in backticks, emphasis and links to the web stay; all other
 * markup becomes text.
 */
export const prose = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .split(/\n\s*\n/)
    .map(paragraph)
    .join('\n\n');
