import './calls.test.js';
import './commands.test.js';
import './logging.test.js';
import './matching.test.js';
import './ringcx.test.js';
import './service.test.js';
import './window.test.js';
import './wire.test.js';
import { expect, test } from 'vitest';
import { ringexBehaviours } from '../../src/ringex-widget/behaviours.js';
import { frameWorld } from './frame-world.js';
import { tested, useWorld } from './page.js';

// Tests run when every file is loaded.
useWorld(frameWorld);

test('no behaviour is without a test in a frame', () => {
  const ids = Object.values(ringexBehaviours).flatMap((area) => Object.keys(area));
  expect([...tested].sort()).toEqual(ids.sort());
});
