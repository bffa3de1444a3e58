import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Dispositions, resolveDisposition } from '../../src/call-details/index.js';
import { call } from './calls.js';

const labels = { 1101: 'Resolved', 1102: 'Call back', 1103: '' };

test.each([undefined, null, '', 7 as unknown as string, {} as unknown as string])(
  'a dispositionId of %s gives no disposition',
  (id) => {
    expect(resolveDisposition(labels, id, call())).toBeUndefined();
    expect(resolveDisposition(() => 'Label', id, call())).toBeUndefined();
  },
);

test('an id that nobody knows stays, without a label', () => {
  expect(resolveDisposition(undefined, '1101', call())).toEqual({ id: '1101' });
  expect(resolveDisposition(labels, '9', call())).toEqual({ id: '9' });
  expect(resolveDisposition(labels, '1103', call())).toEqual({ id: '1103' });
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'the id %s finds nothing that objects have of themselves',
  (id) => {
    expect(resolveDisposition(labels, id, call())).toEqual({ id });
    const own = JSON.parse(`{"${id}":"Own"}`) as Record<string, string>;
    expect(resolveDisposition(own, id, call())).toEqual({ id, label: 'Own' });
  },
);

test('an inherited member of a map is not a label', () => {
  const inheriting = Object.create(labels) as Dispositions;
  expect(resolveDisposition(inheriting, '1101', call())).toEqual({ id: '1101' });
});

test('a function that fails, or returns a value that is not a string, gives no label', () => {
  const functions: readonly unknown[] = [
    () => {
      throw new Error('No list');
    },
    () => undefined,
    () => '',
    () => 7,
    async () => 'Later',
  ];
  for (const option of functions) {
    expect(() => resolveDisposition(option as Dispositions, '1101', call())).not.toThrow();
    expect(resolveDisposition(option as Dispositions, '1101', call())).toEqual({ id: '1101' });
  }
});

test('a map and a function give the label', () => {
  expect(resolveDisposition(labels, '1102', call())).toEqual({ id: '1102', label: 'Call back' });
  const label: Dispositions = (id, { direction }) => `${direction} ${id}`;
  expect(resolveDisposition(label, '1102', call())).toEqual({ id: '1102', label: 'INBOUND 1102' });
});

test('a row of the history carries the label in the id’s place', () => {
  expect(resolveDisposition(labels, 'Call back', call())).toEqual({
    id: 'Call back',
    label: 'Call back',
  });
});

test('whatever comes as options and as id, nothing is thrown, and the id stays', () => {
  fc.assert(
    fc.property(fc.anything(), fc.string(), (option, id) => {
      const disposition = resolveDisposition(option as Dispositions, id, call());
      expect(disposition?.id ?? '').toBe(id);
    }),
  );
});
