import type { Host, Messages, Protocol } from '@jackfield/core';
import type { Envelopes } from '@jackfield/core/protocol';
import { describe, expectTypeOf, it } from 'vitest';
import { record, replay, type Tape } from '../../src/index.js';

interface Acme {
  readonly requests: object;
  readonly pushes: { readonly note: { readonly text: string } };
  readonly pageRequests: object;
  readonly pagePushes: { readonly note: { readonly text: string } };
}

declare const ringcx: Host;
declare const acme: Host<Acme>;
declare const wire: { readonly protocol: Protocol<Acme>; readonly envelopes: Envelopes };
declare const other: { readonly protocol: Protocol<Messages>; readonly envelopes: Envelopes };

describe('the wire of a recorded host', () => {
  it('is RingCX unless it is given', () => {
    expectTypeOf(record(ringcx)).toEqualTypeOf<Tape>();
    expectTypeOf(record(ringcx, { personal: 'mask' })).toEqualTypeOf<Tape>();
    expectTypeOf(record(acme, { wire })).toEqualTypeOf<Tape>();
    void replay('', () => acme, { wire });
    void replay('', async () => ringcx, { reissue: false });
  });

  it('must be given if it is another one', () => {
    // @ts-expect-error -- the host has other messages
    record(acme);
    // @ts-expect-error -- the host has other messages
    record(acme, { personal: 'mask' });
    // @ts-expect-error -- the wire has other messages
    record(acme, { wire: other });
    // @ts-expect-error -- the host has other messages
    void replay('', () => acme);
  });
});
