import { createHost, type Host } from '@jackfield/core';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ADAPTER_ID, openFrame, STRANGER, type TestFrame, WIDGET } from '../browser/frames.js';
import { type Stranger, STRANGERS } from '../browser/strangers.js';
import { EVENTS, SERVICE } from './arena.js';
import { type Behaviour, behaviours, makePlugins } from './behaviour.js';
import { expectToHold, show } from './hold.js';
import { asNew, type Draft, drafts, messageOf, REQUESTS, type RequestName } from './messages.js';
import { watchPrototypes } from './prototypes.js';
import { createReferee, type Referee } from './referee.js';
import { isReplay, MESSAGES, SEED, TEST_MS } from './settings.js';
import { expectFlat, measureUsage } from './usage.js';

/** Made events are cheap, so that they may be many; what is really posted is slower. */
const MADE = MESSAGES / 5;
const POSTED = MESSAGES / 25;
const MOST = 200;

const ORIGINS = { widget: WIDGET, stranger: STRANGER, none: 'null', empty: '' };
type Origin = keyof typeof ORIGINS;

/** A message with the window and the origin that it seems to come from. */
interface Shot {
  readonly draft: Draft;
  readonly source: 'widget' | 'look-alike' | 'stranger' | 'page' | 'nobody';
  readonly origin: Origin;
}

interface Raid {
  readonly handled: readonly RequestName[];
  readonly behaviours: readonly Behaviour[];
  readonly shots: readonly Shot[];
}

const isOfWidget = ({ source, origin }: Shot): boolean =>
  source === 'widget' && origin === 'widget';

const shots: fc.Arbitrary<Shot> = fc.record({
  draft: fc.oneof(
    { weight: 6, arbitrary: drafts({ isCopied: true }) },
    { weight: 1, arbitrary: drafts({ isCopied: false }) },
  ),
  source: fc.oneof(
    fc.constant('widget' as const),
    fc.constantFrom('look-alike' as const, 'stranger' as const, 'page' as const, 'nobody' as const),
  ),
  origin: fc.oneof(
    fc.constant('widget' as const),
    fc.constantFrom(...(Object.keys(ORIGINS) as Origin[])),
  ),
});

const raids = (most: number): fc.Arbitrary<Raid> =>
  fc.record({
    handled: fc.subarray([...REQUESTS]),
    behaviours: fc.array(behaviours, { minLength: 1, maxLength: 8 }),
    shots: fc.array(shots, { minLength: 1, maxLength: most, size: 'max' }),
  });

interface Target {
  readonly host: Host;
  readonly referee: Referee;
  /** How many events the host has emitted, and pushes its plugins received. */
  count(): number;
}

/** A host on the frame that the widget is in. */
function openTarget({ handled, behaviours }: Pick<Raid, 'handled' | 'behaviours'>): Target {
  let count = 0;
  const add = (): void => {
    count += 1;
  };
  const plugins = makePlugins({
    handled,
    behaviours,
    later: (run) => queueMicrotask(run),
    received: add,
  });
  const host = createHost({ service: SERVICE, widget: { origin: WIDGET }, plugins });
  for (const name of EVENTS) host.on(name, add);
  const referee = createReferee({ service: SERVICE, handled });
  return { host, referee, count: () => count };
}

/** Collects what is thrown in listeners, and rejections that nobody handles. */
function watchErrors(issues: string[]): void {
  const thrown = (event: ErrorEvent): void => {
    event.preventDefault();
    issues.push(`threw ${event.message}`);
  };
  const rejected = (event: PromiseRejectionEvent): void => {
    event.preventDefault();
    issues.push(`left a rejection: ${String(event.reason)}`);
  };
  addEventListener('error', thrown);
  addEventListener('unhandledrejection', rejected);
  onTestFinished(() => {
    removeEventListener('error', thrown);
    removeEventListener('unhandledrejection', rejected);
  });
}

/** Waits until the widget has received all, and shows the referee what is new. */
async function review(widget: TestFrame, referee: Referee): Promise<void> {
  for (const posted of await widget.received()) referee.posted(posted);
  widget.forget();
}

describe('whatever is said by whatever window', () => {
  it(
    'only messages from the widget’s window and origin count, and each request of ours in it is answered once',
    async () => {
      const widget = await openFrame({ id: ADAPTER_ID, query: { init: '0' } });
      const windows = {
        widget: widget.element.contentWindow,
        'look-alike': (await openFrame({ query: { init: '0' } })).element.contentWindow,
        stranger: (await openFrame({ origin: STRANGER, query: { init: '0' } })).element
          .contentWindow,
        page: window,
        nobody: null,
      };
      const changed = watchPrototypes();
      const errors: string[] = [];
      watchErrors(errors);
      let serial = 0;
      let met = 0;
      const raid = async (plan: Raid): Promise<void> => {
        const issues: string[] = [];
        const { host, referee, count } = openTarget(plan);
        await Promise.resolve();
        try {
          for (const shot of plan.shots) {
            serial += 1;
            met += 1;
            const data = asNew(messageOf(shot.draft), serial);
            const before = count();
            const isOurs = isOfWidget(shot);
            if (isOurs) referee.delivers(data, shot.draft.isCopied);
            const from = { source: windows[shot.source], origin: ORIGINS[shot.origin] };
            dispatchEvent(new MessageEvent('message', { data, ...from }));
            if (!isOurs && count() !== before) issues.push(`received ${shot.source}`);
          }
        } finally {
          await host.close({ now: true });
        }
        await review(widget, referee);
        const open = referee.open.map((id) => `never answered ${id}`);
        expect([...issues, ...open, ...referee.issues, ...errors.splice(0)]).toEqual([]);
        expect(changed()).toEqual([]);
      };

      const run = (messages: number): Promise<void> =>
        expectToHold(raids(MOST), Math.ceil((6 * messages) / MOST), raid, ({ shots, ...rest }) => ({
          ...rest,
          shots: shots.map((shot) => [shot, show(messageOf(shot.draft))]),
        }));
      await run(MADE / 5);
      const before = await measureUsage();
      await run(MADE);
      // What is held of each message is an entry of a list at least, and mostly a text besides.
      expectFlat(before, await measureUsage(), met, 20);
      if (!isReplay) expect(met).toBeGreaterThan(MADE);
    },
    TEST_MS,
  );

  it(
    'also when it is really posted, by the widget and by all kinds of strangers at a time',
    async () => {
      const widget = await openFrame({ id: ADAPTER_ID, query: { init: '0' } });
      const strangers: Stranger[] = [];
      for (const { open, isInWidgetFrame } of Object.values(STRANGERS))
        if (!isInWidgetFrame) strangers.push(await open(widget));
      const issues: string[] = [];
      watchErrors(issues);
      const changed = watchPrototypes();
      const acts = fc.sample(behaviours, { numRuns: 50, seed: SEED });
      const { host, referee, count } = openTarget({ handled: REQUESTS, behaviours: acts });
      await expect.poll(() => host.state).toBe('registered');
      await review(widget, referee);
      const messages = fc
        .sample(drafts({ isCopied: true }), { numRuns: POSTED, seed: SEED })
        .map((draft, index) => asNew(messageOf(draft), index));

      const quiet = count();
      for (const [index, message] of messages.entries())
        strangers[index % strangers.length]?.post(message);
      for (const stranger of strangers) await stranger.flush();
      expect(count()).toBe(quiet);

      for (const [index, message] of messages.entries()) {
        strangers[index % strangers.length]?.post(message);
        referee.delivers(message);
        widget.post(message);
      }
      for (const window of [widget, ...strangers]) await window.flush();
      expect(count()).toBeGreaterThan(POSTED / 2);
      await host.close({ now: true });
      await review(widget, referee);
      for (const stranger of strangers) expect(await stranger.received()).toEqual([]);
      expect([...issues, ...referee.open, ...referee.issues, ...changed()]).toEqual([]);
    },
    TEST_MS,
  );
});
