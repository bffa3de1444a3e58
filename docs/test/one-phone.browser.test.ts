import { callLog, memoryCallLogStore } from '@jackfield/plugin-calllog';
import { expect, it } from 'vitest';
import { phone } from '../examples/one-phone.js';
import { showOutbox } from '../examples/outbox-element.js';

it('an application has one host, however often a view is mounted', async () => {
  const host = phone([]);
  expect(phone([])).toBe(host);
  expect(host.state).toBe('waiting');
  await host.close();
});

it('the outbox is shown with a text of the page', async () => {
  const place = document.createElement('div');
  document.body.append(place);
  const logs = callLog({ store: memoryCallLogStore(), name: 'guide-outbox' });
  showOutbox(logs, place);
  const text = (): string => place.querySelector('jackfield-outbox')?.shadowRoot?.textContent ?? '';
  await expect.poll(text).toContain('Every call is in Acme CRM');
  place.remove();
});
