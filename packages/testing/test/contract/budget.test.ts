import { definePlugin } from '@jackfield/core';
import { protocol } from '@jackfield/core/ringcx';
import { describe, expect, it, vi } from 'vitest';
import type { PluginFactory } from '../../src/contract/contract-options.js';
import { createTestClock } from '../../src/test-clock.js';
import { collect, type Collected, register } from './collect.js';
import { rulesOf } from './left-by.js';
import { bad as neverAnswers } from './bad-plugins/answers-in-time--never.js';
import { bad as oneByOne } from './bad-plugins/answers-in-time.js';
import { bad as neverCloses } from './bad-plugins/closes-cleanly--never.js';

// The time that each request of the slow plugin takes is added to this clock, not waited for.
const time = vi.hoisted(() => ({ now: 0 }));
vi.mock('../../src/contract/real-time.js', () => {
  const pause = (ms: number): Promise<void> => {
    time.now += ms;
    return new Promise((done) => void setImmediate(done));
  };
  return { realNow: () => time.now, pause, turn: () => pause(1) };
});

const never = neverAnswers({ clock: createTestClock() }).requests?.viewLead;

const failures = (collected: readonly Collected[]): readonly string[] =>
  collected.flatMap(({ error }) => (error ? [error.message] : []));

describe('a handler that hangs', () => {
  it('fails one test, which lists the tests that are left out', async () => {
    const collected = await collect(neverAnswers, { graceMs: 100 });
    const messages = failures(collected);
    expect(messages).toHaveLength(1);
    const [message] = messages;
    expect(message).toMatch(
      /^answers-in-time: plugin "acme-leads" violates the contract in viewLe/,
    );
    expect(message).toMatch(
      /\n {2}left out {2}the tests that follow, because the handler of viewLead hangs: .*\(viewLead\), .*, and \d+ more$/,
    );
  });

  it('fails one test, although a timer of the plugin is always pending', async () => {
    const poller: PluginFactory = ({ clock }) => {
      const poll = (): void => void clock.setTimeout(poll, 30_000);
      return definePlugin({
        name: 'acme-leads',
        requests: {
          viewLead(lead, context) {
            poll();
            return never?.(lead, context);
          },
        },
      });
    };
    const messages = failures(await collect(poller, { graceMs: 100 }));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(
      'received  no answer: the handler waits for no timer of its clock',
    );
    expect(messages[0]).toContain('left out  the tests that follow');
  });

  it('is not one that waits for a timer of its clock', async () => {
    const messages = failures(await collect(oneByOne, { graceMs: 100, runs: 1 }));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain('the plugin waits for its clock.setTimeout of 100 ms');
    expect(messages[0]).not.toContain('left out');
  });

  it('lets the runner skip the tests that follow, with the reason', async () => {
    const skipped: (string | undefined)[] = [];
    const { tests } = register(neverAnswers, { graceMs: 100 });
    for (const [, run] of tests)
      await run({ skip: (reason) => void skipped.push(reason) }).catch(() => undefined);
    expect(skipped).toHaveLength(tests.length - 1);
    expect(new Set(skipped)).toEqual(new Set(['left out, because the handler of viewLead hangs']));
  });

  it('affects no other suite', async () => {
    await collect(neverAnswers, { graceMs: 100 });
    const plugin = definePlugin({ name: 'acme', requests: { viewLead: async () => 'ok' } });
    const skip = vi.fn();
    for (const [, run] of register(plugin, { runs: 1 }).tests) await run({ skip });
    expect(skip).not.toHaveBeenCalled();
  });
});

it('a clean-up that hangs is waited for in full only once in a suite', async () => {
  const before = time.now;
  await collect(neverCloses, {
    graceMs: 10_000,
    rules: rulesOf('answers-valid-data', 'answers-again', 'closes-cleanly'),
    runs: 5,
  });
  expect(time.now - before).toBeLessThan(20_000);
});

describe('a plugin whose requests take real time', () => {
  const slow = definePlugin({
    name: 'acme-log',
    requests: {
      async logCall() {
        time.now += 1_500;
        return 'ok';
      },
    },
  });

  it('fails once, when the budget of the suite is used up', async () => {
    const before = time.now;
    const messages = failures(await collect(slow, { seed: 1 }));
    expect(messages).toHaveLength(1);
    const [message] = messages;
    expect(message).toContain('expected  the whole suite within its budget of 60000 ms');
    expect(message).toMatch(/received {2}only \d+ of \d+ tests by then: a request takes 15\d\d ms/);
    expect(message).toMatch(/left out {2}the tests that follow, because the suite took more than/);
    expect(message).not.toContain('reproduce');
    expect(time.now - before).toBeLessThan(70_000);
  });

  it('passes with a budget that is large enough', async () => {
    const rules = rulesOf('answers-valid-data');
    expect(failures(await collect(slow, { rules, budgetMs: 600_000 }))).toEqual([]);
  });

  it('has a larger budget for more random bodies', async () => {
    const rules = rulesOf('answers-valid-data');
    expect(failures(await collect(slow, { rules, runs: 60 }))).toEqual([]);
  });

  it('has a larger budget for more messages', async () => {
    const handlers = (names: object): object =>
      Object.fromEntries(Object.keys(names).map((name) => [name, () => undefined]));
    const many = definePlugin({
      name: 'acme-all',
      requests: { ...handlers(protocol.requests), ...slow.requests },
      pushes: handlers(protocol.pushes),
    } as typeof slow);
    const budget = async (plugin: typeof slow): Promise<number> => {
      const messages = failures(await collect(plugin, { seed: 1 })).join();
      return Number(/its budget of (\d+)/.exec(messages)?.[1]);
    };
    expect(await budget(slow)).toBe(60_000);
    expect(await budget(many)).toBeGreaterThan(60_000);
  });
});
