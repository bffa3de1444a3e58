import { expect, it } from 'vitest';
import { describeError } from '../src/describe-error.js';

it('describes an error by its name, code and place, and never by its texts', () => {
  const secret = 'Priya\n    at Priya (6505550199)\n at once';
  const error = Object.assign(new TypeError(secret, { cause: new RangeError(secret) }), {
    code: '23505',
    detail: secret,
    query: secret,
  });
  const described = describeError(error);
  expect(described).toMatchObject({
    name: 'TypeError',
    code: '23505',
    at: expect.arrayContaining([expect.stringMatching(/^at .*describe-error\.test\.ts/)]),
    cause: { name: 'RangeError' },
  });
  expect(JSON.stringify(described)).not.toMatch(/Priya|6505550199|once/);
  for (const odd of [secret, { message: secret }, null, 5]) {
    expect(describeError(odd)).toEqual({ name: typeof odd });
  }
  const changed = new Error('a');
  changed.message = secret;
  changed.name = secret;
  expect(JSON.stringify(describeError(Object.assign(changed, { code: secret })))).not.toMatch(
    /Priya/,
  );
});
