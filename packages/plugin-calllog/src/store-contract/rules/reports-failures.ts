import { newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const reportsFailures: CallLogStoreRule = {
  id: 'reports-failures',
  promise: 'A call rejects if the CRM did not accept it.',
  why: 'The outbox deletes delivered logs. A log that the CRM refused, but that is reported as written, is lost. A failed find is not the same as “not logged”.',
  fix: 'Check `response.ok`: fetch rejects only if the connection fails. Do not catch an error without throwing another.',
  applies: ({ failing }) => failing !== undefined,
  async check({ options, signal, attempt, violation }) {
    const store = await options.failing?.();
    if (!store) return;
    for (const [called, call] of [
      ['upsert', () => store.upsert(newRecord(), { signal })],
      ['find', () => store.find(['a$2'], { signal })],
    ] as const) {
      const { state } = await attempt<unknown>(call);
      if (state === 'rejected' || state === 'threw') continue;
      throw violation({
        called: `${called} of a CRM that refuses`,
        expected: 'that it rejects',
        received: state === 'hung' ? 'that it hangs' : 'that it resolves',
      });
    }
  },
};
