// Run by node itself, as a vendor without vitest would do it.
import { testPlugin } from '@jackfield/testing/node';
import { callLog, memoryCallLogStore } from '../../../../plugin-calllog/src/index.js';

testPlugin(({ clock }) => callLog({ store: memoryCallLogStore(), now: () => clock.now() }), {
  seed: 1,
  runs: 3,
});
