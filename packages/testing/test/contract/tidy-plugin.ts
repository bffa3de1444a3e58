import { definePlugin, type Contact } from '@jackfield/core';
import type { PluginFactory } from '../../src/contract/contract-options.js';
import { acmeCrm, type AcmeCrm } from './acme-crm.js';

/** The page's event bus, which outlives every host. */
const page = new EventTarget();

const BUSY_MS = 4_000;
const POLL_MS = 60_000;

/** Opens every kind of resource that a plugin may open, and returns a function that closes them. */
function connect(signal: AbortSignal, changed: () => void): () => void {
  page.addEventListener('contact-changed', changed, { signal });
  page.addEventListener('first-contact', changed, { once: true });
  const channel = new BroadcastChannel('tidy');
  (channel as { unref?(): void }).unref?.();
  channel.addEventListener('message', changed);
  const timer = setInterval(changed, POLL_MS);
  return () => {
    page.removeEventListener('first-contact', changed);
    channel.close();
    clearInterval(timer);
  };
}

/** A plugin that opens resources, waits, races, caches and coalesces requests, and cleans up everything. */
export const tidy: PluginFactory = ({ clock }) => {
  const crm: AcmeCrm = acmeCrm(clock, 150);
  const cache = new Map<string, Promise<Contact>>();
  const rows = new Map<string, object>();
  const rejected: unknown[] = [];
  const opened = (async () => {
    await new Promise<void>((open) => void clock.setTimeout(open, 30));
    return rows;
  })();

  async function inTime<T>(work: Promise<T>): Promise<T> {
    let timer: unknown;
    const late = new Promise<never>((_resolve, reject) => {
      timer = clock.setTimeout(() => reject(new Error('The CRM is busy')), BUSY_MS);
    });
    return Promise.race([work, late]).finally(() => clock.clearTimeout(timer));
  }

  return definePlugin({
    name: 'tidy',
    async setup({ signal }) {
      const close = connect(signal, () => cache.clear());
      await opened;
      return close;
    },
    requests: {
      async logCall({ call, task, sessionId }, { signal }) {
        await inTime(crm.save({ caller: call.from.phoneNumber, notes: task?.notes }, signal));
        (await opened).set(sessionId, call);
        return 'ok';
      },
      async matchCallLogs(keys) {
        const logged = await opened;
        return Object.fromEntries(keys.map((key) => [key, logged.has(key) ? [{ id: key }] : []]));
      },
      async matchContacts(queries, { signal }) {
        const unknown = queries
          .map(({ phoneNumber }) => phoneNumber)
          .filter((it) => !cache.has(it));
        if (unknown.length > 0) {
          const people = inTime(crm.find(unknown, signal));
          for (const [index, number] of unknown.entries()) {
            const person = people.then((all) => all[index] as Contact);
            person.catch(() => cache.delete(number));
            cache.set(number, person);
          }
        }
        const found = queries.map(
          async ({ phoneNumber }) => [phoneNumber, [await cache.get(phoneNumber)]] as const,
        );
        return Object.fromEntries(await Promise.all(found)) as Record<string, readonly Contact[]>;
      },
    },
    invalid: { logCall: (raw) => void rejected.push(raw) },
    pushes: {
      init: () => undefined,
      ringCall: ({ call }) => void cache.delete(call.from.phoneNumber),
      endCall: async ({ call }) => {
        await opened;
        if (call) rows.delete(call.id);
      },
    },
  });
};
