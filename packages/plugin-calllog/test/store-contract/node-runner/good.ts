// Run by node itself, as a vendor without vitest would do it.
import { memoryCallLogStore } from '../../../src/index.js';
import { testCallLogStore } from '../../../src/store-contract/node.js';

testCallLogStore(memoryCallLogStore);
