import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { push, request, STRANGER } from '../browser/frames.js';
import { countOpen } from '../fuzz/count-open.js';
import { MESSAGES, SEED, TEST_MS } from '../fuzz/settings.js';
import { REQUESTS } from '../fuzz/messages.js';
import { LOG, QUERY } from '../test-wire.js';
import { FrameWorld, PLUGIN_NAMES, SERVICE } from './frame-world.js';

/** A frame takes a browser long to make. */
const RUNS = Math.ceil(MESSAGES / 3_000);

type Command = fc.AsyncCommand<FrameWorld, FrameWorld>;

const command = (
  name: string,
  check: (world: FrameWorld) => boolean,
  run: (world: FrameWorld) => unknown,
): Command => ({
  check,
  async run(_, world) {
    await run(world);
    await world.check();
  },
  toString: () => name,
});

const one = (...given: Parameters<typeof command>): fc.Arbitrary<Command> =>
  fc.constant(command(...given));

const VALID = {
  logCall: LOG,
  matchCallLogs: [LOG.sessionId],
  matchContacts: QUERY,
  viewLead: { leadId: '1' },
};

const hasHost = ({ host }: FrameWorld): boolean => host !== undefined;
const hasFrame = ({ frame }: FrameWorld): boolean => frame !== undefined;
const isBound = ({ isBound }: FrameWorld): boolean => isBound;

const requests = fc
  .tuple(fc.constantFrom(...REQUESTS), fc.boolean(), fc.constantFrom(1, 1, 3))
  .map(([name, isValid, times]) =>
    command(`${times} × ${name}${isValid ? '' : ', invalid'}`, hasFrame, (world) =>
      world.ask(name, isValid ? VALID[name] : { call: 7 }, times),
    ),
  );

const commands: readonly fc.Arbitrary<Command>[] = [
  ...Array.from({ length: 4 }, () =>
    one(
      'start',
      (world) => !hasHost(world),
      (world) => world.start(),
    ),
  ),
  ...Array.from({ length: 2 }, () =>
    one('a second host on the same frame', isBound, (world) =>
      expect(world.startSecond()).toMatchObject({ code: 'WIDGET_TAKEN' }),
    ),
  ),
  fc
    .boolean()
    .map((now) => command(now ? 'close now' : 'close', hasHost, (world) => world.close(now))),
  ...Array.from({ length: 2 }, () =>
    fc.constantFrom(...PLUGIN_NAMES).map((name) =>
      command(
        `add(${name})`,
        (world) => hasHost(world) && !world.plugins.has(name),
        (world) => world.add(name),
      ),
    ),
  ),
  fc.constantFrom(...PLUGIN_NAMES).map((name) =>
    command(
      `remove(${name})`,
      ({ plugins }) => plugins.has(name),
      (world) => world.remove(name),
    ),
  ),
  ...Array.from({ length: 2 }, () =>
    one(
      'frame, or another in its place',
      () => true,
      (world) => world.openFrame(),
    ),
  ),
  one('frame is removed', hasFrame, (world) => world.removeFrame()),
  one('frame is moved', hasFrame, (world) => world.move()),
  one('reload', hasFrame, (world) => world.load(({ reload }) => reload())),
  one('frame is led elsewhere, or back', hasFrame, (world) => world.lead(!world.isForeign)),
  one('init', hasFrame, async ({ frame }) => {
    frame?.post({ type: 'rc-ev-init' });
    await frame?.flush();
  }),
  one('ring', hasFrame, async ({ frame }) => {
    frame?.post(push('rc-ev-ringCall', { call: LOG.call }));
    await frame?.flush();
  }),
  fc.boolean().map((isForeign) =>
    command('a second frame of the same id', isBound, async (world) => {
      const second = await world.openSecond(isForeign ? STRANGER : undefined);
      second.post({ type: 'rc-ev-init' });
      second.post(request('second', 'rc-ev-logCall', LOG));
      await second.flush();
      expect(await second.received()).toEqual([]);
      second.element.remove();
    }),
  ),
  one(
    'a while',
    () => true,
    (world) => world.wait(),
  ),
  ...Array.from({ length: 10 }, () => requests),
];

it(
  'keeps one name, the union of the flags and one answer a request, whatever happens to real frames',
  async () => {
    const open = countOpen();
    let answered = 0;
    let unanswered = 0;
    const sequences = fc.commands([...commands], { maxCommands: 30, size: 'max' });
    const run = async (sequence: Iterable<Command>): Promise<void> => {
      const world = new FrameWorld();
      const before = open();
      let counts: Awaited<ReturnType<typeof world.finish>>;
      try {
        await world.openFrame();
        world.start();
        for (const name of PLUGIN_NAMES.slice(0, 2)) world.add(name);
        await world.check();
        await fc.asyncModelRun(() => ({ model: world, real: world }), sequence);
        await world.wait();
      } finally {
        counts = await world.finish();
      }
      for (const name of counts.names) expect(name).toBe(SERVICE);
      answered += counts.answered;
      unanswered += counts.unanswered;
      // The test itself listens to each frame.
      const listeners = before.listeners + counts.frames;
      expect(open()).toMatchObject({ listeners, observers: 0, channels: 0 });
    };
    const property = fc.asyncProperty(sequences, run);
    const found = await fc.check(property, {
      numRuns: RUNS,
      seed: SEED,
      verbose: fc.VerbosityLevel.Verbose,
    });
    if (found.failed)
      throw new Error(
        [
          String(found.errorInstance),
          `again: FUZZ_SEED=${found.seed}`,
          ...found.failures.map(String),
        ].join('\n'),
      );
    // The sequences are of the kind that could break something; a few runs alone may miss one kind.
    if (RUNS >= 100) expect(Math.min(answered, unanswered)).toBeGreaterThan(RUNS / 2);
  },
  TEST_MS,
);
