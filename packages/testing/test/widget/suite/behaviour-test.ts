import type { BehaviourId } from '../../../src/widget/behaviours.js';
import type { WidgetVersion } from '@jackfield/testing';
import type { Beginning, PlainOptions } from '../worlds/world.js';
import type { Scene } from './scene.js';

/** A test of one behaviour, for each version that it is true for. */
export interface BehaviourTest {
  readonly id: BehaviourId;
  readonly options: PlainOptions;
  readonly listensLate: boolean;
  run(scene: Scene, version: WidgetVersion): Promise<void>;
}

/** Declares a test. Its sentence is the one of the behaviour. */
export function behaviour(
  id: BehaviourId,
  run: BehaviourTest['run'],
  { listensLate = false, ...options }: PlainOptions & Partial<Beginning> = {},
): BehaviourTest {
  return { id, options, listensLate, run };
}

/** The number of a caller, as carriers send them. */
export const CALLER = '6505550142';
