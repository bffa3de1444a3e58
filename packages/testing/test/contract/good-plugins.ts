import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { definePlugin } from '@jackfield/core';
import { vi } from 'vitest';
import type { PluginFactory } from '../../src/contract/contract-options.js';
import { acmeCrm } from './acme-crm.js';

/** Unusual plugins that keep the contract, by what is unusual about them. */
export const goodPlugins = (url: string): Readonly<Record<string, PluginFactory>> => ({
  'asks its CRM by fetch(url, { signal })': () =>
    definePlugin({
      name: 'acme',
      requests: {
        async matchContacts(queries, { signal }) {
          const response = await fetch(url, { signal });
          await response.json();
          return Object.fromEntries(queries.map(({ phoneNumber }) => [phoneNumber, []]));
        },
      },
    }),
  'saves its logs by fetch, and sends no notes if it received none': () =>
    definePlugin({
      name: 'acme',
      requests: {
        async logCall({ sessionId, task }, { signal }) {
          const row = { sessionId, summary: null, ...(task && { notes: task.notes }) };
          const body = JSON.stringify(row);
          await (await fetch(url, { method: 'POST', body, signal })).text();
          return 'ok';
        },
      },
    }),
  'limits its requests by AbortSignal.any and AbortSignal.timeout': () =>
    definePlugin({
      name: 'acme',
      requests: {
        async viewLead(_lead, { signal }) {
          const either = AbortSignal.any([signal, AbortSignal.timeout(4_000)]);
          either.addEventListener('abort', () => undefined, { once: true });
          await (await fetch(url, { signal: either })).text();
          return 'ok';
        },
      },
    }),
  'returns the time of its answer, in milliseconds, in seconds and as text': ({ clock }) => {
    const crm = acmeCrm(clock, 20);
    return definePlugin({
      name: 'acme',
      requests: {
        async matchContacts(queries, { signal }) {
          await crm.find([], signal);
          const now = new Date();
          const times = {
            at: now.toISOString(),
            seconds: Math.round(now.getTime() / 1_000),
            ms: clock.now(),
            shown: `found at ${now.toTimeString().slice(0, 8)}`,
            date: now,
          };
          return Object.fromEntries(
            queries.map(({ phoneNumber }) => [phoneNumber, [{ name: 'A contact', ...times }]]),
          );
        },
      },
    });
  },
  'returns a random token with each answer': () =>
    definePlugin({
      name: 'acme',
      requests: {
        matchCallLogs: async (keys) =>
          Object.fromEntries(keys.map((key) => [key, [{ id: key, link: `#${randomUUID()}` }]])),
      },
    }),
  'counts its answers': () => {
    let count = 0;
    return definePlugin({
      name: 'acme',
      requests: {
        async matchContacts(queries) {
          count += 1;
          const answer = `answer-${count}`;
          return Object.fromEntries(
            queries.map(({ phoneNumber }) => [phoneNumber, [{ name: 'A contact', answer, count }]]),
          );
        },
      },
    });
  },
  'has one name for every caller that it does not know, and writes it to the console': () =>
    definePlugin({
      name: 'acme',
      requests: {
        async matchContacts(queries) {
          const name = 'Unknown caller';
          console.debug(`${queries.length} × ${name}`);
          return Object.fromEntries(queries.map(({ phoneNumber }) => [phoneNumber, [{ name }]]));
        },
      },
    }),
  'delivers its logs later, from an outbox that its clean-up stops': ({ clock }) => {
    const crm = acmeCrm(clock, 30);
    const waiting = new Map<string, object>();
    let stop = new AbortController();
    let timer: unknown;
    const deliver = async (): Promise<void> => {
      for (const [key, row] of waiting) {
        await crm.save(row, stop.signal);
        // Meanwhile it may have been replaced by a newer one.
        if (waiting.get(key) === row) waiting.delete(key);
      }
    };
    return definePlugin({
      name: 'acme',
      setup() {
        stop = new AbortController();
        return () => {
          clock.clearTimeout(timer);
          stop.abort();
        };
      },
      requests: {
        async logCall({ sessionId, call, task }) {
          const notes = task && { notes: task.notes };
          waiting.set(sessionId, { ...waiting.get(sessionId), call, ...notes });
          clock.clearTimeout(timer);
          timer = clock.setTimeout(() => void deliver().catch(() => undefined), 50);
          return 'ok';
        },
      },
    });
  },
  'logs a call once, keeps its notes, and records each change': ({ clock }) => {
    const crm = acmeCrm(clock, 10);
    const rows = new Map<
      string,
      { readonly notes?: string | undefined; readonly legs: string[] }
    >();
    const changes: object[] = [];
    return definePlugin({
      name: 'acme',
      requests: {
        async logCall({ sessionId, call, task }, { signal }) {
          await crm.save({ sessionId }, signal);
          changes.push({ sessionId, at: clock.now() });
          const { legs, notes } = rows.get(sessionId) ?? { legs: [], notes: undefined };
          const all = [...new Set([...legs, call.sessionId ?? call.id])];
          rows.set(sessionId, { legs: all, notes: task?.notes ?? notes });
          return 'ok';
        },
        matchCallLogs: async (keys) =>
          Object.fromEntries(
            keys.map((key) => [key, rows.has(key) ? [{ id: key, ...rows.get(key) }] : []]),
          ),
      },
    });
  },
  'combines the queries of a moment into one': ({ clock }) => {
    const crm = acmeCrm(clock, 20);
    let batch: Promise<void> | undefined;
    const inBatch = (): Promise<void> => {
      batch ??= new Promise<void>((done) => void clock.setTimeout(done, 10)).then(() => {
        batch = undefined;
        return crm.save({});
      });
      return batch;
    };
    return definePlugin({
      name: 'acme',
      requests: {
        async matchContacts(queries) {
          await inBatch();
          return Object.fromEntries(queries.map(({ phoneNumber }) => [phoneNumber, []]));
        },
      },
    });
  },
  'sends at most two requests at a time, and saves each call in order': ({ clock }) => {
    const crm = acmeCrm(clock, 20);
    const lanes = [Promise.resolve(), Promise.resolve()];
    let next = 0;
    return definePlugin({
      name: 'acme',
      requests: {
        logCall(log, { signal }) {
          const lane = (next += 1) % lanes.length;
          const done = lanes[lane]!.then(() => crm.save(log, signal));
          lanes[lane] = done.catch(() => undefined);
          return done;
        },
      },
    });
  },
  'keeps an emitter and a cache with timers, and releases them': ({ clock }) => {
    const client = new EventEmitter();
    const cache = new Map<string, unknown>();
    return definePlugin({
      name: 'acme',
      setup() {
        const clear = (): void => {
          for (const timer of cache.values()) clock.clearTimeout(timer);
          cache.clear();
        };
        client.on('changed', clear);
        return () => {
          client.off('changed', clear);
          clear();
        };
      },
      requests: {
        async matchContacts(queries) {
          for (const { phoneNumber } of queries) {
            clock.clearTimeout(cache.get(phoneNumber));
            cache.set(
              phoneNumber,
              clock.setTimeout(() => cache.delete(phoneNumber), 30_000),
            );
          }
          return Object.fromEntries(queries.map(({ phoneNumber }) => [phoneNumber, []]));
        },
      },
    });
  },
  'throws what names nobody when it is aborted': ({ clock }) => {
    const crm = acmeCrm(clock, 20);
    return definePlugin({
      name: 'acme',
      requests: {
        async logCall(log, { signal }) {
          await crm.save(log, signal).catch((cause: unknown) => {
            throw new Error(`Could not save the log ${log.sessionId}`, { cause });
          });
          return 'ok';
        },
      },
    });
  },
  'asks another plugin, outside of an async function': ({ clock }) => {
    const crm = acmeCrm(clock, 20);
    return definePlugin({
      name: 'acme',
      requests: {
        logCall({ sessionId, call }, { ask, signal }) {
          const { phoneNumber } = call.from;
          return ask('matchContacts', [{ phoneNumber, callType: 'inbound' }]).then((found) =>
            crm.save({ sessionId, contact: found?.[phoneNumber]?.[0]?.id }, signal),
          );
        },
      },
    });
  },
  'saves its logs in a mocked CRM, which records the calls and the requests': () => {
    const requests: object[] = [];
    const put = vi.fn(async (key: string, _row: object) => {
      requests.push({ method: 'PUT', url: `/logs/${key}` });
      return key;
    });
    return definePlugin({
      name: 'acme',
      requests: {
        async logCall({ sessionId, task }) {
          await put(sessionId, { sessionId, ...(task && { notes: task.notes }) });
          return 'ok';
        },
      },
    });
  },
  'closes its screen pop by the id of the call': () => {
    const open = new Set<string>();
    return definePlugin({
      name: 'acme',
      pushes: { ringCall: ({ call }) => void open.add(call.id) },
      requests: {
        async logCall({ call }) {
          open.delete(call.id);
          return 'ok';
        },
      },
    });
  },
  'adds a global of its own, under a symbol': () =>
    definePlugin({
      name: 'acme',
      setup() {
        (globalThis as Record<symbol, unknown>)[Symbol.for('acme.crm')] = {};
      },
      requests: { viewLead: async () => 'ok' },
    }),
  'takes real time, within its deadline': () =>
    definePlugin({
      name: 'acme',
      requests: {
        viewLead: (_lead, { signal }) =>
          new Promise((resolve, reject) => {
            signal.throwIfAborted();
            const timer = setTimeout(() => resolve('ok'), 3);
            signal.addEventListener('abort', () => {
              clearTimeout(timer);
              reject(signal.reason);
            });
          }),
      },
    }),
});
