import { newRecord } from '../records.js';
import type { CallLogStoreRule } from '../store-rule.js';
import { turn } from '../outcome.js';

export const endsAHangingCall: CallLogStoreRule = {
  id: 'ends-a-hanging-call',
  promise: 'A call that the CRM never answers rejects once its signal has aborted.',
  why: 'CRMs hang: without this, each such call keeps its connection for ever, and the browser has six for a server.',
  fix: 'Hand the signal to fetch, and to whatever else the call waits for.',
  applies: ({ hanging }) => hanging !== undefined,
  async check({ options, attempt, describe, breach }) {
    const store = await options.hanging?.();
    if (!store) return;
    for (const [asked, call] of [
      ['upsert', (signal: AbortSignal) => store.upsert(newRecord(), { signal })],
      ['find', (signal: AbortSignal) => store.find(['a$2'], { signal })],
    ] as const) {
      const controller = new AbortController();
      const calling = attempt<unknown>(() => call(controller.signal));
      await turn();
      controller.abort(new Error('Nobody waits any longer'));
      const outcome = await calling;
      if (outcome.state === 'rejected') continue;
      throw breach({
        asked: `${asked} of a CRM that never answers, aborted`,
        expected: 'that it rejects',
        came: describe(outcome),
      });
    }
  },
};
