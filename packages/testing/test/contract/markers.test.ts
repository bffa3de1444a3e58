import { expect, it } from 'vitest';
import { createMarkers } from '../../src/contract/markers.js';

const markers = createMarkers(1);
const number = String(markers.mark('6505550100', 'number'));

it.each([
  number,
  `+1${number}`,
  `(${number.slice(0, 3)}) ${number.slice(3, 6)}-${number.slice(6)}`,
  `${number.slice(0, 3)}.${number.slice(3, 6)}.${number.slice(6)}`,
])('a number that was made up is found in any format: %s', (text) =>
  expect(markers.findIn(`{"from":"${text}"}`)).toBe(number),
);

it.each([
  // As random ids may have them.
  `a${number.slice(0, 4)}b${number.slice(4)}`,
  `{"at":${number.slice(0, 6)},"ms":${number.slice(6)}}`,
  // Of the same form, and never made up.
  '9078314743',
])('digits that come together by chance are not: %s', (text) =>
  expect(markers.findIn(text)).toBeUndefined(),
);
