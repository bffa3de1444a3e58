// The bodies of openapi.json are the plugin's own types: neither can be changed alone.
import type { Contact } from '@jackfield/core';
import { expectTypeOf, test } from 'vitest';
import type { ContactChanges } from '../../src/rest/read-changes.js';
import type * as wire from './wire-types.js';

test('contacts are those of the widget', () => {
  expectTypeOf<wire.Contact>().toEqualTypeOf<Contact>();
});

test('changes are what the source answers', () => {
  expectTypeOf<wire.ContactChanges>().toEqualTypeOf<ContactChanges>();
});
