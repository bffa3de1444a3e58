import { describe } from 'vitest';
import { memoryCallLogStore } from '../src/index.js';
import { callLogStoreContract } from './call-log-store-contract.js';

describe('memoryCallLogStore', () => callLogStoreContract(memoryCallLogStore));
