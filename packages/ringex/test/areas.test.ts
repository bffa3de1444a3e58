import { definePlugin as defineRingcxPlugin } from '@jackfield/core';
import {
  callsArea,
  contactsArea,
  createRingex,
  definePlugin,
  messagesArea,
  pagesArea,
  phoneArea,
} from '@jackfield/ringex';
import { protocol as wire, spokenByWidget } from '@jackfield/ringex/wire';
import { describe, expect, it, vi } from 'vitest';
import { openPage } from './ringex-page.js';

const ALL = [callsArea, contactsArea, messagesArea, pagesArea, phoneArea];

it('a path among the options of the registration is not registered: nobody would answer there', async () => {
  const registration = { showLogModal: true, callLoggerPath: '/mine', contactsPath: '/theirs' };
  const page = await openPage([], { areas: [contactsArea], registration: registration as object });
  expect(page.service()).toEqual({ name: 'Acme CRM', showLogModal: true });
});

it.each([
  ['rc-made-up-notify', 'ignored', 'rc-made-up-notify'],
  ['rc-6505550142', 'unhandled', undefined],
  ['rc-ada@acme.example', 'unhandled', undefined],
])('the type %s of no schema is %s, and shown if it is of words', async (type, outcome, name) => {
  const page = await openPage();
  await page.push(type);
  expect(page.events.message.at(-1)).toMatchObject({ outcome });
  expect(page.events.message.at(-1)?.name).toBe(name);
  expect(JSON.stringify(page.events.message.at(-1)).includes(type)).toBe(name === type);
});

describe('a host refuses', () => {
  it('a plugin for an area that its protocol does not have', async () => {
    const plugin = definePlugin(
      { name: 'sms', requests: { logMessages: () => ({ data: 'ok' }) } },
      [messagesArea],
    );
    const page = await openPage();
    expect(() => page.host.add(plugin as never)).toThrow(
      expect.objectContaining({
        code: 'BAD_PLUGIN',
        message:
          'Plugin: expected a plugin from definePlugin for ringex at /, received "ringex+messages"',
      }) as Error,
    );
    const other = await openPage([], { areas: [contactsArea] });
    expect(() => other.host.add(plugin as never)).toThrow(
      expect.objectContaining({ code: 'BAD_PLUGIN' }) as Error,
    );
  });

  it('a plugin for another protocol', async () => {
    const { requests, pushes } = createRingex();
    const stranger = defineRingcxPlugin({ name: 'x' }, {
      name: 'third',
      requests,
      pushes,
    } as never);
    const page = await openPage();
    expect(() => page.host.add(stranger as never)).toThrow(
      expect.objectContaining({ code: 'BAD_PLUGIN' }) as Error,
    );
  });
});

describe('definePlugin refuses', () => {
  it('a message of an area that was not given', () => {
    expect(() =>
      definePlugin({ name: 'sms', requests: { logMessages: () => ({ data: 'ok' }) } } as never),
    ).toThrow('Plugin "sms": no message of ringex at /requests/logMessages');
  });

  it('the wire’s own name of a message that plugins know from RingCX', () => {
    expect(() =>
      definePlugin({ name: 'calls', pushes: { callRing: () => undefined } } as never),
    ).toThrow('no message of ringex at /pushes/callRing');
  });

  it.each([
    ['pushes', Object.keys(wire.requests), 'request'],
    ['requests', Object.keys(createRingex().pushes), 'push'],
  ])('in %s what is not one', (group, names, kind) => {
    for (const name of names)
      for (const define of [
        () => definePlugin({ name: 'calls', [group]: { [name]: () => undefined } } as never, ALL),
        // As a page without a bundler declares it.
        () =>
          defineRingcxPlugin(
            { name: 'calls', [group]: { [name]: () => undefined } } as never,
            createRingex({ areas: ALL }) as never,
          ),
      ])
        expect(define).toThrow(`at /${group}/${name}; it is a ${kind}`);
  });

  it('nothing that RingCX has, though it may never come', () => {
    definePlugin({
      name: 'calls',
      pushes: {
        ringCall: () => undefined,
        sipEndCall: () => undefined,
        init: () => undefined,
        loginPopup: () => undefined,
      },
      requests: { logCall: () => 'ok' },
    });
  });
});

it('the pushes that only RingEX has are those of the wire', () => {
  const spoken = new Set<string>(Object.values(spokenByWidget).flat());
  const { pushes } = createRingex({ areas: ALL });
  const own = Object.entries(pushes).filter(([name]) => !spoken.has(name));
  expect(own.length).toBeGreaterThan(10);
  for (const [name, entry] of own) expect(entry).toEqual(wire.pushes[name as 'loginStatus']);
});

describe('a plugin for areas', () => {
  it('runs on a host that has them, and perhaps others', async () => {
    const plugin = definePlugin(
      { name: 'sms', requests: { logMessages: () => ({ data: 'ok' }) } },
      [messagesArea],
    );
    await openPage([plugin], { areas: [pagesArea, messagesArea] });
  });

  it('registers the paths of its requests, and answers them', async () => {
    const checkDoNotContact = vi.fn(() => ({ data: { result: true, message: 'Asked not to' } }));
    const page = await openPage(
      [definePlugin({ name: 'consent', requests: { checkDoNotContact } }, [contactsArea])],
      { areas: [contactsArea] },
    );
    expect(page.service()).toEqual({
      name: 'Acme CRM',
      doNotContactPath: '/jackfield/checkDoNotContact',
    });
    const asked = { phoneNumber: '+16505550142', actionType: 'call' };
    expect(await page.ask('/jackfield/checkDoNotContact', asked)).toEqual({
      data: { result: true, message: 'Asked not to' },
    });
  });

  it('whose result is wrong is answered with the failure of the request', async () => {
    const page = await openPage(
      [
        definePlugin(
          { name: 'consent', requests: { checkDoNotContact: () => ({ data: 7 }) as never } },
          [contactsArea],
        ),
      ],
      { areas: [contactsArea] },
    );
    const asked = { phoneNumber: '+16505550142', actionType: 'call' };
    expect(await page.ask('/jackfield/checkDoNotContact', asked)).toEqual({
      data: { result: false },
    });
    expect(page.events.invalid).toHaveLength(1);
  });
});

describe('a page with every area', () => {
  it('registers what its plugins handle under one name, with the options of the page', async () => {
    const page = await openPage(
      [
        defineRingcxPlugin({
          name: 'crm',
          requests: { logCall: () => 'ok', matchContacts: () => ({}), matchCallLogs: () => ({}) },
        }),
      ],
      { areas: ALL, registration: { callLoggerTitle: 'Log to Acme', showLogModal: true } },
    );
    expect(page.service()).toEqual({
      name: 'Acme CRM',
      callLoggerTitle: 'Log to Acme',
      showLogModal: true,
      callLoggerPath: '/jackfield/logCall',
      contactMatchPath: '/jackfield/matchContacts',
      callLogEntityMatcherPath: '/jackfield/matchCallLogs',
    });
  });

  it('has each message of the wire once', () => {
    for (const group of ['requests', 'pushes', 'pageRequests', 'pagePushes'] as const) {
      const names = ALL.flatMap(({ protocol }) => Object.keys(protocol[group]));
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

describe('a push of an area that the page does not use', () => {
  it('is ignored, and shows that the widget listens', async () => {
    const page = await openPage();
    const sent = page.host.send('clickToDial', { phoneNumber: '+16505550142' });
    await page.push('rc-inbound-message-notify', { message: {} });
    await sent;
    expect(page.events.message).toContainEqual(
      expect.objectContaining({ name: 'rc-inbound-message-notify', outcome: 'ignored' }),
    );
    expect(page.events.unhandled).toEqual([]);
  });

  it('is not one, if it is of another wire', async () => {
    const page = await openPage();
    await page.push('webpackHotUpdate');
    expect(page.events.unhandled).toMatchObject([{ reason: 'unknown-type' }]);
  });
});
