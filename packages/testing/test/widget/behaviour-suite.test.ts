import { describe, expect, test } from 'vitest';
import { type Behaviour, isTrueFor, VERSIONS } from '../../src/widget/version.js';
import { allBehaviours, behaviourTests, registerBehaviours } from './behaviour-suite.js';
import { openScene } from './suite/scene.js';
import { startMemoryWorld } from './worlds/memory-world.js';

registerBehaviours({ describe, test }, startMemoryWorld);

test('no behaviour is without a test, and no test without a behaviour', () => {
  const tested = new Set(behaviourTests.map(({ id }) => id as string));
  expect([...tested].sort()).toEqual(Object.keys(allBehaviours).sort());
});

/** 0.x has no worker, and so it forgets with each reload. */
const SHOWN_BY_OTHERS = new Set(['0.x worker-end-forgets']);

describe('a version does not show what only others do', () => {
  for (const version of VERSIONS) {
    for (const { id, options, listensLate, run } of behaviourTests) {
      const name = `${version} ${id}`;
      if (isTrueFor(allBehaviours[id] as Behaviour, version) || SHOWN_BY_OTHERS.has(name)) continue;
      test(name, async () => {
        const world = await startMemoryWorld({ ...options, version }, { listensLate });
        // In memory nothing waits for more than promises: what has not come by then, never comes.
        const stuck = new Promise((resolve) => void setTimeout(resolve, 0)).then(() => 'stuck');
        const outcome = await Promise.race([
          run(openScene(world), version).then(
            () => 'shown',
            () => 'failed',
          ),
          stuck,
        ]);
        await world.close();
        expect(outcome).not.toBe('shown');
      });
    }
  }
});
