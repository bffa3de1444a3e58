import type { Widget, WidgetVersion } from '@jackfield/testing';
import type { Runner } from '@jackfield/plugin-kit/contract';
import { behaviours } from '../../src/widget/behaviours.js';
import { type Behaviour, isTrueFor, VERSIONS } from '../../src/widget/version.js';
import type { BehaviourTest } from './suite/behaviour-test.js';
import { callTests } from './suite/calls.js';
import { leadTests } from './suite/leads.js';
import { logTests } from './suite/logging.js';
import { openScene } from './suite/scene.js';
import { serviceTests } from './suite/service.js';
import { allValid } from './suite/valid.js';
import { windowTests } from './suite/window.js';
import { wireTests } from './suite/wire.js';
import type { StartWorld } from './worlds/world.js';

/** The suite: at least one test for each behaviour. */
export const behaviourTests: readonly BehaviourTest[] = [
  ...wireTests,
  ...serviceTests,
  ...callTests,
  ...logTests,
  ...leadTests,
  ...windowTests,
];

/** Every behaviour by its id. */
export const allBehaviours: Readonly<Record<string, Behaviour>> = Object.assign(
  {},
  ...Object.values(behaviours),
);

/** The tests that a version has to pass, by the sentences of their behaviours. */
export const testsFor = (version: WidgetVersion): readonly BehaviourTest[] =>
  behaviourTests.filter(({ id }) => isTrueFor(allBehaviours[id] as Behaviour, version));

/**
 * Registers the whole suite, for every version, with the widget in such a world. After each test all
 * that was sent must be valid by our schemas, and of that version.
 */
export function registerBehaviours(runner: Runner, start: StartWorld): void {
  for (const version of VERSIONS) {
    runner.describe(`the simulated widget ${version}`, () => {
      for (const { id, options, listensLate, run } of testsFor(version)) {
        const { description } = allBehaviours[id] as Behaviour;
        runner.test(`${id}: ${description}`, async () => {
          const world = await start({ ...options, version }, { listensLate });
          try {
            await run(openScene(world), version);
            allValid((await world.get('sent')) as Widget['sent'], version);
          } finally {
            await world.close();
          }
        });
      }
    });
  }
}
