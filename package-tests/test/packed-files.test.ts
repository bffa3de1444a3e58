import { describe, expect, it } from 'vitest';
import { PACKED_FILES, readLine } from './packed-files.js';
import { publishedPackages } from './published-packages.js';

describe('the list of what is packed', () => {
  const { pattern, required } = readLine('dist/*-#.js');

  it('takes a star for one name, and a hash for one that a build makes', () => {
    expect(pattern.test('dist/main-DhmNeWIq.js')).toBe(true);
    expect(pattern.test('dist/main.js')).toBe(false);
    expect(pattern.test('dist/deep/main-DhmNeWIq.js')).toBe(false);
    expect(pattern.test('dist/main-DhmNeWIq.js.map')).toBe(false);
    expect(required).toBe(true);
    expect(readLine('[dist/*-#.js]')).toMatchObject({ pattern, required: false });
  });

  it('knows every published package, and no other', () => {
    expect(Object.keys(PACKED_FILES).sort()).toEqual(
      publishedPackages.map(({ json }) => json.name),
    );
  });
});
