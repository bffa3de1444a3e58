import { describe, expect, it } from 'vitest';
import { code, escapeCode, escapeComment, escapeCommentLine, escapeText, prose } from './escape.js';

describe('escaped text', () => {
  it('does not end a comment', () => {
    expect(escapeComment('a */ b\r\n*/ \u2028')).toBe('a *\\/ b\n*\\/ \\u2028');
    expect(escapeCommentLine('a -->\nb --!> */')).toBe('a -\\-> b -\\-!> *\\/');
  });

  it('does not end a script in a page', () => {
    expect(escapeCode('"</SCRIPT><!-- </p>"')).toBe('"\\u003c/SCRIPT>\\u003c!-- </p>"');
  });

  it('is not markup in a line or a cell of a table', () => {
    expect(escapeText('<b>|*a*\n`[x](y)&amp;')).toBe(
      '&lt;b&#62;&#124;&#42;a&#42; &#96;&#91;x&#93;(y)&#38;amp;',
    );
  });

  it('is not HTML in a description', () => {
    expect(prose('<b> `<i>` `a\n\n<img>\n\nb` [x](javascript:1) [y](https://z)')).toBe(
      '&lt;b> `<i>` &#96;a\n\n&lt;img>\n\nb&#96; [x&#93;(javascript:1) [y](https://z)',
    );
    expect(code('a`<b>|')).toBe('<code>a&#96;&lt;b&#62;&#124;</code>');
  });
});
