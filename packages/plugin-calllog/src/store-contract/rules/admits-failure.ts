import { newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';

export const admitsFailure: CallLogStoreRule = {
  id: 'admits-failure',
  promise: 'What the CRM did not take does not resolve.',
  why: 'The outbox deletes what was delivered: a log that was refused and said to be written is lost. A find that failed is not the same as “not logged”.',
  fix: 'Look at `response.ok`: fetch rejects for a broken connection only. Catch no error without throwing another.',
  applies: ({ failing }) => failing !== undefined,
  async check({ options, signal, attempt, breach }) {
    const store = await options.failing?.();
    if (!store) return;
    for (const [asked, call] of [
      ['upsert', () => store.upsert(newRecord(), { signal })],
      ['find', () => store.find(['a$2'], { signal })],
    ] as const) {
      const { state } = await attempt<unknown>(call);
      if (state === 'rejected' || state === 'threw') continue;
      throw breach({
        asked: `${asked} of a CRM that refuses`,
        expected: 'that it rejects',
        came: state === 'hung' ? 'that it hangs' : 'that it resolves',
      });
    }
  },
};
