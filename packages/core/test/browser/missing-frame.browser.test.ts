import { expect, onTestFinished, test } from 'vitest';
import { createTestClock } from '../../../testing/src/test-clock.js';
import { ADAPTER_ID, makeFrame, openFrame, openHost, STRANGER, WIDGET } from './frames.js';

function add(tag: string, id: string): HTMLElement {
  const element = document.createElement(tag);
  element.id = id;
  document.body.append(element);
  onTestFinished(() => element.remove());
  return element;
}

/** What a host that looks for this frame says after ten seconds. */
async function reportOf(frame?: HTMLIFrameElement | string): Promise<readonly string[]> {
  const clock = createTestClock();
  const { events } = openHost({ clock, widget: { origin: WIDGET, frame } });
  await clock.advance(10_000);
  return events.failed.map(({ error }) => `${error.code}: ${error.message}`);
}

const NO_ADAPTER = `FRAME_MISSING: no <iframe id="${ADAPTER_ID}"> with a src`;

test.each([
  ['there is no frame', undefined, (): unknown => undefined, `${NO_ADAPTER}, found no iframe`],
  [
    'the id is misspelt',
    'phnoe',
    (): unknown => add('iframe', 'phone'),
    'FRAME_MISSING: no <iframe id="phnoe"> with a src, found <iframe id="phone">',
  ],
  [
    'another element has the id',
    undefined,
    (): unknown => add('div', ADAPTER_ID),
    `${NO_ADAPTER}, found <div id="${ADAPTER_ID}">`,
  ],
])('where %s, the host says what is there', async (_, frame, prepare, message) => {
  prepare();
  expect(await reportOf(frame)).toEqual([message]);
});

test('a frame that is not in the document is named by its id', async () => {
  const { element } = makeFrame({ id: 'later' });
  expect(await reportOf(element)).toEqual([
    'FRAME_MISSING: no <iframe id="later"> with a src, found no iframe',
  ]);
});

test('the host says nothing of the kind where it has found its frame', async () => {
  await openFrame({ id: ADAPTER_ID });
  expect(await reportOf()).toEqual([]);
});

test('a frame that was refused is reported once, and named by a command', async () => {
  await openFrame({ id: ADAPTER_ID, origin: STRANGER });
  const clock = createTestClock();
  const { host, failures } = openHost({ clock });
  await expect.poll(failures).toEqual(['FRAME_REFUSED']);
  const sent = host.send('clickToDial', { phoneNumber: '1' }).catch(String);
  await clock.advance(10_000);
  expect(await sent).toContain(`Frame "${ADAPTER_ID}": expected ${WIDGET}`);
  expect(failures()).toEqual(['FRAME_REFUSED']);
});

test('a frame that was refused and has left is missing', async () => {
  const { element } = await openFrame({ id: ADAPTER_ID, origin: STRANGER });
  const clock = createTestClock();
  const { failures } = openHost({ clock });
  await expect.poll(failures).toEqual(['FRAME_REFUSED']);
  element.remove();
  // The observer runs after the removal.
  await Promise.resolve();
  await clock.advance(10_000);
  expect(failures()).toEqual(['FRAME_REFUSED', 'FRAME_MISSING']);
});

test('an element in place of the options of the widget is refused', () => {
  const frame = document.createElement('iframe');
  expect(() => openHost({ widget: frame as never })).toThrow('expected an object at /widget');
});
