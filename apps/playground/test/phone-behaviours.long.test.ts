import { afterAll, beforeAll, describe, test } from 'vitest';
import { registerBehaviours } from '../../../packages/testing/test/widget/behaviour-suite.js';
import { phoneWorlds, type PhoneWorlds } from './phone-world.js';

let worlds: PhoneWorlds;
beforeAll(async () => {
  worlds = await phoneWorlds();
});
afterAll(() => worlds?.close());

// The phone that is shown keeps what the simulated widget promises, in its page and under its policy.
registerBehaviours({ describe, test }, (options, how) => worlds.start(options, how));
