import { expect, it } from 'vitest';
import { findFaults, type StoredLog, type Submission } from './find-faults.js';

const log = (notes: string, outcome: Submission['outcome']): Submission => ({ notes, outcome });
const row = (id: string, notes: string, key = `${id}$2`): StoredLog => ({
  record: { key, call: { id }, task: { notes } },
});

it('a log that was answered and is not there is an issue', () => {
  expect(findFaults([{ id: 'a', submissions: [log('1', 'answered')] }], [])).toEqual([
    'a: log 1 was answered and is not stored.',
  ]);
});

it('an earlier log in the place of one that was answered is an issue', () => {
  const submissions = [log('1', 'answered'), log('2', 'answered'), log('3', 'cut')];
  expect(findFaults([{ id: 'a', submissions }], [row('a', '1')])).toEqual([
    'a: log 2 was answered, and log 1 is stored.',
  ]);
});

it('a call that is stored twice, or that was never logged, is an issue', () => {
  const calls = [{ id: 'a', submissions: [log('1', 'cut')] }];
  expect(findFaults(calls, [row('a', '1'), row('a', '1', 'a$3')])).toEqual([
    'a: it is stored 2 times.',
  ]);
  expect(findFaults(calls, [row('b', '1')])).toEqual(['b: this call was never logged.']);
  expect(findFaults(calls, [row('a', '9')])).toEqual(['a: what is stored was never logged.']);
  expect(findFaults(calls, [row('a', '1', 'a')])).toEqual(['a: it is stored under another key.']);
});

it('one that was cut off or answered with an error may be there or not', () => {
  const calls = [
    { id: 'a', submissions: [log('1', 'answered'), log('2', 'cut'), log('3', 'error')] },
  ];
  for (const notes of ['1', '2', '3']) expect(findFaults(calls, [row('a', notes)])).toEqual([]);
  expect(findFaults([{ id: 'a', submissions: [log('1', 'cut')] }], [])).toEqual([]);
});
