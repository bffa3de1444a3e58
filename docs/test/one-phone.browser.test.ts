import { callLog, memoryCallLogStore } from '@jackfield/plugin-calllog';
import { indexedDbContactSource } from '@jackfield/plugin-contacts';
import { expect, it } from 'vitest';
import { importFile } from '../examples/import-contacts.js';
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

it('an import of contacts shows how far it is, and can be stopped', async () => {
  const database = indexedDbContactSource({ name: 'guide-import' });
  const bar = document.createElement('progress');
  const [state, stop] = [document.createElement('p'), document.createElement('button')];
  const controls = { bar, state, stop };
  const rows = Array.from({ length: 2_000 }, (_, i) => `Person ${i},${6_502_000_000 + i}`);
  const file = new File([['Name,Phone', ...rows, ',6505550100'].join('\n')], 'people.csv');
  expect(await importFile(database, file, controls)).toMatchObject({ imported: 2_000, faulty: 1 });
  expect([bar.value, state.textContent]).toEqual([1, '2000 contacts, 1 issues so far']);
  await database.clear();

  const importing = importFile(database, file, controls);
  stop.click();
  await expect(importing).rejects.toThrow(/abort/u);
  expect(await database.count()).toBe(0);
  await database.close?.();
});
