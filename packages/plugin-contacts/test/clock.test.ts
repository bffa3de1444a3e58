import { createHost } from '@jackfield/core';
import { createTestClock } from '@jackfield/testing';
import { expect, it, vi } from 'vitest';
import { contacts } from '../src/index.js';
import { connectTo } from '../../plugin-kit/test/widget.js';

it.each([
  ['is that of the host', undefined, 2],
  ['is the one of the option, if there is one', () => 5, 1],
])('the clock of kept results %s', async (_, now, asked) => {
  const clock = createTestClock(1_000);
  const findByNumbers = vi.fn(async () => ({}));
  const plugins = [contacts({ source: { findByNumbers }, now })];
  const { ask, host } = connectTo((widget) =>
    createHost({ service: 'Acme CRM', plugins, widget, clock }),
  );
  const queries = [{ phoneNumber: '6505550100', callType: 'inbound' }];
  await ask('matchContacts', queries);
  await ask('matchContacts', queries);
  expect(findByNumbers).toHaveBeenCalledTimes(1);
  await clock.advance(6 * 60_000);
  await ask('matchContacts', queries);
  expect(findByNumbers).toHaveBeenCalledTimes(asked);
  await host.close({ now: true });
});
