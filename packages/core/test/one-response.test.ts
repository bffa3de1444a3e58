import { isJackfieldError } from '@jackfield/core';
import { describe, expect, it } from 'vitest';
import { settle } from '../../testing/src/test-clock.js';
import { createTestWire, LOG, QUERY, startTestHost } from './test-wire.js';

type LogHandler = () => unknown;

/** A host whose one plugin handles logCall as `handler` does, and the request that it was asked. */
async function askLog(handler: LogHandler, data: unknown = LOG) {
  const started = await startTestHost({
    plugins: [{ name: 'acme', requests: { logCall: handler } }],
  });
  const id = await started.wire.ask('rc-ev-logCall', data);
  return { ...started, id, responses: () => started.wire.responses(id) };
}

const response = (id: string, answer: object): object => ({
  type: 'MessageTransport-response',
  requestId: id,
  ...answer,
});

describe('exactly one response goes out when a handler', () => {
  it('returns', async () => {
    const { id, responses, events } = await askLog(() => 'ok');
    expect(responses()).toEqual([response(id, { result: 'ok' })]);
    expect(events.message.filter(({ kind }) => kind === 'request')).toMatchObject([
      {
        direction: 'in',
        name: 'logCall',
        wireType: 'rc-ev-logCall',
        requestId: id,
        outcome: 'answered',
        ms: 0,
      },
    ]);
  });

  it('returns nothing, where the widget wants nothing', async () => {
    const { id, responses } = await askLog(() => undefined);
    expect(responses()).toEqual([response(id, { result: undefined })]);
  });

  it('resolves later', async () => {
    let finish = (_: string): void => undefined;
    const { id, responses } = await askLog(
      () =>
        new Promise<string>((resolve) => {
          finish = resolve;
        }),
    );
    expect(responses()).toEqual([]);
    finish('ok');
    await settle();
    expect(responses()).toEqual([response(id, { result: 'ok' })]);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('no database');
      },
      'no database',
    ],
    ['rejects', () => Promise.reject(new Error('no network')), 'no network'],
    [
      'throws a text',
      () => {
        throw 'just text';
      },
      'just text',
    ],
    [
      'throws nothing',
      () => {
        throw undefined;
      },
      'undefined',
    ],
    [
      'throws an empty error',
      () => {
        throw new Error('');
      },
      'Error',
    ],
    [
      'throws an empty text',
      () => {
        throw '';
      },
      'no message',
    ],
    [
      'throws an object, which the widget would show as [object Object]',
      () => {
        throw { message: 'in an object' };
      },
      'in an object',
    ],
    [
      'throws a value that has no text',
      () => {
        throw Object.create(null);
      },
      'no message',
    ],
    ['rejects with null', () => Promise.reject(null), 'null'],
    [
      'returns a thenable that throws',
      () => ({
        get then() {
          throw new Error('thenable');
        },
      }),
      'thenable',
    ],
  ])('%s: an error with a text', async (_, handler, message) => {
    const { id, responses, events } = await askLog(handler);
    expect(responses()).toEqual([
      response(id, { error: `logCall failed in plugin "acme": ${message}` }),
    ]);
    expect(events.failed).toMatchObject([{ name: 'logCall', plugin: 'acme', requestId: id }]);
    expect(events.failed[0]?.error.code).toBe('PLUGIN_FAILED');
    expect(events.message.at(-1)).toMatchObject({
      outcome: 'failed',
      error: 'logCall failed in plugin "acme"',
    });
  });

  it('throws: its signal does not abort, since that is for the deadline alone', async () => {
    let signal: AbortSignal | undefined;
    const { wire } = await startTestHost({
      plugins: [
        {
          name: 'acme',
          requests: {
            logCall(_, context) {
              ({ signal } = context);
              throw new Error('no database');
            },
          },
        },
      ],
    });
    await wire.ask('rc-ev-logCall', LOG);
    expect(signal?.aborted).toBe(false);
  });

  it('reads its signal only after the deadline: it is aborted', async () => {
    let look = (): AbortSignal | undefined => undefined;
    const { wire, clock } = await startTestHost({
      plugins: [
        {
          name: 'acme',
          requests: {
            logCall(_, context) {
              look = () => context.signal;
              return new Promise(() => undefined);
            },
          },
        },
      ],
    });
    await wire.ask('rc-ev-logCall', LOG);
    await clock.advance(15_000);
    expect(look()?.aborted).toBe(true);
  });

  it('never settles: an error at the deadline, and its signal aborts', async () => {
    let signal: AbortSignal | undefined;
    const { wire, clock, events } = await startTestHost({
      plugins: [
        {
          name: 'acme',
          requests: {
            logCall: (_, context) => {
              signal = context.signal;
              return new Promise(() => undefined);
            },
          },
        },
      ],
    });
    const id = await wire.ask('rc-ev-logCall', LOG);
    await clock.advance(14_999);
    expect(wire.responses(id)).toEqual([]);
    expect(signal?.aborted).toBe(false);
    await clock.advance(1);
    expect(wire.responses(id)).toEqual([
      response(id, { error: 'logCall failed in plugin "acme": no answer in 15000 ms' }),
    ]);
    expect(isJackfieldError(signal?.reason) && signal.reason.code).toBe('DEADLINE');
    expect(events.failed.map(({ error }) => error.code)).toEqual(['DEADLINE']);
    await clock.advance(200_000);
    expect(wire.responses(id)).toHaveLength(1);
  });

  it.each([
    ['resolves', (resolve: (value: string) => void) => resolve('ok')],
    ['rejects', (_: unknown, reject: (error: Error) => void) => reject(new Error('late'))],
  ])('%s after the deadline: only the event reports it', async (_, finish) => {
    let run = (): void => undefined;
    const { clock, events, responses } = await askLog(
      () =>
        new Promise((resolve, reject) => {
          run = () => finish(resolve, reject);
        }),
    );
    await clock.advance(15_000);
    await clock.advance(5_000);
    run();
    await settle();
    expect(responses()).toHaveLength(1);
    expect(events.settledLate).toMatchObject([{ name: 'logCall', plugin: 'acme', ms: 20_000 }]);
    expect(events.failed).toHaveLength(1);
  });

  it('returns something that cannot be copied', async () => {
    const { id, responses, events } = await askLog(() => ({ log: () => undefined }));
    expect(responses()).toEqual([
      response(id, {
        error:
          'logCall is invalid in plugin "acme": Expected data that can be copied at /*, received a function; call it.',
      }),
    ]);
    expect(events.invalid).toMatchObject([
      { name: 'logCall', part: 'result', plugin: 'acme', requestId: id },
    ]);
  });

  it('returns something that can be copied only once: it is copied once', async () => {
    let reads = 0;
    const { id, responses } = await askLog(() => ({
      get value() {
        reads += 1;
        return reads === 1 ? 'fine' : () => undefined;
      },
    }));
    expect(responses()).toEqual([response(id, { result: { value: 'fine' } })]);
  });

  it('returns something that throws when it is read', async () => {
    const lazy = (): never => {
      throw new Error('lazy');
    };
    const { wire, events } = await startTestHost({
      plugins: [
        {
          name: 'acme',
          requests: {
            matchContacts: () => Object.defineProperty({}, 'a', { get: lazy, enumerable: true }),
          },
        },
      ],
    });
    const id = await wire.ask('rc-ev-matchContacts', QUERY);
    const error =
      'matchContacts is invalid in plugin "acme": Expected data that can be copied at /*, received undefined.';
    expect(wire.responses(id)).toEqual([response(id, { error })]);
    expect(events.invalid).toMatchObject([{ plugin: 'acme', error: { code: 'INVALID_RESULT' } }]);
  });

  it('returns an invalid result', async () => {
    const { wire, events } = await startTestHost({
      plugins: [{ name: 'acme', requests: { matchContacts: () => 'nobody' as never } }],
    });
    const id = await wire.ask('rc-ev-matchContacts', QUERY);
    expect(wire.responses(id)).toEqual([
      response(id, {
        error:
          'matchContacts is invalid in plugin "acme": Expected plain object at /, received string.',
      }),
    ]);
    expect(events.invalid[0]?.error.code).toBe('INVALID_RESULT');
  });
});

describe('exactly one response goes out when', () => {
  it('the widget says init in the meantime: the running log is finished and answered', async () => {
    let finish = (_: string): void => undefined;
    let signal: AbortSignal | undefined;
    const { wire } = await startTestHost({
      plugins: [
        {
          name: 'acme',
          requests: {
            logCall: (_, context) => {
              signal = context.signal;
              return new Promise((resolve) => {
                finish = resolve;
              });
            },
          },
        },
      ],
    });
    const id = await wire.ask('rc-ev-logCall', LOG);
    await wire.bare({ type: 'rc-ev-init' });
    wire.emit({ type: 'load' });
    await settle();
    expect(signal?.aborted).toBe(false);
    finish('ok');
    await settle();
    expect(wire.responses(id)).toEqual([response(id, { result: 'ok' })]);
  });

  it('the same request comes twice while it is under way', async () => {
    let calls = 0;
    let finish = (_: string): void => undefined;
    const { wire, events } = await startTestHost({
      plugins: [
        {
          name: 'acme',
          requests: {
            logCall: () =>
              new Promise((resolve) => {
                calls += 1;
                finish = resolve;
              }),
          },
        },
      ],
    });
    const id = await wire.ask('rc-ev-logCall', LOG);
    await wire.ask('rc-ev-logCall', LOG, id);
    finish('ok');
    await settle();
    expect(calls).toBe(1);
    expect(wire.responses(id)).toHaveLength(1);
    expect(
      events.message.filter(({ requestId }) => requestId === id).map(({ outcome }) => outcome),
    ).toEqual(['ignored', 'answered']);
  });

  it('the frame that asked is gone: nothing can be sent, which is reported', async () => {
    let finish = (_: string): void => undefined;
    const { wire, host, events } = await startTestHost({
      plugins: [
        {
          name: 'acme',
          requests: {
            logCall: () =>
              new Promise((resolve) => {
                finish = resolve;
              }),
          },
        },
      ],
    });
    wire.emit({
      type: 'message',
      data: {
        type: 'MessageTransport-request',
        requestId: 'lost',
        payload: { requestType: 'rc-ev-logCall', data: LOG },
      },
      reply: () => {
        throw new Error('the frame is gone');
      },
    });
    wire.emit({ type: 'gone' });
    finish('ok');
    await settle();
    expect(wire.responses('lost')).toEqual([]);
    expect(events.failed.map(({ error }) => [error.code, error.message])).toEqual([
      ['SEND_FAILED', 'logCall failed: posting failed'],
    ]);
    await host.close();
    expect(host.state).toBe('closed');
  });

  it('the host is closed meanwhile: the handler finishes and its answer is sent', async () => {
    let finish = (_: string): void => undefined;
    const { wire, host, responses } = await askLog(
      () =>
        new Promise((resolve) => {
          finish = resolve as typeof finish;
        }),
    );
    const closed = host.close();
    await settle();
    expect(responses()).toEqual([]);
    expect(host.state).toBe('closing');
    finish('ok');
    await closed;
    expect(responses()).toHaveLength(1);
    expect(responses()[0]?.result).toBe('ok');
    expect(wire.listening).toBe(false);
  });

  it('the host is closed and the handler never settles: an error at its deadline', async () => {
    const { host, clock, responses } = await askLog(() => new Promise(() => undefined));
    const closed = host.close();
    await clock.advance(15_000);
    await closed;
    expect(responses()).toHaveLength(1);
    expect(responses()[0]?.error).toContain('no answer in 15000 ms');
    expect(clock.pending).toBe(0);
  });

  it('the host is closed at once: the handler is aborted and an error is sent, and its late result is not', async () => {
    let finish = (_: string): void => undefined;
    let signal: AbortSignal | undefined;
    const { wire, host, clock } = await startTestHost({
      plugins: [
        {
          name: 'acme',
          requests: {
            logCall: (_, context) => {
              signal = context.signal;
              return new Promise((resolve) => {
                finish = resolve;
              });
            },
          },
        },
      ],
    });
    const id = await wire.ask('rc-ev-logCall', LOG);
    await host.close({ now: true });
    expect(signal?.aborted).toBe(true);
    finish('ok');
    await settle();
    expect(wire.responses(id)).toEqual([
      response(id, { error: 'The host of "Acme CRM" is closed' }),
    ]);
    expect(clock.pending).toBe(0);
  });

  it('a close that waits is followed by one at once', async () => {
    const { host, responses } = await askLog(() => new Promise(() => undefined));
    const patient = host.close();
    await host.close({ now: true });
    await patient;
    expect(responses().map(({ error }) => error)).toEqual(['The host of "Acme CRM" is closed']);
  });

  it('it comes while the host closes: an error at once', async () => {
    const { wire, host } = await askLog(() => new Promise(() => undefined));
    const closed = host.close();
    const id = await wire.ask('rc-ev-logCall', LOG);
    expect(wire.responses(id).map(({ error }) => error)).toEqual([
      'The host of "Acme CRM" is closed',
    ]);
    await host.close({ now: true });
    await closed;
  });
});

describe('an invalid request', () => {
  const BROKEN = { ...LOG, call: 'not a call' };

  it('is answered with an error that names the place and no value, and no handler runs', async () => {
    let calls = 0;
    const { id, responses, events } = await askLog(() => {
      calls += 1;
      return 'ok';
    }, BROKEN);
    expect(calls).toBe(0);
    expect(responses()).toEqual([
      response(id, { error: 'logCall is invalid: Expected object at /call, received string.' }),
    ]);
    expect(events.invalid).toMatchObject([
      {
        name: 'logCall',
        part: 'data',
        requestId: id,
        issues: [{ pointer: '/call', expected: 'object', received: 'string' }],
      },
    ]);
    expect(events.message.at(-1)).toMatchObject({ outcome: 'invalid', name: 'logCall' });
  });

  it('that is wrong all over is answered with its first issues only', async () => {
    const { wire, events } = await startTestHost({
      plugins: [{ name: 'acme', requests: { matchCallLogs: () => ({}) } }],
    });
    const id = await wire.ask(
      'rc-ev-matchCallLogs',
      Array.from({ length: 10_000 }, () => 7),
    );
    expect(events.invalid[0]).toMatchObject({ count: 10_000, issues: { length: 20 } });
    expect(String(wire.responses(id)[0]?.error).length).toBeLessThan(1_000);
  });

  it('is given raw to the plugins that declare `invalid`, before it is answered, so that no call log is lost', async () => {
    const kept: unknown[] = [];
    const story: string[] = [];
    const wire = createTestWire();
    await startTestHost(
      {
        plugins: [
          {
            name: 'broken',
            invalid: {
              logCall: () => {
                throw new Error('full');
              },
            },
            requests: { logCall: () => 'ok' },
          },
          {
            name: 'keeper',
            requests: { logCall: () => 'ok' },
            invalid: {
              async logCall(raw, { issues, requestId }) {
                kept.push([raw, issues.map(({ pointer }) => pointer), requestId]);
                await Promise.resolve();
                story.push(`kept, ${wire.responses('request-1').length} answers`);
              },
            },
          },
        ],
      },
      wire,
    );
    const id = await wire.ask('rc-ev-logCall', BROKEN);
    expect(kept).toEqual([[BROKEN, ['/call'], id]]);
    expect(story).toEqual(['kept, 0 answers']);
    expect(wire.responses(id)).toHaveLength(1);
  });

  it('is answered at its deadline even if an `invalid` handler never settles', async () => {
    const { wire, clock } = await startTestHost({
      plugins: [
        {
          name: 'acme',
          requests: { logCall: () => 'ok' },
          invalid: { logCall: () => new Promise(() => undefined) },
        },
      ],
    });
    const id = await wire.ask('rc-ev-logCall', BROKEN);
    expect(wire.responses(id)).toEqual([]);
    await clock.advance(15_000);
    expect(wire.responses(id)).toHaveLength(1);
    expect(wire.responses(id)[0]?.error).toContain('Expected object at /call');
  });
});

describe('a deadline', () => {
  it('is what the host was given, where it was given one', async () => {
    let deadlineAt = 0;
    const { wire, clock } = await startTestHost({
      deadlines: { logCall: 2_000 },
      plugins: [
        {
          name: 'acme',
          requests: {
            logCall: (_, context) => {
              ({ deadlineAt } = context);
              return new Promise(() => undefined);
            },
          },
        },
      ],
    });
    const id = await wire.ask('rc-ev-logCall', LOG);
    expect(deadlineAt).toBe(clock.now() + 2_000);
    await clock.advance(2_000);
    expect(wire.responses(id)).toHaveLength(1);
  });

  it.each([
    ['matchContacts', QUERY, 5_000],
    ['matchCallLogs', ['a$1'], 5_000],
    ['viewLead', { leadId: '1' }, 10_000],
    ['logCall', LOG, 15_000],
  ] as const)('of %s stands in its schema', async (name, data, ms) => {
    const { wire, clock } = await startTestHost({
      plugins: [{ name: 'acme', requests: { [name]: () => new Promise(() => undefined) } }],
    });
    const id = await wire.ask(`rc-ev-${name}`, data);
    await clock.advance(ms - 1);
    expect(wire.responses(id)).toEqual([]);
    await clock.advance(1);
    expect(wire.responses(id)).toHaveLength(1);
  });

  it('keeps to its time although all deadlines share one timer', async () => {
    const { wire, clock, events } = await startTestHost({
      deadlines: { viewLead: 1_000 },
      plugins: [
        {
          name: 'acme',
          requests: {
            logCall: () => new Promise(() => undefined),
            matchContacts: () => ({}),
            viewLead: () => new Promise(() => undefined),
          },
        },
      ],
    });
    await clock.advance(2_000);
    const log = await wire.ask('rc-ev-logCall', LOG);
    await wire.ask('rc-ev-matchContacts', QUERY);
    const lead = await wire.ask('rc-ev-viewLead', { leadId: '1' });
    expect(clock.pending).toBe(1);
    await clock.advance(999);
    expect(wire.responses(lead)).toEqual([]);
    await clock.advance(1);
    expect(wire.responses(lead)).toHaveLength(1);
    await clock.advance(13_999);
    expect(wire.responses(log)).toEqual([]);
    await clock.advance(1);
    expect(wire.responses(log)).toHaveLength(1);
    expect(events.failed.map(({ name }) => name)).toEqual(['viewLead', 'logCall']);
    expect(clock.pending).toBe(0);
  });

  it('does not move when the time of day is put back', async () => {
    const { responses, clock } = await askLog(() => new Promise(() => undefined));
    clock.putBack(3_600_000);
    await clock.advance(15_000);
    expect(responses()).toHaveLength(1);
  });

  it('leaves no timer behind once the host is closed', async () => {
    const { clock, host } = await askLog(() => 'ok');
    await host.close();
    expect(clock.pending).toBe(0);
  });
});
