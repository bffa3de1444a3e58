import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { requests } from '../src/generated/messages.js';
import { connectPhone } from './readme-example.js';
import { settle } from '../../testing/src/test-clock.js';
import { createTestWire, LOG } from './test-wire.js';

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
const readme = read('../README.md');
const LEAD = { leadId: '7', firstName: 'Ada' };

function start(openLead: () => Promise<void>) {
  const wire = createTestWire();
  const crm = { show: vi.fn(), openLead: vi.fn(openLead), warn: vi.fn() };
  const host = connectPhone(crm, { transport: wire.transport });
  return { wire, crm, host };
}

it('has the example that runs here', () => {
  expect(readme).toContain(`\`\`\`ts\n${read('./readme-example.ts')}\`\`\``);
});

it('explains every event and every state', () => {
  const source = read('../src/events.ts');
  const [events = ''] = /interface HostEvents \{[\s\S]+?\n\}/.exec(source) ?? [];
  const names = [...events.matchAll(/^ {2}readonly (\w+):/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(9);
  const [type = ''] = /type HostState =[\s\S]+?'closed';/.exec(source) ?? [];
  const states = [...type.matchAll(/'(\w+)'/g)].map(([, state]) => state);
  expect(states).toHaveLength(6);
  for (const name of [...names, ...states]) expect(readme).toContain(`\`${name}\``);
});

it('says which requests there are, with their policies and deadlines', () => {
  for (const [name, { capability, combine, deadlineMs }] of Object.entries(requests)) {
    const row = new RegExp(
      `\\| \`${name}\` +\\| \`${capability}\` +\\| ${combine} +\\| ${deadlineMs / 1000} s +\\|`,
    );
    expect(readme).toMatch(row);
  }
});

it('its example opens the lead and says ok', async () => {
  const { wire, crm, host } = start(async () => undefined);
  await settle();
  const id = await wire.ask('rc-ev-viewLead', LEAD);
  expect(wire.responses(id)).toMatchObject([{ result: 'ok' }]);
  expect(crm.openLead).toHaveBeenCalledWith(expect.objectContaining(LEAD), expect.any(AbortSignal));
  await host.close();
});

it('its example shows who rings', async () => {
  const { wire, crm, host } = start(async () => undefined);
  await settle();
  await wire.push('rc-ev-ringCall', { call: LOG.call });
  expect(crm.show).toHaveBeenCalledWith('6503945910');
  await host.close();
});

it('its example warns when the CRM fails, and the widget gets an error', async () => {
  const { wire, crm, host } = start(() => Promise.reject(new Error('no such lead')));
  await settle();
  const id = await wire.ask('rc-ev-viewLead', LEAD);
  const text = 'viewLead failed in plugin "acme-crm"';
  expect(wire.responses(id)).toMatchObject([{ error: `${text}: no such lead` }]);
  expect(crm.warn).toHaveBeenCalledWith(`PLUGIN_FAILED: ${text}`);
  await host.close();
});
