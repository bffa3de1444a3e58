import { describe } from 'vitest';
import { describeHostile } from './hostile-suite.js';
import { HOSTILE } from './hostile.js';

describe('each hostile text alone at every place of a schema', () => {
  describeHostile(HOSTILE);
});
