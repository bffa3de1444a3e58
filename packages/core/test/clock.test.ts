import { describe, expect, it } from 'vitest';
import { settle } from '../../testing/src/test-clock.js';
import { createTestWire, LOG, QUERY, startTestHost } from './test-wire.js';

const never = (): Promise<never> => new Promise(() => undefined);
const HOUR = 3_600_000;

const JUMPS = [
  ['put back', HOUR],
  ['put forward', -HOUR],
] as const;

describe.each(JUMPS)('while the system time is %s', (_, ms) => {
  it.each([
    ['matchContacts', QUERY, 5_000],
    ['logCall', LOG, 15_000],
    ['viewLead', { leadId: '1' }, 10_000],
  ] as const)(
    '%s is answered at its deadline, whichever plugin hangs',
    async (name, data, deadline) => {
      const plugins = ['a', 'b', 'c'].map((plugin) => ({
        name: plugin,
        requests: { [name]: never },
      }));
      const { wire, clock } = await startTestHost({ plugins });
      const id = await wire.ask(`rc-ev-${name}`, data);
      const step = deadline / 4;
      for (let turn = 0; turn < 3; turn += 1) {
        clock.putBack(ms);
        await clock.advance(step);
      }
      await clock.advance(step - 1);
      expect(wire.responses(id)).toEqual([]);
      await clock.advance(1);
      expect(wire.responses(id)).toHaveLength(1);
    },
  );

  it('between the turns of policy `first`, each handler has its share', async () => {
    const starts: number[] = [];
    const clockOf = { elapsed: (): number => 0, putBack: (_ms: number): void => undefined };
    const hangs = () => {
      starts.push(clockOf.elapsed());
      clockOf.putBack(ms);
      return never();
    };
    const { wire, clock, events } = await startTestHost({
      deadlines: { viewLead: 1_000 },
      plugins: ['a', 'b', 'c', 'd'].map((name) => ({ name, requests: { viewLead: hangs } })),
    });
    Object.assign(clockOf, { elapsed: clock.elapsed, putBack: clock.putBack });
    const start = clock.elapsed();
    const id = await wire.ask('rc-ev-viewLead', { leadId: '1' });
    await clock.advance(999);
    expect(wire.responses(id)).toEqual([]);
    await clock.advance(1);
    expect(wire.responses(id)).toHaveLength(1);
    expect(starts.map((at) => at - start)).toEqual([0, 250, 500, 750]);
    expect(events.failed.map(({ error }) => error.code)).toEqual(Array(4).fill('DEADLINE'));
  });

  it('the times in events are durations, not differences of the time of day', async () => {
    let finish = (_: string): void => undefined;
    const { wire, clock, events } = await startTestHost({
      plugins: [
        {
          name: 'a',
          requests: {
            logCall: () =>
              new Promise<string>((resolve) => {
                finish = resolve;
              }),
            matchContacts: () => new Promise(() => undefined),
          },
        },
      ],
    });
    await wire.ask('rc-ev-logCall', LOG);
    clock.putBack(ms);
    await clock.advance(70);
    finish('ok');
    await settle();
    expect(events.message.at(-1)).toMatchObject({ name: 'logCall', ms: 70 });
    await wire.ask('rc-ev-logCall', LOG);
    await clock.advance(15_000);
    clock.putBack(ms);
    await clock.advance(5_000);
    finish('late');
    await settle();
    expect(events.settledLate).toMatchObject([{ ms: 20_000 }]);
  });

  it('a command is held for ten seconds, and a request waits for its time-out', async () => {
    const { host, wire, clock } = await startTestHost({}, createTestWire({ load: false }));
    const codes: string[] = [];
    const note = (error: { code: string }): void => void codes.push(error.code);
    host.send('logout').catch(note);
    clock.putBack(ms);
    await clock.advance(9_999);
    expect(codes).toEqual([]);
    await clock.advance(1);
    expect(codes).toEqual(['WIDGET_NOT_READY']);
    await wire.bare({ type: 'rc-ev-init' });
    host.request('checkPopupWindow', undefined, { timeoutMs: 3_000 }).catch(note);
    await settle();
    clock.putBack(ms);
    await clock.advance(2_999);
    expect(codes).toHaveLength(1);
    await clock.advance(1);
    expect(codes).toEqual(['WIDGET_NOT_READY', 'REQUEST_TIMEOUT']);
    await host.close();
  });

  it('a command after a load is held for two seconds', async () => {
    const { host, clock } = await startTestHost();
    let isSent = false;
    void host.send('logout').then(() => {
      isSent = true;
    });
    clock.putBack(ms);
    await clock.advance(1_999);
    expect(isSent).toBe(false);
    await clock.advance(1);
    expect(isSent).toBe(true);
    await host.close();
  });

  it('a host closes within five seconds', async () => {
    const { host, clock } = await startTestHost({
      plugins: [{ name: 'hangs', setup: () => never }],
    });
    const closed = host.close();
    clock.putBack(ms);
    await clock.advance(5_000);
    await closed;
    expect(host.state).toBe('closed');
  });

  it('`deadlineAt` is the time of day at which the request came, plus its deadline', async () => {
    let deadlineAt = 0;
    const { wire, clock } = await startTestHost({
      plugins: [
        { name: 'a', requests: { logCall: (_data, context) => void ({ deadlineAt } = context) } },
      ],
    });
    clock.putBack(ms);
    await wire.ask('rc-ev-logCall', LOG);
    expect(deadlineAt).toBe(clock.now() + 15_000);
  });
});

describe('a command that waits', () => {
  it('is sent as it was when it was given', async () => {
    const { host, wire } = await startTestHost({}, createTestWire({ load: false }));
    const body = { phoneNumber: '+16505550100' };
    const sent = host.send('clickToDial', body);
    body.phoneNumber = '911';
    await wire.bare({ type: 'rc-ev-init' });
    await sent;
    expect(
      wire.posted.filter(({ payload }) => payload?.type === 'rc-ev-clickToDial'),
    ).toMatchObject([{ payload: { phoneNumber: '+16505550100' } }]);
    await host.close();
  });
});
