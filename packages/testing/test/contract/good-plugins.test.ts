import { testPlugin } from '../../src/vitest.js';
import { tidy } from './tidy-plugin.js';

// With the default number of random bodies in good-plugins.long.test.ts.
testPlugin(tidy, { runs: 4 });
