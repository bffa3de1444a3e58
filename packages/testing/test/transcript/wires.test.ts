import { ROWS } from '../../../codegen/test/envelopes/wires.js';
import { testWires } from './wires.js';

// The others are in wires.long.test.ts.
testWires(ROWS.filter(({ name }) => /OCPP-J|numbers/.test(name)));
