import { definePlugin, type Plugin } from '@jackfield/core';
import { arbitraryOf } from '@jackfield/testing';
import { sample } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definitions, widgetMessages } from '../../testing/src/ringex-widget/generated/schemas.js';
import { spokenByWidget } from '../src/generated/areas/base/speaks.js';
import { openPage } from './ringex-page.js';

const RUNS = 300;

/** A plugin made for RingCX that handles and receives everything. */
const everything = (received: unknown[]): Plugin => {
  const receive = (body: unknown): void => void received.push(body);
  return definePlugin({
    name: 'everything',
    requests: {
      logCall: receive,
      viewLead: receive,
      matchContacts: () => ({}),
      matchCallLogs: () => ({}),
    },
    pushes: {
      ringCall: receive,
      newCall: receive,
      endCall: receive,
      loadLeads: receive,
      callLead: receive,
      manualPassLead: receive,
    },
  });
};

const spoken = Object.entries(widgetMessages).filter(([name]) =>
  Object.hasOwn(spokenByWidget, name),
);

it('are all messages that speak', () => {
  expect(spoken.map(([name]) => name).sort()).toEqual(Object.keys(spokenByWidget).sort());
});

describe.each(spoken)('any valid body of %s', (_name, message) => {
  it('is translated into a body that is valid on RingCX', async () => {
    const received: unknown[] = [];
    const page = await openPage([everything(received)]);
    const isPush = message.kind === 'push';
    const { schema } = isPush ? message.body : message.data;
    for (const body of sample(arbitraryOf(schema as never, definitions as never), RUNS)) {
      const posted = structuredClone(body) as object;
      if (isPush) await page.push(message.type, posted);
      else await page.ask(message.type, posted);
      expect(page.events.failed, JSON.stringify(posted)).toEqual([]);
      expect(
        page.events.invalid.map(({ error }) => error.message),
        JSON.stringify(posted),
      ).toEqual([]);
    }
  });
});
