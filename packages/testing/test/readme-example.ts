import { createHost } from '@jackfield/core';
import { createWidget } from '@jackfield/testing';
import { expect, test } from 'vitest';
import { callLog, memoryCallLogStore } from '../../plugin-calllog/src/index.js';

test('what the agent notes is in the CRM after Submit', async () => {
  const store = memoryCallLogStore(); // or your own, over a test server
  const plugins = [callLog({ store })];
  const widget = createWidget();
  const { transport, clock } = widget;
  const host = createHost({ service: 'Acme CRM', plugins, widget: { transport }, clock });

  await widget.inboundCall({ from: '+16505550142' });
  await widget.answer();
  await widget.hangUp();
  await widget.submitDisposition({ notes: 'Wants a call back' });

  expect(widget.holds).toEqual([{ for: 'logCall', ms: 0, outcome: 'answered' }]);
  expect(await store.list()).toMatchObject([{ task: { notes: 'Wants a call back' } }]);
  await host.close();
});
