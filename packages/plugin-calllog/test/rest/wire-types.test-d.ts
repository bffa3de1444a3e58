// The bodies of openapi.json are the plugin's own types: neither can be changed alone.
import { expectTypeOf, test } from 'vitest';
import type {
  CallDetails,
  CallLogDisposition,
  CallLogRecord,
  FoundCallLog,
  RejectedCallLog,
} from '../../src/call-log-store.js';
import type * as wire from './wire-types.js';

test('a log is what a store gets', () => {
  expectTypeOf<wire.CallLogRecord>().toEqualTypeOf<CallLogRecord>();
  expectTypeOf<wire.CallDetails>().toEqualTypeOf<CallDetails>();
  expectTypeOf<wire.CallLogDisposition>().toEqualTypeOf<CallLogDisposition>();
});

test('a rejected log is what a store gets', () => {
  expectTypeOf<wire.RejectedCallLog>().toEqualTypeOf<RejectedCallLog>();
});

test('a found log is what a store answers', () => {
  expectTypeOf<wire.FoundCallLog>().toEqualTypeOf<FoundCallLog>();
});
