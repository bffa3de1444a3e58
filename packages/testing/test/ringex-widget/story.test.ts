import { createWidget, type Widget } from '@jackfield/testing';
import type { Task } from '@jackfield/core';
import { expect, test } from 'vitest';
import { settle } from '../../src/test-clock.js';
import { createRawPage } from '../widget/worlds/raw-page.js';
import { CALLER, openScene } from './page.js';

/** What a story needs of a widget, whichever it is. */
interface StoryWidget {
  inboundCall(call: { readonly from: string }): Promise<unknown>;
  answer(): Promise<unknown>;
  hangUp(): Promise<unknown>;
  submitDisposition(task: Task): Promise<unknown>;
}

async function story(widget: StoryWidget): Promise<unknown> {
  await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await widget.hangUp();
  return widget.submitDisposition({ dispositionId: '1101', notes: 'Call back', summary: '' });
}

test('one story is written for both widgets', async () => {
  const ringcx: Widget = createWidget();
  const { transport } = ringcx;
  const raw = createRawPage({
    post: transport.send,
    listen: (listener) =>
      transport.subscribe((event) => event.type === 'message' && listener(event.data)),
  });
  raw.answer('rc-ev-logCall', { result: 'ok' });
  await settle();
  transport.send({
    type: 'MessageTransport-push',
    payload: { type: 'rc-ev-register', service: { name: 'Acme', callLoggerEnabled: true } },
  });
  expect(await story(ringcx)).toMatchObject({ status: 'answered' });
  expect(ringcx.requests.at(-1)).toMatchObject({ data: { task: { notes: 'Call back' } } });

  for (const options of [
    { version: '2.x' },
    { version: '3.x' },
    { version: '3.1' },
    { version: '3.1', ringcx: true },
  ] as const) {
    const { widget, page } = await openScene(options);
    await page.register();
    if ('ringcx' in options) await widget.startAgentSession();
    expect(await story(widget)).toMatchObject({ status: 'answered' });
    expect(page.requests('/log')).toMatchObject([
      'ringcx' in options
        ? { triggerType: 'callDisposition', call: { ringcx: { notes: 'Call back' } } }
        : { triggerType: 'logForm', note: 'Call back' },
    ]);
  }
});
