import { createHost, definePlugin } from '@jackfield/core';
import { createWidget } from '@jackfield/testing';
import { expect, test } from 'vitest';

const QUERY = [{ phoneNumber: '6505550142', callType: 'inbound' }] as const;

test('a widget whose request nobody answers gives up after 90 seconds of its own time', async () => {
  const widget = createWidget();
  const answer = widget.request('matchContacts', QUERY);
  await widget.clock.advance(89_999);
  expect(widget.asked[0]).toMatchObject({ status: 'waiting', responses: 0 });
  await widget.clock.advance(1);
  await expect(answer).resolves.toMatchObject({ status: 'timeout', ms: 90_000 });
  expect(widget.clock.pending).toBe(0);
});

test('a host registers with a widget in memory and answers what it asks', async () => {
  const widget = createWidget();
  const plugin = definePlugin({
    name: 'people',
    requests: { matchContacts: () => ({ '6505550142': [{ name: 'Ada' }] }) },
  });
  const { transport, clock } = widget;
  const host = createHost({ service: 'Acme CRM', plugins: [plugin], widget: { transport }, clock });
  const answer = await widget.request('matchContacts', QUERY);
  expect(answer).toMatchObject({ status: 'answered', result: { '6505550142': [{ name: 'Ada' }] } });
  expect(widget.service).toMatchObject({ name: 'Acme CRM', contactMatcherEnabled: true });
  expect(widget.sent.map(({ name }) => name)).toEqual(['init', 'matchContacts']);
  expect(widget.received.map(({ name }) => name)).toEqual(['register', undefined]);
  await host.close();
});

test('null, posted by anybody, is an error that nobody catches', async () => {
  const widget = createWidget();
  widget.transport.send(null);
  await widget.clock.advance(0);
  expect(widget.errors).toEqual([expect.any(TypeError), expect.any(TypeError)]);
});
