import { definePlugin, type Messages, type PluginDefinition } from '@jackfield/core';
import {
  callsArea,
  contactsArea,
  definePlugin as defineRingexPlugin,
  messagesArea,
  pagesArea,
  phoneArea,
} from '@jackfield/ringex';
import { type Arbitrary, constant, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContractOptions, PluginFactory } from '../../src/contract/contract-options.js';
import type { ContractRule } from '../../src/contract/contract-rule.js';
import { contractRules } from '../../src/contract/contract-rules.js';
import { testPlugin } from '../../src/vitest.js';
import { acmeCrm } from './acme-crm.js';
import { brokenRules, collect, register } from './collect.js';
import { rulesOf } from './left-by.js';
import { bad as neverAnswers } from './bad-plugins/answers-in-time--never.js';
import { bad as oneLock } from './bad-plugins/answers-side-by-side.js';
import { bad as oneByOne } from './bad-plugins/answers-in-time.js';
import { bad as readsNotes } from './bad-plugins/answers-valid-data.js';
import { bad as keepsTimers } from './bad-plugins/leaves-no-timer.js';

type Log = Messages['requests']['logCall']['data'];

const logger = (
  logCall: (log: Log) => Promise<unknown>,
  more: PluginDefinition = { name: 'acme-log' },
) => definePlugin({ ...more, requests: { logCall } });

const good = logger(async () => 'ok');

/** The message of the first test that fails. */
const firstMessage = async (...given: Parameters<typeof collect>): Promise<string> =>
  (await collect(...given)).find(({ error }) => error)?.error?.message ?? '';

describe('testPlugin rejects', () => {
  it.each<[string, object, string]>([
    ['an unknown option', { run: 5 }, 'expected one of deadlines, runs, seed, graceMs, ignore'],
    ['zero runs', { runs: 0 }, 'expected an integer above 0 at /runs, received 0'],
    ['a seed that is not an integer', { seed: 0.5 }, 'expected an integer at /seed, received 0.5'],
    ['a grace of zero', { graceMs: 0 }, 'expected a number above 0 at /graceMs, received 0'],
    ['an empty list of rules', { rules: [] }, 'expected at least one rule at /rules'],
    [
      'an unknown rule in ignore',
      { ignore: { 'leaves-timers': 'x' } },
      'the id of a rule (answers-valid-data, ',
    ],
    [
      'an ignored rule without a reason',
      { ignore: { 'leaves-no-timer': ' ' } },
      'expected a reason at /ignore/leaves-no-timer',
    ],
    [
      'data without an example',
      { data: { logCall: { examples: [] } } },
      'expected at least one example at /data/logCall/examples, received []',
    ],
    ['data of an unknown message', { data: { logCalls: {} } }, 'expected one of logCall, '],
    [
      'a deadline of a message that is not a request',
      { deadlines: { ringCall: 5 } },
      '/deadlines/ringCall, received "ringCall"',
    ],
  ])('%s', (_case, options, message) => {
    const attempt = () => register(good, options as ContractOptions);
    expect(attempt).toThrow(expect.objectContaining({ name: 'TestingError', code: 'BAD_OPTION' }));
    expect(attempt).toThrow(message);
  });

  it.each([undefined, {}, { name: 'acme' }, () => ({ name: 'acme' })])(
    'a value that is not from definePlugin: %s',
    (plugin) => {
      expect(() => testPlugin(plugin as never)).toThrow(
        'testPlugin: expected a plugin from definePlugin, or a function that returns one',
      );
    },
  );

  it('examples that the schema does not allow', () => {
    const data = { logCall: { examples: [{ call: {}, sessionId: '1' }] } };
    expect(() => register(good, { data } as unknown as ContractOptions)).toThrow(
      "testPlugin: expected required property 'id' at /data/logCall/call",
    );
  });
});

describe('the suite', () => {
  it('is named after the plugin', () => {
    expect(register(good).suite).toBe('plugin "acme-log" keeps the contract');
  });

  it('is named after the ignored rules and the data that may be refused, too', () => {
    const { suite, tests } = register(good, {
      ignore: { 'leaves-no-timer': 'it polls as long as the page lives' },
      data: { logCall: { mayRefuse: () => true } },
    });
    expect(suite).toBe(
      'plugin "acme-log" keeps the contract (leaves-no-timer is not checked: it polls as long as the page lives; some data of logCall may be refused)',
    );
    expect(tests.filter(([name]) => name.startsWith('leaves-no-timer'))).toEqual([]);
    expect(tests.filter(([name]) => name.startsWith('leaves-no-listener'))).toHaveLength(1);
  });

  it('has a test for each rule, or for each request or push that the rule is about', () => {
    const plugin = definePlugin({
      name: 'acme',
      requests: { logCall: async () => 'ok', matchContacts: async () => ({}) },
      invalid: { logCall: async () => undefined },
      pushes: { ringCall: () => undefined },
    });
    const names = register(plugin).tests.map(([name]) => name.split(':', 1)[0]!);
    expect(new Set(names.map((name) => name.split(' ', 1)[0]))).toEqual(
      new Set(contractRules.map(({ id }) => id)),
    );
    expect(names).toContain('answers-valid-data (logCall)');
    expect(names).toContain('answers-valid-data (matchContacts)');
    expect(names).toContain('accepts-every-push (ringCall)');
    expect(names).toContain('closes-cleanly');
    expect(names.filter((name) => name.startsWith('survives-raw-bodies'))).toEqual([
      'survives-raw-bodies (logCall)',
    ]);
    // An answer of logCall has no keys.
    expect(names.filter((name) => name.startsWith('answers-under-requested-keys'))).toEqual([
      'answers-under-requested-keys (matchContacts)',
      'answers-under-requested-keys (matchContacts on RingEX)',
    ]);
  });

  it('has no test about answers for a plugin that handles no request', () => {
    const { tests } = register(
      definePlugin({ name: 'acme', pushes: { ringCall: () => undefined } }),
    );
    expect(tests.filter(([name]) => name.startsWith('answers-'))).toEqual([]);
    expect(tests.length).toBeGreaterThan(5);
  });

  it('runs one rule at a time, whatever the runner does', async () => {
    let running = 0;
    const seen: number[] = [];
    const rule: ContractRule = {
      ...contractRules[0]!,
      subjects: () => ['', '', ''],
      check: async () => {
        running += 1;
        await Promise.resolve();
        seen.push(running);
        running -= 1;
      },
    };
    const { tests } = register(good, { rules: [rule] });
    await Promise.all(tests.map(([, run]) => run()));
    expect(seen).toEqual([1, 1, 1]);
  });

  it('continues with the next rule after a failure', async () => {
    const collected = await collect(readsNotes, { seed: 1, runs: 1 });
    expect(collected[0]?.error).toBeDefined();
    expect(collected.slice(1).every(({ error }) => error === undefined)).toBe(true);
  });
});

describe('a failure reports', () => {
  it('the request, the data, what was expected and received, and the fix', async () => {
    const [first] = rulesOf('answers-valid-data');
    expect(await firstMessage(readsNotes, { seed: 1, runs: 3 })).toMatch(
      new RegExp(
        [
          '^answers-valid-data: plugin "acme-log" violates the contract in logCall',
          '  given     \\{"call":\\{"id":"\\d+".*',
          '  expected  a valid result',
          "  received  it rejected TypeError: Cannot read properties of undefined \\(reading 'notes'\\)",
          `  fix       ${first!.fix.replaceAll(/[{}().*?]/g, '\\$&')}`,
          '  reproduce testPlugin\\(plugin, \\{ seed: 1, runs: 3 \\}\\); counterexample .*',
        ].join('\n') + '$',
      ),
    );
  });

  it('a seed that reproduces the failure', async () => {
    // Only random data has such a note.
    const plugin = logger(async ({ task }) => {
      if (task?.notes?.includes('<script>')) throw new Error('Not in our CRM');
    });
    const options = { rules: rulesOf('answers-valid-data'), runs: 300, graceMs: 30_000 };
    const message = await firstMessage(plugin, options);
    const seed = Number(/seed: (\d+), runs: 300/.exec(message)?.[1]);
    expect(await firstMessage(plugin, { ...options, seed })).toBe(message);
  });

  it('an error that nothing handles, whichever rule’s data causes it', async () => {
    // Only random data has such a note.
    const plugin = logger(async ({ task }) => {
      if (task?.notes?.includes('<script>')) void Promise.reject(new Error('Not in our CRM'));
    });
    const rules = rulesOf('answers-valid-data', 'handles-every-error');
    const options = { rules, seed: 1, runs: 300, graceMs: 30_000 };
    expect(await firstMessage(plugin, options)).toMatch(
      /^handles-every-error: plugin "acme-log" .* in logCall\n(.*\n)* {2}received {2}Error: Not in our CRM.*\n(.*\n)* {2}reproduce testPlugin\(plugin, \{ seed: 1, runs: 300 \}\)$/,
    );
  });

  it('the smallest data that still fails', async () => {
    const plugin = logger(async ({ call }) => {
      if (call.from.phoneNumber === 'anonymous') throw new Error('No number');
    });
    const rules = rulesOf('answers-valid-data');
    const message = await firstMessage(plugin, {
      rules,
      data: { logCall: {} },
      seed: 3,
      runs: 100,
    });
    const given = /given {5}(.*)/.exec(message)?.[1] ?? '';
    expect(given).toContain('anonymous');
    expect(given.length).toBeLessThan(400);
  });

  it('no personal values of the caller’s own data', async () => {
    const [log] = await ownLogs();
    const message = await firstMessage(
      logger(async () => {
        throw new Error('The CRM is closed');
      }),
      { data: { logCall: { examples: [log!] } } },
    );
    expect(message).toContain('"phoneNumber":"‹number›"');
    expect(message).toContain('"sessionId":"201910162213030139010000000016$2"');
    expect(message).not.toContain('6505550199');
    expect(message).not.toContain('Real Person');
  });

  it('how long it waited, when a handler never answers', async () => {
    const rules = rulesOf('answers-in-time');
    expect(await firstMessage(neverAnswers, { rules, graceMs: 80 })).toContain(
      'received  no answer: the handler waits for no timer of its clock, and 80 ms of real time passed without progress',
    );
  });

  it('which timer a handler waits for, when its deadline passes', async () => {
    const message = await firstMessage(oneByOne, {
      rules: rulesOf('answers-in-time'),
      graceMs: 200,
    });
    expect(message).toContain('expected  an answer within 5000 ms');
    expect(message).toMatch(
      /the plugin waits for its clock\.setTimeout of 100 ms, created at .*acme-crm\.ts:\d+/,
    );
  });

  it('the line that set a timer', async () => {
    const message = await firstMessage(keepsTimers, { rules: rulesOf('leaves-no-timer') });
    expect(message).toMatch(
      /received {2}a setTimeout of 3000 ms, created at .*bad-plugins\/leaves-no-timer\.ts:\d+/,
    );
  });
});

async function ownLogs(): Promise<readonly Log[]> {
  const party = { phoneNumber: '6505550199', name: 'Real Person' };
  const call = {
    id: '201910162213030139010000000016',
    direction: 'INBOUND',
    from: party,
    to: party,
  };
  return [{ call, sessionId: '201910162213030139010000000016$2' }];
}

const under = (sessionId: string, log: Log): Log => ({ ...log, sessionId });

describe('the caller’s own data', () => {
  it('is the only data that the plugin receives', async () => {
    const logs = await ownLogs();
    const seen = new Set<string>();
    const plugin = logger(async ({ call }) => {
      seen.add(call.from.phoneNumber);
    });
    const rules = rulesOf('answers-valid-data', 'answers-again', 'answers-in-any-order');
    const collected = await collect(plugin, { rules, data: { logCall: { examples: logs } } });
    expect(brokenRules(collected)).toEqual([]);
    expect([...seen]).toEqual(['6505550199']);
  });

  it('may be an arbitrary, from which examples are drawn', async () => {
    const [log] = await ownLogs();
    const seen = new Set<string>();
    const plugin = logger(async ({ call }) => {
      seen.add(call.from.phoneNumber);
    });
    await collect(plugin, {
      data: { logCall: { arbitrary: constant(log!) } },
      rules: rulesOf('answers-concurrent-duplicates'),
    });
    expect([...seen]).toEqual(['6505550199']);
  });

  it('is sent side by side, too, if it is about several calls', async () => {
    const [log] = await ownLogs();
    const rules = rulesOf('answers-side-by-side');
    const several = integer({ min: 1, max: 3 }).map((leg) => under(`${leg}`, log!));
    const of = async (arbitrary: Arbitrary<Log>) =>
      brokenRules(await collect(oneLock, { rules, seed: 1, data: { logCall: { arbitrary } } }));
    expect(await of(several)).toEqual(['answers-side-by-side']);
    expect(await of(constant(log!))).toEqual([]);
  });

  it('is not one after the other because some of it takes longer', async () => {
    const [log] = await ownLogs();
    const plugin: PluginFactory = ({ clock }) => {
      const crm = acmeCrm(clock, 20);
      return logger(async ({ sessionId }) => {
        for (let leg = 0; leg < Number(sessionId); leg += 1) await crm.save({});
      });
    };
    const examples = ['1', '2', '9'].map((sessionId) => under(sessionId, log!));
    const rules = rulesOf('answers-side-by-side');
    const collected = await collect(plugin, { rules, data: { logCall: { examples } } });
    expect(brokenRules(collected)).toEqual([]);
  });

  it('may be refused where mayRefuse allows it, and nowhere else', async () => {
    const plugin = logger(async ({ task }) => {
      if (!task) throw new Error('No task');
    });
    const rules = rulesOf('answers-valid-data', 'answers-again', 'answers-in-any-order');
    expect(brokenRules(await collect(plugin, { rules }))).toEqual(['answers-valid-data']);
    const mayRefuse = ({ task }: { readonly task?: unknown }, error: unknown): boolean =>
      !task && (error as Error).message === 'No task';
    const allowed = await collect(plugin, { rules, data: { logCall: { mayRefuse } } });
    expect(brokenRules(allowed)).toEqual([]);
    const other = logger(async () => {
      throw new Error('Another error');
    });
    expect(brokenRules(await collect(other, { rules, data: { logCall: { mayRefuse } } }))).toEqual([
      'answers-valid-data',
    ]);
  });
});

describe('deadlines', () => {
  it('can be those of the plugin’s host', async () => {
    const plugin = (ms: number) =>
      collect(
        ({ clock }) =>
          logger(() => new Promise((done) => void clock.setTimeout(() => done('ok'), ms))),
        { rules: rulesOf('answers-in-time'), deadlines: { logCall: 1_000 }, graceMs: 200 },
      );
    expect(brokenRules(await plugin(900))).toEqual([]);
    expect(brokenRules(await plugin(1_100))).toEqual(['answers-in-time']);
  });
});

describe('on the second wire, a plugin made for RingCX', () => {
  const failuresOf = async (...given: Parameters<typeof collect>) =>
    (await collect(...given)).flatMap(({ name, error }) =>
      error ? [[name.split(':')[0], error.message] as const] : [],
    );

  it('may not rely on what RingEX does not send', async () => {
    const plugin = definePlugin({
      name: 'acme',
      requests: {
        matchContacts: async (queries) =>
          Object.fromEntries(
            queries.map(({ phoneNumber, callType }) => [
              phoneNumber,
              callType!.length > 0 ? [] : [],
            ]),
          ),
      },
    });
    const examples = [[{ phoneNumber: '6505550142', callType: 'inbound' as const }]];
    const failures = await failuresOf(plugin, { data: { matchContacts: { examples } } });
    expect(failures[0]?.[0]).toBe('answers-valid-data (matchContacts on RingEX)');
    for (const [name, message] of failures) {
      // It is shown with what it got there.
      expect(message).not.toContain('callType');
      expect(name).toContain('on RingEX');
      expect(message).toContain('plugin "acme" violates the contract in matchContacts on RingEX');
    }
  });

  it('has to answer within the deadline of RingEX, which is shorter for a lead', async () => {
    const slow: PluginFactory = ({ clock }) =>
      definePlugin({
        name: 'acme',
        requests: {
          viewLead: () => new Promise((resolve) => clock.setTimeout(() => resolve('ok'), 5_000)),
        },
      });
    const rules = contractRules.filter(({ id }) => id === 'answers-in-time');
    const [first, ...others] = await failuresOf(slow, { graceMs: 20, rules });
    expect(others).toEqual([]);
    expect(first?.[0]).toBe('answers-in-time (viewLead on RingEX)');
    expect(first?.[1]).toContain('an answer within 2500 ms');
  });

  it('is tested on both by each rule whose outcome may depend on the wire', () => {
    const plugin = definePlugin({
      name: 'acme',
      requests: { matchContacts: async () => ({}) },
      pushes: { ringCall: () => undefined },
    });
    const names = register(plugin).tests.map(([name]) => name.split(':', 1)[0]!);
    expect(names.filter((name) => name.endsWith('on RingEX)'))).toEqual([
      'answers-valid-data (matchContacts on RingEX)',
      'answers-under-requested-keys (matchContacts on RingEX)',
      'answers-in-time (matchContacts on RingEX)',
      'answers-again (matchContacts on RingEX)',
      'survives-an-init (matchContacts on RingEX)',
      'accepts-every-push (ringCall on RingEX)',
    ]);
  });

  it('that fails on RingCX is not tested again', async () => {
    const rules = contractRules.filter(({ id }) => id === 'answers-valid-data');
    const failures = await failuresOf(readsNotes, { seed: 1, runs: 1, rules });
    expect(failures.map(([name]) => name)).toEqual(['answers-valid-data (logCall)']);
  });

  it('is not tested with what RingEX never sends', () => {
    const { tests } = register(
      definePlugin({ name: 'acme', pushes: { sipFailed: () => undefined, init: () => undefined } }),
    );
    const onRingex = tests.flatMap(([name]) => (name.includes('on RingEX') ? [name] : []));
    expect(onRingex.map((name) => name.split(':')[0])).toEqual([
      'accepts-every-push (init on RingEX)',
    ]);
  });
});

describe('a plugin for RingEX', () => {
  const consent = (checkDoNotContact: () => unknown) =>
    defineRingexPlugin({ name: 'consent', requests: { checkDoNotContact } } as never, [
      contactsArea,
    ]);
  const rules = contractRules.filter(({ id }) =>
    ['answers-valid-data', 'answers-in-time'].includes(id),
  );

  it('is tested on RingEX alone, with the data of its own messages', async () => {
    const collected = await collect(consent(() => ({ data: { result: false } })));
    expect(collected.filter(({ error }) => error).map(({ error }) => error?.message)).toEqual([]);
    const names = collected.map(({ name }) => name.split(':')[0]);
    expect(names).toContain('answers-valid-data (checkDoNotContact)');
    expect(names.filter((name) => name?.includes('on RingEX'))).toEqual([]);
  });

  it('that returns what its schema does not allow fails', async () => {
    const collected = await collect(
      consent(() => ({ data: 7 })),
      { rules },
    );
    const first = collected.find(({ error }) => error);
    expect(first?.error?.message).toContain('violates the contract in checkDoNotContact');
  });

  const areas = [callsArea, contactsArea, messagesArea, pagesArea, phoneArea];
  const answers: Readonly<Record<string, unknown>> = {
    checkDoNotContact: { data: { result: false } },
    searchContacts: { data: [] },
  };
  /** Handles these requests, and what is invalid of each. */
  const handles = (names: readonly string[], invalid = (_raw: unknown): unknown => undefined) =>
    defineRingexPlugin(
      {
        name: 'acme-all',
        requests: Object.fromEntries(names.map((name) => [name, async () => answers[name]])),
        invalid: Object.fromEntries(names.map((name) => [name, invalid])),
      } as never,
      areas,
    );
  const OWN = ['checkDoNotContact', 'logMessages', 'searchContacts', 'viewCallLog'];
  const raw = rulesOf('survives-raw-bodies', 'refuses-invalid-data');

  it('may have an `invalid` handler for each of its messages', async () => {
    for (const names of [OWN, [...OWN, 'logCall', 'matchContacts']]) {
      const collected = await collect(handles(names), { rules: raw });
      expect(collected).toHaveLength(2 * names.length);
      expect(collected.flatMap(({ error }) => error?.message ?? [])).toEqual([]);
    }
  });

  it('fails if its `invalid` handler does not accept any body', async () => {
    const failing = handles(OWN, (body) =>
      (body as { readonly conversation: object }).conversation.toString(),
    );
    const collected = await collect(failing, { rules: raw });
    // Without its trigger, `viewCallLog` is the message `logCall`.
    expect(collected.flatMap(({ name, error }) => (error ? name.split(':')[0] : []))).toEqual(
      ['checkDoNotContact', 'logMessages', 'searchContacts'].map(
        (name) => `survives-raw-bodies (${name})`,
      ),
    );
  });

  it('that receives invalid data fails', async () => {
    const [rule] = rulesOf('refuses-invalid-data');
    // A host that passes invalid data on.
    const lenient: ContractRule = {
      ...rule!,
      check: (context) =>
        rule!.check({
          ...context,
          withHarness: (use) =>
            context.withHarness((harness) =>
              use({
                ...harness,
                async request(name, data) {
                  harness.call(name, data, new AbortController().signal);
                  return harness.request(name, data);
                },
              }),
            ),
        }),
    };
    const collected = await collect(handles(OWN), { rules: [lenient] });
    const failed = collected.flatMap(({ error }) => (error ? [error.message] : []));
    expect(failed).toHaveLength(OWN.length);
    for (const message of failed) expect(message).toContain('received  a call of the handler');
  });
});
