import type { AddressInfo, Server } from 'node:net';
import { connectWindow, type Connected, type RingexWidget, type Widget } from '@jackfield/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createApp } from '../src/app.js';
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

let server: Server;
let origin: string;
beforeAll(async () => {
  await new Promise<void>((done) => {
    server = createApp().listen(0, '127.0.0.1', () => done());
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

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

/** Performs a story, and advances the clock while it makes no progress. */
async function perform(one: AnyWidget): Promise<void> {
  let isDone = false;
  const done = story(one).finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await new Promise((wake) => setTimeout(wake, 60));
    if (!isDone) await one.clock.advance(one.version === '0.x' || isRingcx(one) ? 90_000 : 30_000);
  }
  await done;
}

interface Setting {
  readonly wire: Wire;
  readonly version: (typeof EACH)[number]['version'];
  readonly defect?: Defect | undefined;
  readonly make?: (origin: string, frameWindow: () => object) => TestWindow;
}

/** Runs the page's script with a widget. */
async function start({ wire, version, defect, make = inHappyDom }: Setting): Promise<TestWindow & { finish(): void }> {
  const page = make(origin, () => widget?.frameWindow ?? {});
  let finish = (): void => undefined;
  page.window.late = new Promise((resolve) => {
    finish = resolve;
  });
  page.run(listener(wire, defect));
  const isEarly = defect?.code === 'WIDGET_ABSENT';
  widget =
    wire === 'ringcx'
      ? connectWindow(page.window, { version: version as '1.0', initDelayMs: isEarly ? 1_000 : 0 })
      : connectWindow(page.window, { wire, version: version as '3.x', startMs: isEarly ? 1_000 : 0 });
  page.window.dispatchEvent(new (page.window as unknown as { Event: typeof Event }).Event('load'));
  await widget.clock.advance(1_000);
  return { ...page, finish };
}

describe.each(EACH)('$wire $version', ({ wire, version }) => {
  test('the page as it is has no problem and two warnings', async () => {
    const page = await start({ wire, version });
    await perform(widget as AnyWidget);
    expect(page.caller()).toBe('Ada Lovelace');
    expect(widget?.problems()).toEqual([]);
    const warnings = await widget?.warnings();
    expect(warnings?.map(({ code }) => code)).toEqual(['ANY_TARGET_ORIGIN', 'ANY_SOURCE']);
    expect(widget?.problems()).toEqual([]);
  });

  test.each(DEFECTS)('a page that $name is reported', async (defect) => {
    const thrown = vi.fn();
    process.on('uncaughtExceptionMonitor', thrown);
    const { finish } = await start({ wire, version, defect });
    await perform(widget as AnyWidget);
    finish();
    await new Promise((wake) => setTimeout(wake, 50));
    const problems = widget?.problems() ?? [];
    expect(problems.map(({ code }) => code)).toContain(defect.code);
    expect(JSON.stringify(problems)).not.toMatch(/5550142|Lovelace/);
  });
});

describe.each([
  ['jsdom', inJsdom],
  ['Node', inNode],
])('in %s', (_name, make) => {
  test.each(EACH)('$wire $version: the page as it is has no problem', async ({ wire, version }) => {
    const page = await start({ wire, version, make });
    await perform(widget as AnyWidget);
    expect(page.caller()).toBe('Ada Lovelace');
    expect(widget?.problems()).toEqual([]);
  });
});
