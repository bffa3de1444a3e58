import { createHost } from '@jackfield/core';
import { createWidget } from '@jackfield/testing';
import { testPlugin } from '@jackfield/testing/vitest';
import { expect, test } from 'vitest';
import { acmeCrm, type Crm } from './acme-crm.js';

const fakeCrm = (saved = new Map<string, object>()): Crm => ({
  saveLog: async (key, row) => void saved.set(key, { ...saved.get(key), ...row }),
  peopleWith: async (phoneNumber) =>
    phoneNumber.endsWith('6505550142')
      ? [{ id: '1', name: 'Ada', type: 'Acme', phoneNumbers: [] }]
      : [],
  showCaller: () => undefined,
});

testPlugin(() => acmeCrm(fakeCrm())); // everything that the widget may do to a plugin

test('what the agent notes is saved under the key of the log', async () => {
  const saved = new Map<string, object>();
  const widget = createWidget(); // no account, no browser, and time stands still
  const { transport, clock } = widget;
  const plugins = [acmeCrm(fakeCrm(saved))];
  const host = createHost({ service: 'Acme CRM', plugins, widget: { transport }, clock });
  await widget.inboundCall({ from: '+16505550142' });
  await widget.answer();
  await widget.hangUp();
  await widget.submitDisposition({ notes: 'Call back' });
  expect([...saved.values()]).toMatchObject([{ notes: 'Call back' }]);
  await host.close();
});
