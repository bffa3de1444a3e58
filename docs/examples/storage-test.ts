// #region storage
import 'fake-indexeddb/auto';
import { createHost } from '@jackfield/core';
import { callLog, indexedDbCallLogStore } from '@jackfield/plugin-calllog';
import { createWidget } from '@jackfield/testing';
import { expect, test, vi } from 'vitest';

test('a log is in the database of the browser after Submit', async () => {
  const { transport, clock, ...widget } = createWidget();
  const logs = callLog(); // the outbox and the store are both in IndexedDB
  const plugins = [logs];
  const host = createHost({ service: 'Acme CRM', plugins, widget: { transport }, clock });
  await widget.inboundCall({ from: '+16505550142' });
  await widget.answer();
  await widget.hangUp();
  await widget.submitDisposition({ notes: 'Wants a call back' });

  const isDelivered = async () => expect((await logs.status()).counts.delivered).toBe(1);
  await vi.waitFor(isDelivered);
  const stored = await indexedDbCallLogStore().list();
  expect(stored).toMatchObject([{ task: { notes: 'Wants a call back' } }]);
  await host.close();
});
// #endregion storage
