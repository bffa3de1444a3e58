// Run by node itself: the suite stops after the first handler that hangs.
import { testPlugin } from '@jackfield/testing/node';
import { bad } from '../bad-plugins/answers-in-time--never.js';

testPlugin(bad, { seed: 1, runs: 1, graceMs: 100 });
