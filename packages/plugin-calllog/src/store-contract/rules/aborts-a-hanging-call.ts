import { newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';
import { turn } from '../settled.js';

export const abortsAHangingCall: CallLogStoreRule = {
  id: 'aborts-a-hanging-call',
  promise: 'A call to a CRM that does not respond rejects once its signal aborts.',
  why: 'CRMs hang. Without this rule each such call would keep its connection open, and a browser allows only six per server.',
  fix: 'Pass the signal to fetch, and to everything else that the call waits for.',
  applies: ({ hanging }) => hanging !== undefined,
  async check({ options, attempt, describe, violation }) {
    const store = await options.hanging?.();
    if (!store) return;
    for (const [called, call] of [
      ['upsert', (signal: AbortSignal) => store.upsert(newRecord(), { signal })],
      ['find', (signal: AbortSignal) => store.find(['a$2'], { signal })],
    ] as const) {
      const controller = new AbortController();
      const calling = attempt<unknown>(() => call(controller.signal));
      await turn();
      controller.abort(new Error('The result is no longer needed'));
      const settled = await calling;
      if (settled.state === 'rejected') continue;
      throw violation({
        called: `${called} of a CRM that never answers, aborted`,
        expected: 'that it rejects',
        received: describe(settled),
      });
    }
  },
};
