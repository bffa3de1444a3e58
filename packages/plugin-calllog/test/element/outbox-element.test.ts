import { expect, it } from 'vitest';
import { defineOutboxElement } from '../../src/element/outbox-element.js';
import { englishTexts } from '../../src/element/texts.js';

it('can be imported and defined where there is no document', () => {
  expect(typeof HTMLElement).toBe('undefined');
  expect(() => defineOutboxElement()).not.toThrow();
});

it('has an English plural for each number', () => {
  expect(englishTexts.failed(1)).toBe('1 call log failed');
  expect(englishTexts.failed(0)).toBe('0 call logs failed');
  expect(englishTexts.tries(1)).toBe('Tried once');
  expect(englishTexts.tries(2)).toBe('Tried 2 times');
  expect(englishTexts.ofOthers(1)).toContain('waits');
  expect(englishTexts.ofOthers(2)).toContain('wait until');
});

it('says the date with the time where it is not of today', () => {
  const now = Date.now();
  expect(englishTexts.time(0).length).toBeGreaterThan(englishTexts.time(now).length);
  expect(englishTexts.nextTry(now)).toMatch(/^next try at .*\d/);
});

it('says what is wrong with the storage also where nobody knows why', () => {
  expect(englishTexts.storageProblem(undefined, true)).toMatch(/cannot keep call logs.*page\.$/);
  expect(englishTexts.storageProblem('It was emptied.', false)).toMatch(
    /wrong.* It was emptied\.$/,
  );
});
