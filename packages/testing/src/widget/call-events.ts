import { keyOf, type LineCall } from './call.js';
import { nameFor, queryOf } from './caller.js';
import type { Context } from './context.js';
import type { Disposition } from './disposition.js';
import { formatConnected, formatRing } from './format-call.js';
import type { Outlet } from './outlet.js';
import type { PresenceOwner } from './presence.js';
import type { ThirdParty } from './third-party.js';
import type { WorkerState } from './worker-state.js';

/**
 * What ring, answer and end lead to (Redirect.ts:167-213; X0 Phone/index.ts:274-342): a push, a
 * question for the contact past the cache, and the page that the agent is led to.
 *
 * Left out: 0.x waits 50 ms before it tells a ring or an answer.
 */
export function createCallEvents(
  context: Context,
  worker: WorkerState,
  outlet: Outlet,
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
      // 1.x asks the SDK in its main tab for the call, so an answer is told before its second ring.
      await Promise.resolve();
      const { call } = line.data;
      if (!call) return undefined;
      if (call.direction === 'INBOUND') {
        if (does('adapter-restored')) restore();
        outlet.event('ringCall', { call: formatRing(context, call) });
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
      if (does('adapter-restored') && call.direction === 'INBOUND' && outlet.isActive()) restore();
      const isMatchedFirst = does('match-then-new-call');
      const early = isMatchedFirst ? match(call) : undefined;
      outlet.event('newCall', { call: format(call) });
      changed();
      await (early ?? match(call));
    },
    async ended(call) {
      // 0.x tells the call that is looked at, whichever ended (X0 Phone/index.ts:337).
      const told = does('end-call-viewed') ? storage.calls[worker.callKey] : call;
      if (!told) {
        worker.page = 'dialer';
        // As V8 says it.
        const text = "Cannot read properties of undefined (reading 'call')";
        journal.errors.push(new TypeError(text));
        return changed();
      }
      if (call.isForgotten) {
        Object.assign(worker, { page: 'dialer', callKey: '' });
        outlet.event('endCall', { call: undefined });
        return changed();
      }
      outlet.event('endCall', { call: format(told) });
      return disposition.ended(told);
    },
  };
}
