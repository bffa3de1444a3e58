import { expect, it } from 'vitest';
import { judge, type StoredLog, type Submission } from './judge.js';

const log = (notes: string, outcome: Submission['outcome']): Submission => ({ notes, outcome });
const row = (id: string, notes: string, key = `${id}$2`): StoredLog => ({
  record: { key, call: { id }, task: { notes } },
});

it('a log that was answered and is not there is an issue', () => {
  expect(judge([{ id: 'a', submissions: [log('1', 'answered')] }], [])).toEqual([
    'a: log 1 was answered and is not stored.',
  ]);
});

it('an earlier log in the place of one that was answered is an issue', () => {
  const submissions = [log('1', 'answered'), log('2', 'answered'), log('3', 'cut')];
  expect(judge([{ id: 'a', submissions }], [row('a', '1')])).toEqual([
    'a: log 2 was answered, and log 1 is stored.',
  ]);
});

it('a call that is stored twice, or of which nobody knows, is an issue', () => {
  const calls = [{ id: 'a', submissions: [log('1', 'cut')] }];
  expect(judge(calls, [row('a', '1'), row('a', '1', 'a$3')])).toEqual(['a: it is stored 2 times.']);
  expect(judge(calls, [row('b', '1')])).toEqual(['b: nobody has logged this call.']);
  expect(judge(calls, [row('a', '9')])).toEqual(['a: what is stored was never logged.']);
  expect(judge(calls, [row('a', '1', 'a')])).toEqual(['a: it is stored under another key.']);
});

it('one that was cut off or refused may be there or not', () => {
  const calls = [
    { id: 'a', submissions: [log('1', 'answered'), log('2', 'cut'), log('3', 'error')] },
  ];
  for (const notes of ['1', '2', '3']) expect(judge(calls, [row('a', notes)])).toEqual([]);
  expect(judge([{ id: 'a', submissions: [log('1', 'cut')] }], [])).toEqual([]);
});
