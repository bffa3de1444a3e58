import { createHost, definePlugin } from '@jackfield/core';
import { record, replay } from '@jackfield/testing';
import { callScript, callScriptEnvelopes } from 'acme-call-script';
import { expect, test } from 'vitest';
import { createMemoryPanel } from './memory-panel.js';

const customers = definePlugin(
  {
    name: 'acme-customers',
    requests: { findCustomer: () => ({ name: 'Ada Lovelace', phoneNumber: '+16505550142' }) },
  },
  callScript,
);

// #region replay
test('a recorded session of the panel goes as it went', async () => {
  const start = (transport: ReturnType<typeof createMemoryPanel>['transport']) =>
    createHost({
      service: 'Acme desk',
      protocol: callScript,
      plugins: [customers],
      widget: { transport },
    });
  const wire = { protocol: callScript, envelopes: callScriptEnvelopes };
  const panel = createMemoryPanel();
  const host = start(panel.transport);
  const tape = record(host, { wire });
  panel.load();
  await panel.page.ask('findCustomer', { callId: '7' });
  await host.send('hideScript');
  await host.close();

  expect(tape.text()).not.toContain('Lovelace');
  const { differences, text } = await replay(tape.text(), ({ transport }) => start(transport), {
    wire,
  });
  expect(differences, text()).toEqual([]);
});
// #endregion replay
