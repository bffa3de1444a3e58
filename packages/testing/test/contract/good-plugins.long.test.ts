import { testPlugin } from '../../src/vitest.js';
import { tidy } from './tidy-plugin.js';

testPlugin(tidy);
