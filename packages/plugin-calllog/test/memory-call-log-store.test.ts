import { describe } from 'vitest';
import { memoryCallLogStore } from '../src/index.js';
import { testCallLogStore } from '../src/store-contract/vitest.js';
import { contact, localCallLogStoreContract } from './local-call-log-store-contract.js';

describe('memoryCallLogStore', () => {
  testCallLogStore(memoryCallLogStore, { contact });
  localCallLogStoreContract(memoryCallLogStore);
});
