import './behaviour-suite.js';
import { frameWorld } from './frame-world.js';
import { useWorld } from './page.js';

// Tests run when every file is loaded.
useWorld(frameWorld);
