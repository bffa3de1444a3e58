import { assert, property } from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { examples, invalid } from '../../src/index.js';
import { arbitraryOfRow, issuesByCore, invalidOfRow, liveParts } from './rows.js';

beforeAll(() => {
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = "script-src 'self'";
  document.head.append(policy);
});

it('is a page whose policy forbids to compile code', () => {
  // oxlint-disable-next-line no-new-func, no-implied-eval -- it must be refused
  expect(() => new Function('return 1')).toThrow(EvalError);
});

it('has examples', () => {
  expect(examples('ringCall')[1]?.call.from.phoneNumber).toBe('anonymous');
});

it('draws what core takes', () => {
  for (const row of liveParts) {
    assert(
      property(arbitraryOfRow(row), (value) => {
        expect(issuesByCore(row, value)).toEqual([]);
      }),
    );
  }
});

it('has what core refuses', () => {
  expect(invalid('register')).toHaveLength(10);
  for (const row of liveParts) {
    for (const { body, pointer } of invalidOfRow(row)) {
      expect(issuesByCore(row, body).map((issue) => issue.pointer)).toContain(pointer);
    }
  }
});
