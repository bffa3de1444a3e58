import { describe } from 'vitest';
import { describeHostile } from './hostile-suite.js';
import { HOSTILE } from './hostile.js';

// The long tests have each text alone.
describe('hostile text at every place of a schema', () => {
  describeHostile([HOSTILE.join(' '), [...HOSTILE].reverse().join('\n\n'), '__proto__']);
});
