import { protocol } from '@jackfield/core/ringcx';
import { expect, it } from 'vitest';

it.each([
  ['null', null],
  ['nothing', undefined],
  ['a push without a payload', { type: 'MessageTransport-push' }],
  ['a request whose payload is null', { type: 'MessageTransport-request', payload: null }],
  [
    'an object whose members throw',
    {
      get type() {
        throw new Error('read');
      },
    },
  ],
])('a value that is not an envelope is ignored, and nothing is thrown: %s', (_, data) => {
  expect(() => protocol.readEnvelope(data)).not.toThrow();
  expect(protocol.readEnvelope(data)).toBeUndefined();
});
