// The suite under node:test; behaviour-suite.node.test.ts runs it and counts.
import { describe, test } from 'node:test';
import { registerBehaviours } from './behaviour-suite.js';
import { startMemoryWorld } from './worlds/memory-world.js';

registerBehaviours({ describe, test: (name, run) => test(name, run) }, startMemoryWorld);
