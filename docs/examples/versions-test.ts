import { createHost } from '@jackfield/core';
import { callLog, memoryCallLogStore } from '@jackfield/plugin-calllog';
import { createWidget, record, replay } from '@jackfield/testing';
import { expect, test } from 'vitest';

// #region versions
test.each(['0.x', '1.0', 'next'] as const)(
  '%s: a note is in the CRM after Submit',
  async (version) => {
    const store = memoryCallLogStore();
    const widget = createWidget({ version });
    const { transport, clock } = widget;
    const plugins = [callLog({ store })];
    const host = createHost({ service: 'Acme CRM', plugins, widget: { transport }, clock });

    await widget.inboundCall({ from: '+16505550142' });
    await widget.answer();
    await widget.hangUp();
    await widget.submitDisposition({ notes: 'Wants a call back' });

    expect(await store.list()).toMatchObject([{ task: { notes: 'Wants a call back' } }]);
    await host.close();
  },
);
// #endregion versions

// #region time
test('the agent waits 90 seconds for a script that registers and never answers', async () => {
  const { transport, clock, ...widget } = createWidget();
  await widget.init();
  transport.send({
    type: 'MessageTransport-push',
    payload: { type: 'rc-ev-register', service: { name: 'Old', callLoggerEnabled: true } },
  });
  await widget.inboundCall({ from: '+16505550142' });
  await widget.answer();
  await widget.hangUp();
  const submitted = widget.submitDisposition({ notes: 'Wants a call back' });
  await clock.advance(90_000);
  expect(await submitted).toMatchObject({ status: 'timeout', ms: 90_000 });
});
// #endregion time

// #region replay
test('a recorded afternoon goes as it went', async () => {
  const start = (transport: NonNullable<Parameters<typeof createHost>[0]['widget']>['transport']) =>
    createHost({
      service: 'Acme CRM',
      plugins: [callLog({ store: memoryCallLogStore() })],
      widget: { transport },
    });
  const widget = createWidget();
  const host = start(widget.transport);
  const tape = record(host);
  await widget.inboundCall({ from: '+16505550142' });
  await host.close();

  const { differences, text } = await replay(tape.text(), ({ transport }) => start(transport));
  expect(differences, text()).toEqual([]);
});
// #endregion replay
