import { describe, expect, it } from 'vitest';
import { settle } from '../../testing/src/test-clock.js';
import { LOG, QUERY, startTestHost } from './test-wire.js';

const ada = { id: '1', type: 'acme', name: 'Ada' };
const bob = { id: '2', type: 'acme', name: 'Bob' };
const NUMBER = QUERY[0].phoneNumber;

type Match = () => unknown;

const lazy = (): never => {
  throw new Error('lazy');
};

/** The answer to matchContacts of plugins that match as `handlers` do. */
async function match(...handlers: readonly Match[]) {
  const started = await startTestHost({
    plugins: handlers.map((matchContacts, index) => ({
      name: `plugin-${index + 1}`,
      requests: { matchContacts: matchContacts as () => never },
    })),
  });
  const id = await started.wire.ask('rc-ev-matchContacts', QUERY);
  return { ...started, id, answer: () => started.wire.responses(id)[0] };
}

describe('merge', () => {
  it('of plugins that all failed is the first error', async () => {
    const { answer, events } = await match(
      () => Promise.reject(new Error('first')),
      () => {
        throw new Error('second');
      },
    );
    expect(answer()?.error).toBe('matchContacts failed in plugin "plugin-1": first');
    expect(events.failed.map(({ plugin }) => plugin).sort()).toEqual(['plugin-1', 'plugin-2']);
  });

  it('gives what the others found when one throws', async () => {
    const { answer } = await match(
      () => {
        throw new Error('broken');
      },
      () => ({ [NUMBER]: [ada] }),
    );
    expect(answer()?.result).toEqual({ [NUMBER]: [ada] });
  });

  it('gives at the deadline what the others found when one never settles', async () => {
    const { answer, clock } = await match(
      () => new Promise(() => undefined),
      () => ({ [NUMBER]: [ada] }),
    );
    expect(answer()).toBeUndefined();
    await clock.advance(5_000);
    expect(answer()?.result).toEqual({ [NUMBER]: [ada] });
  });

  it('joins entries in the order of the plugins, whichever answers first, and takes equal type and id for one', async () => {
    let finish = (_: unknown): void => undefined;
    const { answer } = await match(
      () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
      () => ({ [NUMBER]: [{ ...ada, name: 'Ada from elsewhere' }, bob], '911': [bob] }),
    );
    finish({ [NUMBER]: [ada] });
    await settle();
    expect(answer()?.result).toEqual({ [NUMBER]: [ada, bob], '911': [bob] });
  });

  it('keeps entries that share an id and not a type, and all that have no id', async () => {
    const nameless = { name: 'Walk-in' };
    const { answer } = await match(
      () => ({ [NUMBER]: [ada, nameless] }),
      () => ({ [NUMBER]: [{ ...ada, type: 'other' }, nameless] }),
    );
    expect(answer()?.result).toEqual({
      [NUMBER]: [ada, nameless, { ...ada, type: 'other' }, nameless],
    });
  });

  it('drops only the invalid keys of a result, and reports the places without the number', async () => {
    const { answer, events, id } = await match(() => ({
      [NUMBER]: [ada],
      '+16505550100': [{ id: 1 }],
      '911': 'police',
    }));
    expect(answer()?.result).toEqual({ [NUMBER]: [ada] });
    expect(events.invalid).toMatchObject([
      {
        name: 'matchContacts',
        part: 'result',
        plugin: 'plugin-1',
        requestId: id,
        count: 2,
        issues: [
          { pointer: '/*', received: 'string' },
          { pointer: '/*/0', expected: "required property 'name'", received: 'nothing' },
        ],
      },
    ]);
    expect(JSON.stringify(events.invalid)).not.toContain('6505550100');
    expect(events.invalid.map(({ error }) => error.message).join()).not.toContain('6505550100');
  });

  it('is an error, not “no match”, when no key is left', async () => {
    const { answer } = await match(() => ({ [NUMBER]: [{ id: 1 }] }));
    expect(answer()?.result).toBeUndefined();
    expect(answer()?.error).toContain('matchContacts is invalid in plugin "plugin-1"');
  });

  it.each([
    ['a Map, which would be copied as an object without members', new Map([[NUMBER, [ada]]])],
    ['an array', [ada]],
    ['null', null],
    ['undefined', undefined],
  ])('refuses %s', async (_, result) => {
    const { answer } = await match(() => result);
    expect(answer()?.error).toContain('Expected plain object at /');
  });

  it('takes an object without a prototype, and members that share a name with what objects inherit', async () => {
    const result = Object.create(null) as Record<string, unknown>;
    result['constructor'] = [ada];
    const proto = JSON.parse('{"__proto__":[{"name":"Ada"}]}') as unknown;
    const { answer } = await match(
      () => result,
      () => proto,
    );
    const merged = answer()?.result as object;
    expect(Object.entries(merged)).toEqual([
      ['constructor', [ada]],
      ['__proto__', [{ name: 'Ada' }]],
    ]);
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
  });

  it('leaves one plugin’s answer alone when another’s cannot be copied', async () => {
    const { answer, events } = await match(
      () => ({ [NUMBER]: [{ ...ada, open: () => undefined }], '911': [bob] }),
      () => ({ [NUMBER]: [bob] }),
    );
    expect(answer()?.result).toEqual({ '911': [bob], [NUMBER]: [bob] });
    expect(events.invalid).toMatchObject([{ plugin: 'plugin-1', issues: [{ keyword: 'clone' }] }]);
  });

  it('leaves one plugin’s answer alone when another’s throws as it is read', async () => {
    const entry = {
      get type(): never {
        throw new Error('lazy');
      },
    };
    const { answer, events } = await match(
      () => ({ [NUMBER]: [{ ...ada, type: undefined, phoneNumbers: [entry] }] }),
      () => ({ [NUMBER]: [bob] }),
    );
    expect(answer()?.result).toEqual({ [NUMBER]: [bob] });
    expect(events.invalid).toMatchObject([{ plugin: 'plugin-1', issues: [{ keyword: 'clone' }] }]);
  });

  it.each([
    ['throws', { get: lazy, enumerable: true }, []],
    ['is a big integer', { value: 1n, enumerable: true }, [{ id: '1', type: 1n }]],
  ])(
    'leaves one plugin’s answer alone when a member of another’s that no schema knows %s',
    async (_, type, expected) => {
      const entry = Object.defineProperty({ id: '1' }, 'type', type);
      const { wire } = await startTestHost({
        plugins: [() => ({ a: [entry] }), () => ({ a: [{ id: '2' }] })].map(
          (matchCallLogs, index) => ({ name: `plugin-${index}`, requests: { matchCallLogs } }),
        ),
      });
      const id = await wire.ask('rc-ev-matchCallLogs', ['a']);
      expect(wire.responses(id)).toMatchObject([{ result: { a: [...expected, { id: '2' }] } }]);
    },
  );

  it('is one plugin’s result as it is, when there is one', async () => {
    const { answer } = await match(() => ({ [NUMBER]: [ada, ada] }));
    expect(answer()?.result).toEqual({ [NUMBER]: [ada, ada] });
  });
});

describe('all', () => {
  const log = async (...handlers: readonly Match[]) => {
    const started = await startTestHost({
      plugins: handlers.map((logCall, index) => ({
        name: `plugin-${index + 1}`,
        requests: { logCall },
      })),
    });
    const id = await started.wire.ask('rc-ev-logCall', LOG);
    return { ...started, answer: () => started.wire.responses(id)[0] };
  };

  it('fails as soon as one fails, naming the plugin, while the others go on', async () => {
    let finished = false;
    let finish = (_: unknown): void => undefined;
    const { answer } = await log(
      () =>
        new Promise((resolve) => {
          finish = resolve;
        }).then(() => {
          finished = true;
        }),
      () => Promise.reject(new Error('full')),
    );
    expect(answer()?.error).toBe('logCall failed in plugin "plugin-2": full');
    finish('ok');
    await settle();
    expect(finished).toBe(true);
  });

  it('waits for every plugin, and gives the first plugin’s result', async () => {
    let finish = (_: unknown): void => undefined;
    const { answer } = await log(
      () => 'first',
      () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    );
    expect(answer()).toBeUndefined();
    finish('second');
    await settle();
    expect(answer()?.result).toBe('first');
  });

  it('gives each plugin data of its own', async () => {
    const seen: unknown[] = [];
    const spoil = (data: unknown): string => {
      seen.push(structuredClone(data));
      (data as { call: { id: string } }).call.id = 'spoilt';
      return 'ok';
    };
    await log(spoil as Match, spoil as Match, spoil as Match);
    expect(seen).toEqual([LOG, LOG, LOG]);
  });
});

describe('first', () => {
  const LEAD = { leadId: '7' };
  const view = async (
    ...handlers: readonly ((context: { signal: AbortSignal; deadlineAt: number }) => unknown)[]
  ) => {
    const started = await startTestHost({
      plugins: handlers.map((handler, index) => ({
        name: `plugin-${index + 1}`,
        requests: { viewLead: (_, context) => handler(context) },
      })),
    });
    const id = await started.wire.ask('rc-ev-viewLead', LEAD);
    return { ...started, answer: () => started.wire.responses(id)[0] };
  };

  it('passes on undefined, a throw and what cannot be copied, and stops at the first answer', async () => {
    let last = false;
    const { answer } = await view(
      () => undefined,
      () => {
        throw new Error('no such lead');
      },
      () => ({ open: () => undefined }),
      () => 'ok',
      () => {
        last = true;
      },
    );
    expect(answer()?.result).toBe('ok');
    expect(last).toBe(false);
  });

  it('is the first error when no plugin answered', async () => {
    const { answer } = await view(
      () => undefined,
      () => Promise.reject(new Error('one')),
      () => {
        throw new Error('two');
      },
    );
    expect(answer()?.error).toBe('viewLead failed in plugin "plugin-2": one');
  });

  it('is a success without a result when all passed it on and the widget wants none', async () => {
    const { answer } = await view(
      () => undefined,
      () => undefined,
    );
    expect(answer()).toMatchObject({ result: undefined });
    expect(answer()?.error).toBeUndefined();
  });

  it('gives each an equal share of the time that is left', async () => {
    const shares: number[] = [];
    const { answer, clock, events } = await view(
      ({ deadlineAt }) => {
        shares.push(deadlineAt);
        return new Promise(() => undefined);
      },
      ({ deadlineAt }) => {
        shares.push(deadlineAt);
        return new Promise(() => undefined);
      },
    );
    const start = clock.now();
    await clock.advance(5_000);
    expect(answer()).toBeUndefined();
    await clock.advance(5_000);
    expect(answer()?.error).toContain('plugin "plugin-1": no answer in 5000 ms');
    expect(shares).toEqual([start + 5_000, start + 10_000]);
    expect(events.failed).toHaveLength(2);
  });

  it('asks nobody else once the host is closed at once', async () => {
    let asked = false;
    const { answer, host } = await view(
      () => new Promise(() => undefined),
      () => {
        asked = true;
      },
    );
    await host.close({ now: true });
    await settle();
    expect(asked).toBe(false);
    expect(answer()?.error).toBe('The host of "Acme CRM" is closed');
  });
});
