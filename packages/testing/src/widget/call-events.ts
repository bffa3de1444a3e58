import { keyOf, type LineCall } from './call.js';
import { nameFor, queryOf } from './caller.js';
import type { Context } from './context.js';
import type { Disposition } from './disposition.js';
import { formatConnected, formatRing } from './format-call.js';
import type { PageChannel } from './page-channel.js';
import type { PresenceOwner } from './presence.js';
import type { ThirdParty } from './third-party.js';
import type { WorkerState } from './worker-state.js';

/**
 * Handles ring, answer and end (Redirect.ts:167-213; X0 Phone/index.ts:274-342): sends a push, queries
 * the contact without the cache, and opens a page for the agent.
 *
 * Not simulated: 0.x waits 50 ms before it pushes a ring or an answer.
 */
export function createCallEvents(
  context: Context,
  worker: WorkerState,
  pageChannel: PageChannel,
  thirdParty: ThirdParty,
  disposition: Disposition,
  restore: () => void,
): PresenceOwner {
  const { does, settings, storage, line, journal, changed } = context;

  const match = (call: LineCall): Promise<void> =>
    thirdParty.contacts.match([queryOf(call)], { ignoreCache: true, ignoreQueue: true });

  const format = (call: LineCall): ReturnType<typeof formatConnected> =>
    formatConnected(context, call, does('event-name') ? nameFor(thirdParty, call) : undefined);

  return {
    async ringing() {
      // 1.x requests the call from the SDK in its main tab, so an answer is pushed before its second ring.
      await Promise.resolve();
      const { call } = line.data;
      if (!call) return undefined;
      if (call.direction === 'INBOUND') {
        if (does('adapter-restored')) restore();
        pageChannel.event('ringCall', { call: formatRing(context, call) });
      }
      return match(call);
    },
    async answered(call) {
      const key = keyOf(call);
      const { dispositions } = settings;
      if (does('log-task-default') && dispositions.length > 0) {
        const preset = dispositions.find(({ isDefault }) => isDefault);
        storage.tasks[key] = { dispositionId: preset?.id ?? null, notes: '' };
      }
      Object.assign(worker, { callKey: key, page: 'call', save: 'submit', isNoteRequired: false });
      if (does('adapter-restored') && call.direction === 'INBOUND' && pageChannel.isActive())
        restore();
      const isMatchedFirst = does('match-then-new-call');
      const early = isMatchedFirst ? match(call) : undefined;
      pageChannel.event('newCall', { call: format(call) });
      changed();
      await (early ?? match(call));
    },
    async ended(call) {
      // 0.x pushes the call that the agent has open, even if another ended (X0 Phone/index.ts:337).
      const reported = does('end-call-viewed') ? storage.calls[worker.callKey] : call;
      if (!reported) {
        worker.page = 'dialer';
        // The message of V8.
        const text = "Cannot read properties of undefined (reading 'call')";
        journal.errors.push(new TypeError(text));
        return changed();
      }
      if (call.isForgotten) {
        Object.assign(worker, { page: 'dialer', callKey: '' });
        pageChannel.event('endCall', { call: undefined });
        return changed();
      }
      pageChannel.event('endCall', { call: format(reported) });
      return disposition.ended(reported);
    },
  };
}
