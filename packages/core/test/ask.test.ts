import type { PluginContext } from '@jackfield/core';
import { describe, expect, it } from 'vitest';
import { settle } from '../../testing/src/test-clock.js';
import { LOG, QUERY, startTestHost } from './test-wire.js';

const QUERIES = [{ phoneNumber: '6503945910', callType: 'inbound' as const }];
const ADA = { id: '1', type: 'Acme', name: 'Ada Lovelace', phoneNumbers: [] };

/** A host whose first plugin is the one that asks the `others`. */
async function startAsking(
  others: NonNullable<Parameters<typeof startTestHost>[0]>['plugins'] = [],
  options: Parameters<typeof startTestHost>[0] = {},
) {
  let context: PluginContext | undefined;
  const started = await startTestHost({
    ...options,
    plugins: [{ name: 'asker', setup: (given) => void (context = given) }, ...others],
  });
  const { ask } = context as unknown as PluginContext;
  return { ...started, ask };
}

describe('a plugin that asks the plugins of its host', () => {
  it('gets nothing where none of them handles the request', async () => {
    const { ask } = await startAsking();
    expect(await ask('matchContacts', QUERIES)).toBeUndefined();
  });

  it('gets nothing for a name that is not a request', async () => {
    const { ask } = await startAsking([{ name: 'acme', requests: { matchContacts: () => ({}) } }]);
    for (const name of ['matchContact', 'constructor', '__proto__'])
      expect(await ask(name as 'matchContacts', QUERIES)).toBeUndefined();
  });

  it('is refused what breaks the schema, and no handler is run', async () => {
    let asked = 0;
    const { ask, events } = await startAsking([
      {
        name: 'acme',
        requests: {
          matchContacts: () => {
            asked += 1;
            return {};
          },
        },
      },
    ]);
    const wrong = [{ phoneNumber: 7 }] as unknown as typeof QUERIES;
    await expect(ask('matchContacts', wrong)).rejects.toThrow('matchContacts');
    expect(asked).toBe(0);
    expect(events.invalid).toHaveLength(1);
  });

  it('gets the reason why no plugin answered', async () => {
    const { ask, events } = await startAsking([
      {
        name: 'acme',
        requests: {
          matchContacts: () => {
            throw new Error('The directory is closed');
          },
        },
      },
    ]);
    await expect(ask('matchContacts', QUERIES)).rejects.toThrow('The directory is closed');
    expect(events.failed).toMatchObject([{ name: 'matchContacts', plugin: 'acme' }]);
  });

  it('is answered by the deadline, whatever they do', async () => {
    const { ask, clock } = await startAsking(
      [{ name: 'acme', requests: { matchContacts: () => new Promise(() => undefined) } }],
      { deadlines: { matchContacts: 70 } },
    );
    const answer = ask('matchContacts', QUERIES);
    const refused = expect(answer).rejects.toThrow('no answer in 70 ms');
    await settle();
    await clock.advance(70);
    await refused;
  });

  it('is refused by a host that is closing', async () => {
    const { ask, host } = await startAsking([
      { name: 'acme', requests: { matchContacts: () => ({}) } },
    ]);
    await host.close();
    await expect(ask('matchContacts', QUERIES)).rejects.toThrow('is closed');
  });

  it('is not answered by what cannot be copied', async () => {
    const { ask } = await startAsking([
      {
        name: 'acme',
        requests: { matchContacts: () => ({ '6503945910': [{ ...ADA, call: () => 1 }] }) },
      },
    ]);
    expect(await ask('matchContacts', QUERIES).catch(() => 'refused')).not.toHaveProperty(
      '6503945910',
    );
  });

  it('gets what all of them found, by the combine policy', async () => {
    const { ask } = await startAsking([
      { name: 'acme', requests: { matchContacts: () => ({ '6503945910': [ADA] }) } },
      {
        name: 'other',
        requests: { matchContacts: () => ({ '6503945910': [ADA, { ...ADA, id: '2' }] }) },
      },
    ]);
    const found = await ask('matchContacts', QUERIES);
    expect(found?.['6503945910']?.map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('shares no object with them', async () => {
    const kept: { asked?: typeof QUERIES; found: Record<string, (typeof ADA)[]> } = {
      found: { '6503945910': [{ ...ADA }] },
    };
    const { ask } = await startAsking([
      {
        name: 'acme',
        requests: {
          matchContacts: (queries) => {
            kept.asked = queries as typeof QUERIES;
            return kept.found;
          },
        },
      },
    ]);
    const asked = structuredClone(QUERIES);
    const found = await ask('matchContacts', asked);
    expect(kept.asked).toEqual(asked);
    expect(kept.asked).not.toBe(asked);
    expect(found).toEqual(kept.found);
    expect(found?.['6503945910']).not.toBe(kept.found['6503945910']);
  });

  it('may alter its object at once', async () => {
    const received: unknown[] = [];
    const { ask } = await startAsking([
      {
        name: 'acme',
        requests: {
          viewLead: async () => {
            await Promise.resolve();
            return undefined;
          },
        },
      },
      { name: 'other', requests: { viewLead: (lead) => void received.push(lead) } },
    ]);
    const lead = { leadId: '1' };
    const answer = ask('viewLead', lead);
    lead.leadId = 'altered';
    await answer;
    expect(received).toEqual([{ leadId: '1' }]);
  });

  it('leaves the wire and its events alone', async () => {
    const { ask, wire, events } = await startAsking([
      { name: 'acme', requests: { matchContacts: () => ({ '6503945910': [ADA] }) } },
    ]);
    const posted = wire.posted.length;
    const count = events.message.length;
    await ask('matchContacts', QUERIES);
    expect(wire.posted).toHaveLength(posted);
    expect(events.message).toHaveLength(count);
  });

  it('may do so while it answers the widget', async () => {
    let context: PluginContext | undefined;
    const { wire } = await startTestHost({
      plugins: [
        {
          name: 'logger',
          setup: (given) => void (context = given),
          requests: {
            async logCall() {
              const found = await context?.ask('matchContacts', QUERIES);
              return String(found?.['6503945910']?.[0]?.name);
            },
          },
        },
        { name: 'acme', requests: { matchContacts: () => ({ '6503945910': [ADA] }) } },
      ],
    });
    const id = await wire.ask('rc-ev-logCall', LOG);
    const other = await wire.ask('rc-ev-matchContacts', QUERY);
    await settle();
    expect(wire.responses(id)).toMatchObject([{ result: 'Ada Lovelace' }]);
    expect(wire.responses(other)).toHaveLength(1);
  });
});
