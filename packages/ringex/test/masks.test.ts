import { readdirSync, readFileSync } from 'node:fs';
import { definePlugin } from '@jackfield/core';
import { protocol as ringcx } from '@jackfield/core/ringcx';
import { createRingex } from '@jackfield/ringex';
import { describe, expect, it } from 'vitest';
import { applyMask } from '../../core/src/mask.js';
import type { Mask } from '../../core/src/protocol.js';
import * as generated from '../src/generated/messages.js';
import { LOGGED_CALL, openPage, PHONE_CALL, type RingexPage } from './ringex-page.js';

const PERSONAL = ['6505550142', 'CASTRO VALLEY', 'Lovelace', 'Wants an offer', 'secret'];

const crm = definePlugin({
  name: 'crm',
  requests: {
    logCall: () => 'ok',
    matchContacts: (queries) =>
      Object.fromEntries(
        queries.map(({ phoneNumber }) => [phoneNumber, [{ id: '7', name: 'Ada Lovelace' }]]),
      ),
    matchCallLogs: (keys) =>
      Object.fromEntries(keys.map((key) => [key, [{ id: '1', note: 'Wants an offer' }]])),
    viewLead: () => 'ok',
  },
  pushes: { ringCall: () => undefined, loadLeads: () => undefined, callLead: () => undefined },
});

/** What the events of a page say, as text. */
const said = ({ events }: RingexPage): string =>
  JSON.stringify(
    Object.values(events)
      .flat()
      .map((event) => [event, 'error' in event ? (event.error as Error | undefined)?.message : '']),
  );

const LEAD = { leadId: '1', firstName: 'Ada Lovelace', destination: '6505550142' };

describe('the events of a host on RingEX have nothing personal of', () => {
  it.each([
    ['a call', 'push', 'rc-call-ring-notify', { call: PHONE_CALL }],
    ['leads', 'push', 'rc-ringcx-lead-notify', { action: 'loaded', leads: [{ raw: LEAD }] }],
    [
      'a lead that is dialled',
      'push',
      'rc-ringcx-lead-notify',
      { action: 'dialed', lead: { raw: LEAD }, destination: '6505550142' },
    ],
    [
      'a log',
      'ask',
      '/jackfield/logCall',
      {
        triggerType: 'logForm',
        call: LOGGED_CALL,
        note: 'Wants an offer',
        formData: { x: 'secret' },
      },
    ],
    [
      'a number and its contacts',
      'ask',
      '/jackfield/matchContacts',
      { phoneNumbers: ['+16505550142'], callerIds: { '+16505550142': 'CASTRO VALLEY' } },
    ],
    ['the notes of logs', 'ask', '/jackfield/matchCallLogs', { sessionIds: ['4001'] }],
    ['a lead that is viewed', 'ask', '/jackfield/viewLead', { lead: LEAD, agentId: '1' }],
    [
      'an invalid call',
      'push',
      'rc-call-ring-notify',
      { call: { ...PHONE_CALL, startTime: { secret: 'secret' }, fromUserName: ['CASTRO VALLEY'] } },
    ],
    [
      'an invalid log',
      'ask',
      '/jackfield/logCall',
      { triggerType: 'logForm', call: { ...LOGGED_CALL, fromName: { a: 'CASTRO VALLEY' } } },
    ],
  ] as const)('%s', async (_name, how, type, body) => {
    const page = await openPage([crm]);
    await page[how](type, body);
    const { message, invalid } = page.events;
    expect(message.length + invalid.length).toBeGreaterThan(0);
    for (const value of PERSONAL) expect(said(page)).not.toContain(value);
  });

  it('a message that RingCX has, too: its events show the same', () => {
    const own = createRingex().masks;
    for (const side of ['fromWidget', 'fromPage'] as const) {
      const repeated = Object.keys(own[side]);
      expect(repeated.length).toBeGreaterThan(3);
      for (const name of repeated)
        // A part without a mask is hidden.
        for (const [part, mask] of Object.entries(ringcx.masks[side][name] as object))
          expect({ name, mask: own[side][name]?.[part as 'body'] ?? '?' }).toEqual({ name, mask });
    }
  });

  it('a command', async () => {
    const page = await openPage([crm]);
    await page.push('rc-login-status-notify', { loggedIn: true });
    await page.push('rc-ringcx-lead-notify', { action: 'loaded', leads: [{ raw: LEAD }] });
    await page.host.send('clickToDial', { phoneNumber: '+16505550142' });
    await page.host.send('dialLead', { lead: { leadId: '1' }, destination: '6505550142' });
    const names = page.events.message.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['clickToDial', 'dialLead']));
    for (const value of PERSONAL) expect(said(page)).not.toContain(value);
  });
});

const SHARED = new URL('../../../schemas/shared/ringex/', import.meta.url);

/** In the path of each are the ids of the account and, often, of the agent. */
const API = /\/restapi\//;

it('nothing shows an address in RingCentral’s API', () => {
  const masks: Readonly<Record<string, unknown>> = generated;
  const parts = readdirSync(SHARED).flatMap((file) => {
    const { title, examples = [] } = JSON.parse(readFileSync(new URL(file, SHARED), 'utf8')) as {
      readonly title: string;
      readonly examples?: readonly unknown[];
    };
    const mask = masks[`mask${title}`] as Mask | undefined;
    return mask !== undefined && API.test(JSON.stringify(examples))
      ? [{ title, examples, mask }]
      : [];
  });
  expect(parts.map(({ title }) => title)).toEqual(
    expect.arrayContaining(['CallRecording', 'RingexCall', 'RingexMessage']),
  );
  for (const { title, examples, mask } of parts)
    expect(JSON.stringify(examples.map((one) => applyMask(one, mask))), title).not.toMatch(API);
});
