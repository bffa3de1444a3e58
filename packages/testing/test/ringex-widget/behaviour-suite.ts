// Every test of a behaviour, for the world that `useWorld` sets.
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
import { tested } from './page.js';

test('no behaviour is left out', () => {
  const ids = Object.values(ringexBehaviours).flatMap((area) => Object.keys(area));
  expect([...tested].sort()).toEqual(ids.sort());
});
