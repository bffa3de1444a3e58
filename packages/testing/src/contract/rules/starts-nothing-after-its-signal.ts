import { settle } from '../../test-clock.js';
import { isMerged } from '../baseline.js';
import type { ContractRule } from '../contract-rule.js';
import { letWorkEnd } from '../let-work-end.js';
import { turn } from '../real-time.js';
import { requestsOf } from '../subjects.js';
import { watchRows } from '../watch/watch-rows.js';
import { watchWork } from '../watch/watch-work.js';

/** How far the clock may advance until the handler settles. */
const SOON_MS = 500;

export const startsNothingAfterItsSignal: ContractRule = {
  id: 'starts-nothing-after-its-signal',
  promise: 'A handler starts no further work after its signal has aborted.',
  why: 'At the deadline the widget has received an error, and the agent submits the log again: what is saved after that is a second log, or overwrites a newer one.',
  fix: 'Call `signal.throwIfAborted()` after each `await`, before the handler writes, and pass the signal on: `crm.save(log, { signal })`.',
  // Searching on for a matcher costs time, and changes nothing.
  subjects: (plugin) => requestsOf(plugin).filter((name) => !isMerged(name)),
  async check({ message, dataOf, withHarness, violation }) {
    for (const data of dataOf(message).examples) {
      await withHarness(async (harness) => {
        const { clock, pluginClock } = harness;
        const { meter } = pluginClock;
        const work = watchWork(meter);
        const rows = watchRows((container) => container === harness.calls);
        const { sessionId: key } = data as { readonly sessionId?: string };
        const countRows = (): number => (key ? rows.with(key).length : 0);
        await rows
          .during(async () => {
            const controller = new AbortController();
            const call = harness.call(message, data, controller.signal);
            await settle();
            await turn();
            const { next } = pluginClock;
            // Only a handler that waits for something can be aborted while it does.
            if (next !== undefined) await clock.advance((next - clock.elapsed()) / 2);
            else if (!work.isBusy) return;
            if (call.state !== 'running') return;
            controller.abort(new Error('The answer is no longer needed'));
            meter.reset();
            const rowsBefore = countRows();
            if (!(await harness.until(() => call.state !== 'running', SOON_MS))) return;
            const { startedAndEnded } = meter;
            meter.reset();
            await letWorkEnd(harness, work);
            const isSaved = countRows() > rowsBefore;
            if (startedAndEnded === 0 && meter.ended === 0 && !isSaved) return;
            throw violation({
              given: data,
              expected: 'no further work after the signal aborts',
              received: isSaved
                ? `a row with the key ${key}, which is written after it`
                : startedAndEnded > 0
                  ? 'another timer or request to a server, which is started after it'
                  : 'work that goes on after the handler has settled',
            });
          })
          .finally(() => {
            rows.stop();
            work.stop();
          });
      });
    }
  },
};
