import { afterEach, expect, it } from 'vitest';
import type { Host } from '@jackfield/core';
import { leaveView, withAdapter, withFrame, withOrigin } from '../examples/in-your-page.js';

const hosts: Host[] = [];

const kept = (host: Host): Host => {
  hosts.push(host);
  return host;
};

/** A frame with another origin than any host here expects: this page's own. */
const strangeFrame = (id: string): void => {
  const frame = document.createElement('iframe');
  frame.id = id;
  frame.src = new URL('/no-phone.txt', location.href).href;
  document.body.append(frame);
};

afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close({ now: true });
  document.body.replaceChildren();
});

it.each([
  ['by the adapter script', withAdapter, 'engage-voice-embeddable-adapter-frame'],
  ['by its id', withFrame, 'phone'],
  ['of an origin that is given', withOrigin, 'phone'],
])('a frame %s is refused if it is none of the widget', async (_how, make, id) => {
  const host = kept(make([]));
  const codes: string[] = [];
  host.on('failed', ({ error }) => void codes.push(error.code));
  expect(host.state).toBe('waiting');
  strangeFrame(id);
  await expect
    .poll(() => codes)
    .toContainEqual(expect.stringMatching(/ORIGIN_UNKNOWN|FRAME_REFUSED/));
  expect(host.state).toBe('waiting');
});

it('a view that is left leaves nothing', async () => {
  const host = withFrame([]);
  await leaveView(host);
  expect(host.state).toBe('closed');
});
