import { connectWindow, type Connected, type RingexWidget, type Widget } from '@jackfield/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type App, startApp } from './app.js';
import { type Defect, DEFECTS, listener, type Wire } from './defects.js';
import { inHappyDom, inJsdom, inNode, type TestWindow } from './windows.js';

const VERSIONS = {
  ringcx: ['0.x', '1.0', 'next'],
  ringex: ['2.x', '3.x', '3.1'],
} as const;

const EACH = [
  ...VERSIONS.ringcx.map((version) => ({ wire: 'ringcx' as const, version })),
  ...VERSIONS.ringex.map((version) => ({ wire: 'ringex' as const, version })),
];

const CALLER = '+16505550142';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

type AnyWidget = Connected<Widget> | Connected<RingexWidget>;

let widget: AnyWidget | undefined;
afterEach(() => widget?.close());

const isRingcx = (one: AnyWidget): one is Connected<Widget> => 'service' in one;

async function story(one: AnyWidget): Promise<void> {
  await one.inboundCall({ from: CALLER });
  await one.answer();
  await one.hangUp();
  if (isRingcx(one)) await one.submitDisposition({ notes: 'called back' });
  else {
    await one.syncCallLog();
    await one.clickLog();
  }
}

/** Performs a story, and lets requests time out that a page does not answer. */
async function performWithDefect(one: AnyWidget, page: TestWindow): Promise<void> {
  const done = story(one).then(() => true);
  for (;;) {
    const isDone = await Promise.race([
      done,
      new Promise<boolean>((wake) => setTimeout(() => wake(false), 100)),
    ]);
    if (isDone) return;
    if (page.isFetching()) continue;
    await one.clock.advance(one.version === '0.x' || isRingcx(one) ? 90_000 : 30_000);
  }
}

interface Setting {
  readonly wire: Wire;
  readonly version: (typeof EACH)[number]['version'];
  readonly defect?: Defect | undefined;
  readonly make?: (origin: string, frameWindow: () => object) => TestWindow;
}

/** Runs the page's script with a widget. */
async function start({
  wire,
  version,
  defect,
  make = inHappyDom,
}: Setting): Promise<TestWindow & { finish(): void }> {
  const page = make(app.address, () => widget?.frameWindow ?? {});
  let finish = (): void => undefined;
  page.window.late = new Promise((resolve) => {
    finish = resolve;
  });
  page.run(listener(wire, defect));
  const isEarly = defect?.code === 'WIDGET_ABSENT';
  widget =
    wire === 'ringcx'
      ? connectWindow(page.window, { version: version as '1.0', initDelayMs: isEarly ? 1_000 : 0 })
      : connectWindow(page.window, {
          wire,
          version: version as '3.x',
          startMs: isEarly ? 1_000 : 0,
        });
  const { Event: Own = Event } = page.window as { readonly Event?: typeof Event };
  page.window.dispatchEvent(new Own('load'));
  await widget.clock.advance(1_000);
  return { ...page, finish };
}

describe.each(EACH)('$wire $version', ({ wire, version }) => {
  test('the page as it is has no problem and two warnings', async () => {
    const page = await start({ wire, version });
    await story(widget as AnyWidget);
    expect(page.caller()).toBe('Ada Lovelace');
    expect(widget?.problems()).toEqual([]);
    const warnings = await widget?.warnings();
    expect(warnings?.map(({ code }) => code)).toEqual(['ANY_TARGET_ORIGIN', 'ANY_SOURCE']);
    expect(widget?.problems()).toEqual([]);
  });

  test.each(DEFECTS)('a page that $name is reported', async (defect) => {
    const page = await start({ wire, version, defect });
    await performWithDefect(widget as AnyWidget, page);
    page.finish();
    await expect
      .poll(() => widget?.problems().map(({ code }) => code), { timeout: 5_000 })
      .toContain(defect.code);
    expect(JSON.stringify(widget?.problems())).not.toMatch(/5550142|Lovelace/);
  });
});

describe.each([
  ['jsdom', inJsdom],
  ['Node', inNode],
])('in %s', (_name, make) => {
  test.each(EACH)('$wire $version: the page as it is has no problem', async ({ wire, version }) => {
    const page = await start({ wire, version, make });
    await story(widget as AnyWidget);
    expect(page.caller()).toBe('Ada Lovelace');
    expect(widget?.problems()).toEqual([]);
  });
});
