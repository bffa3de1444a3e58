import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createRingexWidget, createTestClock, isTestingError } from '@jackfield/testing';
import { ringexBehaviours } from '../../src/ringex-widget/behaviours.js';
import type { PageLink } from '../../src/simulator/page-link.js';
import { settle } from '../../src/test-clock.js';
import { CALLER, openScene } from './page.js';

/** The window of a frame, whose name survives a reload. */
function frame(): { readonly link: PageLink; readonly pages: readonly unknown[] } {
  const pages: unknown[] = [];
  let name: string | undefined;
  const link: PageLink = {
    post: (message) => void pages.push(structuredClone(message)),
    listen: () => () => undefined,
    reload(kept) {
      name = kept;
    },
    takeKept() {
      const kept = name;
      name = undefined;
      return kept;
    },
  };
  return { link, pages };
}

test.each([
  [{ version: '4.x' }, '/version'],
  [{ ringcx: true }, '/ringcx'],
  [{ version: '2.x', ringcx: true }, '/ringcx'],
  [{ seed: -1 }, '/seed'],
  [{ seed: 1.5 }, '/seed'],
  [{ seed: '1' }, '/seed'],
  [{ callingMode: 'nope' }, 'one of browser, jupiter, softphone, ringout at /callingMode'],
  [{ mainTab: 'x' }, 'one of auto, fixed at /mainTab'],
  [{ ringcxParties: 'x' }, 'one of text, object at /ringcxParties'],
  [{ version: '3.1', ringcx: 1 }, 'a boolean at /ringcx'],
  [{ autoLog: 'yes' }, 'a boolean at /autoLog'],
  [{ loggedIn: null }, 'a boolean at /loggedIn'],
  [{ listenMs: -1 }, 'a number of at least 0 at /listenMs'],
  [{ pickUpMs: Number.NaN }, 'a number of at least 0 at /pickUpMs'],
  [{ history: [{}] }, '/history'],
  [{ history: [{ number: '101', direction: 'INBOUND' }] }, '/history'],
  [{ history: [{ number: '101', agoMs: '1' }] }, '/history'],
  [{ history: [null] }, '/history'],
  [{ history: {} }, '/history'],
  [{ dispositions: [{ id: 1 }] }, '/dispositions'],
  [{ fromNumbers: [1] }, '/fromNumbers'],
  [{ leads: [null] }, '/leads'],
  [{ page: 'parent' }, 'an object at /page'],
  [{ autolog: true }, 'at /autolog, received "autolog"'],
])('the options %j are refused', (options, place) => {
  let error: unknown;
  try {
    createRingexWidget(options as never);
  } catch (caught) {
    error = caught;
  }
  expect(isTestingError(error)).toBe(true);
  expect(error).toMatchObject({ code: 'BAD_OPTION', message: expect.stringContaining(place) });
});

test('no behaviour is without a test, and no test without a behaviour', () => {
  const folder = new URL('.', import.meta.url);
  const tests = readdirSync(folder).filter((name) => name.endsWith('.test.ts'));
  const tested = tests.flatMap((name) =>
    [...readFileSync(new URL(name, folder), 'utf8').matchAll(/^behaviour\(\s*'([\w-]+)'/gm)].map(
      ([, id]) => id as string,
    ),
  );
  const ids = Object.values(ringexBehaviours).flatMap((area) => Object.keys(area));
  expect([...tested].sort()).toEqual([...ids].sort());
});

test('no module has a name of the wire but what is generated', () => {
  const folder = new URL('../../src/ringex-widget/', import.meta.url);
  for (const name of readdirSync(folder, { recursive: true }) as string[]) {
    if (!name.endsWith('.ts') || name.startsWith('generated')) continue;
    expect(readFileSync(new URL(name, folder), 'utf8'), name).not.toMatch(/rc-[a-z]+-/i);
  }
});

test('a closed widget does nothing more', async () => {
  const { widget, page } = await openScene({ autoLog: true });
  await page.register();
  await widget.inboundCall({ from: CALLER });
  const before = page.received.length;
  widget.close();
  await page.push('controlCall', { callAction: 'answer' });
  await widget.clock.advance(60_000);
  expect(page.received).toHaveLength(before);
  expect(widget.clock.pending).toBe(0);
  await expect(widget.answer()).rejects.toMatchObject({ code: 'TAB_CLOSED' });
});

test('a seed fixes the keys, and two widgets without one differ', async () => {
  const keyOf = async (seed?: number): Promise<string> =>
    (await createRingexWidget({ seed }).inboundCall({ from: CALLER })).key;
  expect(await keyOf(7)).toBe(await keyOf(7));
  expect(await keyOf()).not.toBe(await keyOf());
});

test('a frame keeps its calls and its history over a reload, and forgets the service', async () => {
  const { link, pages } = frame();
  const widget = createRingexWidget({ page: link, clock: createTestClock(), autoLog: true });
  const { key } = await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await widget.hangUp();
  await widget.reload();
  widget.close();
  const next = createRingexWidget({ page: link, clock: createTestClock() });
  expect(next.state).toMatchObject({ autoLog: true, service: { name: null } });
  expect(next.history).toMatchObject([{ key, status: 'CallConnected' }]);
  expect(() => next.transport).toThrowError(/in memory/);
  await next.syncCallLog();
  expect(next.history).toMatchObject([{ key, status: 'Accepted' }]);
  expect(pages.length).toBeGreaterThan(0);
});

test('a call that a frame dials is picked up after a reload, too', async () => {
  const { link } = frame();
  const widget = createRingexWidget({ page: link, clock: createTestClock() });
  await widget.dial(CALLER);
  await widget.reload();
  widget.close();
  const clock = createTestClock();
  const next = createRingexWidget({ page: link, clock, pickUpMs: 1_000 });
  await clock.advance(999);
  expect(next.phase).toBe('dialing');
  await clock.advance(1);
  expect(next.phase).toBe('connected');
  await next.hangUp();
  await next.inboundCall({ from: CALLER });
  await next.reload();
  next.close();
  const last = createRingexWidget({ page: link, clock });
  await clock.advance(60_000);
  expect(last.phase).toBe('ringing');
});

test('the tab that is loaded again is the main one, if it was or if it is the first and none is', async () => {
  const { widget } = await openScene();
  const first = widget.tabs[0]!;
  const second = await widget.openTab();
  await first.reload();
  expect(widget.tabs.map(({ isMain }) => isMain)).toEqual([false, true]);
  await second.reload();
  expect(widget.tabs.map(({ isMain }) => isMain)).toEqual([false, true]);
  await second.close();
  const hidden = await widget.openTab({ hidden: true });
  await hidden.reload();
  expect(widget.tabs.map(({ isMain }) => isMain)).toEqual([false, false]);
  await first.reload();
  expect(widget.tabs.map(({ isMain }) => isMain)).toEqual([true, false]);
});

test('a document that was unloaded sends nothing more', async () => {
  const { widget, page } = await openScene({ autoLog: true });
  page.answer('/contacts', 'never');
  await page.register();
  const ringing = widget.inboundCall({ from: CALLER });
  await settle();
  await page.push('rematchContacts', { phoneNumbers: [CALLER] });
  await widget.reload();
  await ringing;
  await settle();
  expect(page.requests('/contacts')).toHaveLength(1);
  expect(page.requests('/log')).toEqual([]);
  expect(widget.requests.find(({ name }) => name === 'matchContacts')).toMatchObject({
    status: 'lost',
  });
});
