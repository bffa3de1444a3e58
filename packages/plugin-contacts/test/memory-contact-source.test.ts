import { describe, expect, it } from 'vitest';
import { ContactsError, memoryContactSource } from '../src/index.js';
import { ada, bob, localContactSourceContract } from './local-contact-source-contract.js';

describe('memoryContactSource', () => {
  it('refuses contacts that are wrong, and options it does not know', () => {
    expect(() => memoryContactSource([{ name: '' }])).toThrow(ContactsError);
    expect(() => memoryContactSource([], { defaultCountry: 'us' as 'US' })).toThrow(
      'memoryContactSource, option defaultCountry: expected a country such as \'US\' (two capital letters), received "us".',
    );
    expect(() => memoryContactSource([], { country: 'US' } as object)).toThrow(
      'no option but defaultCountry',
    );
  });

  it('starts with the contacts it is given', async () => {
    expect(await memoryContactSource([ada, bob]).list()).toEqual([ada, bob]);
  });

  localContactSourceContract((defaultCountry) => memoryContactSource([], { defaultCountry }));
});
