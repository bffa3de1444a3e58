// #region replay
import { definePlugin } from '@jackfield/core';
import { createHost, createRingex } from '@jackfield/ringex';
import * as ringex from '@jackfield/ringex/wire';
import { createRingexWidget, record, replay, translatedWire } from '@jackfield/testing';
import { expect, test } from 'vitest';

const acmeLogs = definePlugin({ name: 'acme-logs', requests: { logCall: () => 'ok' } });
const page = { service: 'Acme CRM', plugins: [acmeLogs] };
const wireOfHost = () => translatedWire(createRingex(), ringex);

test('a recorded call of RingEX goes as it went', async () => {
  const { transport, clock, ...widget } = createRingexWidget();
  const wire = wireOfHost();
  const host = createHost({ ...page, protocol: wire.protocol, widget: { transport }, clock });
  const tape = record(host, { wire });
  await widget.inboundCall({ from: '+16505550142' });
  await host.close();

  const other = wireOfHost();
  const { differences, text } = await replay(
    tape.text(),
    ({ transport, clock }) =>
      createHost({ ...page, protocol: other.protocol, widget: { transport }, clock }),
    { wire: other },
  );
  expect(differences, text()).toEqual([]);
});
// #endregion replay
