// Both widgets on one page: two frames of one origin, two hosts, one set of plugin values.
import type { Host, Plugin } from '@jackfield/core';
import { createHost as createRingcxHost } from '@jackfield/core';
import { protocol as ringcx } from '@jackfield/core/ringcx';
import { callLog, memoryCallLogStore } from '@jackfield/plugin-calllog';
import { contacts, memoryContactSource } from '@jackfield/plugin-contacts';
import { createHost, createRingex, type RingexMessages } from '@jackfield/ringex';
import { expect, inject, onTestFinished, test } from 'vitest';
import { acmeLeads } from '../../src/acme-plugin.js';
import {
  type Driven,
  driveFrame,
} from '../../../../packages/testing/test/widget/worlds/frame-world.js';

const [WIDGET] = inject('frameOrigins');
const CALLERS = { ringcx: '+16505550142', ringex: '+16505550143' } as const;
type Wire = keyof typeof CALLERS;
const IDS = { ringcx: ringcx.frameId as string, ringex: createRingex().frameId as string };

/** The wires at the tests' origin, distinguished by the paths of their addresses. */
const shared = (wire: Wire) => ({ origins: [WIDGET], paths: { [WIDGET]: `/${wire}/` } });

interface Hosts {
  readonly ringcx: Host;
  readonly ringex: Host<RingexMessages>;
  readonly failures: readonly string[];
}

function openHosts(plugins: readonly Plugin[]): Hosts {
  const failures: string[] = [];
  const hosts = {
    ringcx: createRingcxHost({
      service: 'Acme CRM',
      plugins,
      protocol: { ...ringcx, ...shared('ringcx') },
    }),
    ringex: createHost({
      service: 'Acme CRM',
      plugins,
      protocol: { ...createRingex(), ...shared('ringex') },
    }),
  };
  for (const wire of ['ringcx', 'ringex'] as const) {
    const host = hosts[wire] as Host;
    host.on('failed', ({ error }) => failures.push(`${wire} ${error.code}`));
    host.on('invalid', ({ error }) => failures.push(`${wire} ${error.code}`));
    onTestFinished(() => host.close({ now: true }));
  }
  return { ...hosts, failures };
}

async function openFrame(wire: Wire, id: string): Promise<Driven> {
  const driven = await driveFrame(`/${wire}/widget`, id);
  onTestFinished(() => driven.frame.remove());
  return driven;
}

const start = ({ run }: Driven, wire: Wire): Promise<unknown> =>
  wire === 'ringex' ? run('start', [{ version: '3.x' }, 'ringex']) : run('start', [{}]);

const call = ({ run }: Driven, method: string, ...args: readonly unknown[]): Promise<unknown> =>
  run('call', [method, args]);

let serial = 0;

/** The plugins, and what became of them. */
function makePlugins() {
  const crm = memoryCallLogStore();
  const shown: string[] = [];
  serial += 1;
  const plugins = [
    callLog({ store: crm, name: `both-${serial}` }),
    contacts({
      source: memoryContactSource(
        Object.entries(CALLERS).map(([wire, phoneNumber]) => ({
          id: wire,
          name: `Caller of ${wire}`,
          phoneNumbers: [{ phoneNumber }],
        })),
      ),
    }),
    acmeLeads({ caller: (number) => void shown.push(number), lead: () => undefined }),
  ];
  return { crm, shown, plugins };
}

test('each host finds its own widget, and the plugins serve both at the same time: each log is delivered once', async () => {
  const { crm, shown, plugins } = makePlugins();
  const widgets = {
    ringex: await openFrame('ringex', IDS.ringex),
    ringcx: await openFrame('ringcx', IDS.ringcx),
  };
  const hosts = openHosts(plugins);
  const each = <T>(work: (wire: Wire) => Promise<T>): Promise<readonly T[]> =>
    Promise.all([work('ringcx'), work('ringex')]);
  await each((wire) => start(widgets[wire], wire));
  await expect
    .poll(() => [hosts.ringcx.state, hosts.ringex.state])
    .toEqual(['registered', 'registered']);
  await expect
    .poll(() => widgets.ringex.run('get', ['state']))
    .toMatchObject({ service: { name: 'Acme CRM' } });
  await each((wire) => call(widgets[wire], 'inboundCall', { from: CALLERS[wire] }));
  await each((wire) => call(widgets[wire], 'answer'));
  await each((wire) => call(widgets[wire], 'hangUp'));
  await each((wire) => call(widgets[wire], 'submitDisposition', { notes: `Of ${wire}` }));
  await expect.poll(async () => (await crm.list()).length).toBe(2);
  expect(
    (await crm.list()).map((log) => ('task' in log ? log.task?.notes : undefined)).sort(),
  ).toEqual(['Of ringcx', 'Of ringex']);
  // Each host received calls from its own widget alone.
  expect(shown.sort()).toEqual(Object.values(CALLERS));
  for (const wire of ['ringcx', 'ringex'] as const) {
    const [row] = (await widgets[wire].run('get', ['history'])) as readonly object[];
    expect(row).toMatchObject({ logged: true, matches: [{ name: `Caller of ${wire}` }] });
    expect(await widgets[wire].run('get', ['errors'])).toEqual([]);
  }
  expect(hosts.failures).toEqual([]);
});

test('a frame of the shared origin with the path of the other widget is not bound, whatever its id', async () => {
  const { shown, plugins } = makePlugins();
  const widgets = {
    ringex: await openFrame('ringex', IDS.ringcx),
    ringcx: await openFrame('ringcx', IDS.ringex),
  };
  const hosts = openHosts(plugins);
  await start(widgets.ringex, 'ringex');
  await start(widgets.ringcx, 'ringcx');
  await expect
    .poll(() => [...hosts.failures].sort())
    .toEqual(['ringcx FRAME_REFUSED', 'ringex FRAME_REFUSED']);
  await call(widgets.ringex, 'inboundCall', { from: CALLERS.ringex });
  await call(widgets.ringcx, 'inboundCall', { from: CALLERS.ringcx });
  for (const wire of ['ringex', 'ringcx'] as const)
    expect(await widgets[wire].run('get', ['received'])).toEqual([]);
  expect(shown).toEqual([]);
  expect([hosts.ringcx.state, hosts.ringex.state]).toEqual(['waiting', 'waiting']);
});
