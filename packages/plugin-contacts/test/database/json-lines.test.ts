import { expect, it } from 'vitest';
import { jsonLines } from '../../src/formats/index.js';
import { PARTS, readAll } from './read-all.js';

it('json-lines reads a contact a line, skips empty lines, and reports which are none', () => {
  const text = '{"name":"Ada"}\r\n\n  \n{"name":}\n{"name":"Bob\\n"}\r{"name":"Cy"}';
  for (const part of PARTS) {
    expect(readAll(jsonLines().open(), text, part), `${part}`).toEqual([
      { line: 1, contact: { name: 'Ada' } },
      {
        line: 4,
        issue: {
          pointer: '',
          expected: 'a contact as JSON on a line of its own',
          received: 'a line of 9 characters',
        },
      },
      { line: 5, contact: { name: 'Bob\n' } },
      { line: 6, contact: { name: 'Cy' } },
    ]);
  }
});

it('json-lines gives up a line that never ends, and reads on after it', () => {
  const reader = jsonLines().open();
  const found = [];
  for (let i = 0; i < 30; i += 1) found.push(...reader.read('x'.repeat(100_000)));
  found.push(...reader.read('\n{"name":"Ada"}\n'), ...reader.end());
  expect(found).toMatchObject([
    { line: 1, issue: { received: 'a longer one' } },
    { line: 2, contact: { name: 'Ada' } },
  ]);
});

const read = (line: string) => readAll(jsonLines().open(), `${line}\n`);

it('json-lines reads a number that is written as a number, if it has all of its digits', () => {
  const numbers = (value: string) =>
    read(`{"name":"Ada","phoneNumbers":[{"phoneNumber":${value}}]}`);
  for (const value of ['16503945910', ' 16503945910', '16503945910.0']) {
    expect(numbers(value), value).toEqual([
      { line: 1, contact: { name: 'Ada', phoneNumbers: [{ phoneNumber: '16503945910' }] } },
    ]);
  }
  for (const value of [
    '6.50395e9',
    '165039459100e-1',
    '16503945910.5',
    '1e10',
    '650394591012345678',
  ]) {
    expect(JSON.stringify(numbers(value)), value).not.toMatch(/"phoneNumber":"/u);
  }
});

it('json-lines takes the digits of a number from nowhere else in its line', () => {
  for (const line of [
    '{"note":"call:6503950000","phoneNumbers":[{"phoneNumber":6.50395e9}]}',
    '{"other":6503950000,"phoneNumbers":[{"phoneNumber":6.50395e9}]}',
    '{"phoneNumbers":[{"phoneNumber":6.50395e9,"was":"\\":6503950000,"}]}',
    '{"phoneNumbers":[{"phoneNumber":6.50395e9},{"phoneType":"6503950000"}]}',
  ]) {
    expect(read(line), line).toEqual([{ line: 1, contact: JSON.parse(line) }]);
  }
  expect(
    read('{"note":"1e9, \\"2","phoneNumbers":[{"phoneNumber":6.5e9},{"phoneNumber":101}]}'),
  ).toEqual([
    {
      line: 1,
      contact: { note: '1e9, "2', phoneNumbers: [{ phoneNumber: 6.5e9 }, { phoneNumber: '101' }] },
    },
  ]);
});

it('json-lines leaves out an id that another name of the same type had before', () => {
  const line = (id: unknown, name: string, type?: string) => JSON.stringify({ id, name, type });
  const lines = [line(1, 'Ann'), line(1, 'Bob'), line(1, 'Acme', 'Account'), line(1, 'ann')];
  // Without a name it is not imported, so its id is free.
  expect(read([line(2, ' '), line(2, 'Cy')].join('\n'))).toMatchObject([
    { contact: { id: 2 } },
    { contact: { id: 2, name: 'Cy' } },
  ]);
  expect(read(lines.join('\n'))).toEqual([
    { line: 1, contact: { id: 1, name: 'Ann' } },
    { line: 2, contact: { name: 'Bob' } },
    { line: 2, isLeftOut: true, issue: expect.objectContaining({ pointer: '/id' }) },
    { line: 3, contact: { id: 1, name: 'Acme', type: 'Account' } },
    { line: 4, contact: { id: 1, name: 'ann' } },
  ]);
});

it('json-lines leaves out a date that is not one for certain, and keeps the contact', () => {
  expect(read('{"name":"Ada","touchedAt":"12.01.2026","updatedAt":1768176000}')).toEqual([
    { line: 1, contact: { name: 'Ada', updatedAt: 1_768_176_000 } },
    {
      line: 1,
      isLeftOut: true,
      issue: expect.objectContaining({ pointer: '/touchedAt', received: 'another value' }),
    },
  ]);
});

it('json-lines reads files that were joined with their byte order marks', () => {
  expect(read('{"name":"Ada"}\n\ufeff{"name":"Bob"}')).toMatchObject([
    { contact: { name: 'Ada' } },
    { contact: { name: 'Bob' } },
  ]);
});

it('json-lines has no text of a line in its issue', () => {
  expect(JSON.stringify(read('{"name":"Ada","phone":"6503945910"'))).not.toMatch(/Ada|650/u);
});
