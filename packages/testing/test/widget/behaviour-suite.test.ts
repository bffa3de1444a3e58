import { describe, expect, test } from 'vitest';
import { allBehaviours, behaviourTests, registerBehaviours } from './behaviour-suite.js';
import { startMemoryWorld } from './worlds/memory-world.js';

registerBehaviours({ describe, test }, startMemoryWorld);

test('no behaviour is without a test, and no test without a behaviour', () => {
  const tested = new Set(behaviourTests.map(({ id }) => id as string));
  expect([...tested].sort()).toEqual(Object.keys(allBehaviours).sort());
});
