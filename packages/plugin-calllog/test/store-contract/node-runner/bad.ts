// Run by node itself: a store that forgets.
import { memoryCallLogStore } from '../../../src/index.js';
import { testCallLogStore } from '../../../src/store-contract/node.js';

testCallLogStore(() => ({ ...memoryCallLogStore(), find: async () => [] }));
