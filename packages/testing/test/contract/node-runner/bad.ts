// Run by node itself: the plugin reads what may be absent.
import { testPlugin } from '@jackfield/testing/node';
import { bad } from '../bad-plugins/answers-valid-data.js';

testPlugin(bad, { seed: 1, runs: 3 });
