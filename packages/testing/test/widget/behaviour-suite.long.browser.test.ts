import { describe, test } from 'vitest';
import { registerBehaviours } from './behaviour-suite.js';
import { startFrameWorld } from './worlds/frame-world.js';

registerBehaviours({ describe, test }, startFrameWorld);
