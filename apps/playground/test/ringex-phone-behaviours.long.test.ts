import '../../../packages/testing/test/ringex-widget/behaviour-suite.js';
import { afterAll, beforeAll } from 'vitest';
import { useWorld } from '../../../packages/testing/test/ringex-widget/page.js';
import { ringexPhoneWorld } from './ringex-phone-world.js';

let close: () => Promise<void>;
// The RingEX phone that is shown keeps what the simulated widget promises, under its policy.
beforeAll(async () => {
  const opened = await ringexPhoneWorld();
  ({ close } = opened);
  useWorld(opened.world);
});
afterAll(() => close?.());
