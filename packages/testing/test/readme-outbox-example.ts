import 'fake-indexeddb/auto'; // before the plugin is created
import { createHost } from '@jackfield/core';
import { createWidget } from '@jackfield/testing';
import { expect, test } from 'vitest';
import { callLog, memoryCallLogStore, type CallLogStore } from '../../plugin-calllog/src/index.js';

test('a log is kept while the CRM is down, and reaches it afterwards', async () => {
  const crm = memoryCallLogStore();
  let isDown = true;
  const store: CallLogStore = {
    find: crm.find,
    upsert: async (record, context) => {
      if (isDown) throw new Error('503');
      await crm.upsert(record, context);
    },
  };
  const logs = callLog({ store });
  const { transport, clock, ...widget } = createWidget();
  const host = createHost({ service: 'Acme CRM', plugins: [logs], widget: { transport }, clock });

  await widget.inboundCall({ from: '+16505550142' });
  await widget.answer();
  await widget.hangUp();
  const submitted = await widget.submitDisposition({ notes: 'Wants a call back' });

  expect(submitted?.status).toBe('answered'); // the log is in the outbox
  expect(await logs.status()).toMatchObject({ storage: 'durable' });
  expect(await crm.list()).toEqual([]);

  isDown = false;
  await logs.retry();
  await expect.poll(() => crm.list()).toMatchObject([{ task: { notes: 'Wants a call back' } }]);
  await host.close();
});
