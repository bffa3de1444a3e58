import type { Messages } from '@jackfield/core';
import type { Arbitrary } from 'fast-check';
import { describe, expectTypeOf, it } from 'vitest';
import { arbitrary, examples, invalid, type InvalidBody } from '../../src/index.js';

type Log = Messages['requests']['logCall']['data'];

describe('the data of a message', () => {
  it('has its type', () => {
    expectTypeOf(examples('logCall')).toEqualTypeOf<readonly Log[]>();
    expectTypeOf(examples('ringCall')).toEqualTypeOf<readonly Messages['pushes']['ringCall'][]>();
    expectTypeOf(examples('register', 'body')).toEqualTypeOf<
      readonly Messages['pagePushes']['register'][]
    >();
    expectTypeOf(arbitrary('logCall')).toEqualTypeOf<Arbitrary<Log>>();
    expectTypeOf(arbitrary('matchContacts', 'result')).toEqualTypeOf<
      Arbitrary<Messages['requests']['matchContacts']['result']>
    >();
    expectTypeOf(arbitrary('checkPopupWindow', 'result')).toEqualTypeOf<Arbitrary<boolean>>();
    expectTypeOf(invalid('logCall')).toEqualTypeOf<readonly InvalidBody[]>();
  });

  it('is refused for an unknown message, and for a part that a message does not have', () => {
    // @ts-expect-error -- the nearest is logCall
    examples('logCal');
    // @ts-expect-error -- the widget and its script alone know it
    arbitrary('syncSize');
    // @ts-expect-error -- nobody answers a push
    arbitrary('ringCall', 'result');
    // @ts-expect-error -- a request has data
    invalid('logCall', 'body');
  });
});
