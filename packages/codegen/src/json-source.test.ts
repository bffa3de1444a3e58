import { assert, jsonValue, property, string, constantFrom, nat } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOf, scanJson } from './json-source.js';

const issueOf = (text: string): string | undefined => {
  const { issue } = scanJson(text);
  if (issue === undefined) return undefined;
  const { line, column } = placeOf(text, issue.offset);
  return `${line}:${column} ${issue.expected}`;
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('scanJson', () => {
  it.each([
    ['', '1:1 a JSON value'],
    ['{', '1:2 "}"'],
    ['{"a" 1}', '1:6 ":"'],
    ['{"a": 1,}', '1:9 a member name in double quotes'],
    ['{"a": 1 "b"}', '1:9 "," or the closing bracket'],
    ['[1 2]', '1:4 "," or the closing bracket'],
    ['[\n  1,\n]', '3:1 a JSON value'],
    ['"a\nb"', '1:1 a string without control characters or unknown escapes'],
    ['01', '1:2 the end of the file'],
    ['truth', '1:1 a JSON value'],
  ])('reports the place of the syntax error in %j', (text, expected) => {
    expect(issueOf(text)).toBe(expected);
  });

  it('finds duplicate members, and the start of each value', () => {
    const { duplicates, offsets } = scanJson('{"a": [{"b": 1, "b/": 2, "b": 3}], "a": 4}');
    expect(duplicates).toEqual(['/a/0/b', '/a']);
    expect(offsets.get('/a/0/b~1')).toBe(16);
  });

  it('accepts exactly what JSON.parse accepts', () => {
    assert(
      property(
        jsonValue(),
        nat(),
        constantFrom('', ',', '"', '}', '0', 'x', '\\', '\n'),
        (json, at, mark) => {
          const good = JSON.stringify(json, undefined, 1);
          const text =
            good.slice(0, at % (good.length + 1)) + mark + good.slice(at % (good.length + 1));
          expect(scanJson(text).issue === undefined).toBe(isJson(text));
        },
      ),
      { numRuns: 500 },
    );
    assert(
      property(string(), (text) => {
        expect(scanJson(text).issue === undefined).toBe(isJson(text));
      }),
    );
  });

  it('rethrows a stack overflow', () => {
    expect(() => scanJson('['.repeat(100_000))).toThrow(RangeError);
  });
});
