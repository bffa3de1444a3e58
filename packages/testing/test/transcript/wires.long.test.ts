import { ROWS } from '../../../codegen/test/envelopes/wires.js';
import { testWires } from './wires.js';

testWires(ROWS);
