import type { Task } from '@jackfield/core';
import { keyOf, type LineCall, type LogOutcome } from './call.js';
import { nameFor } from './caller.js';
import type { Context } from './context.js';
import { formatConnected } from './format-call.js';
import type { PageChannel } from './page-channel.js';
import type { ThirdParty } from './third-party.js';
import type { WorkerState } from './worker-state.js';

/** The page on which the agent enters the outcome of a call. */
export interface Disposition {
  /** Enters data for the open call. */
  edit(task: Task): void;
  /** Presses Submit. Resolves when the log and the query after it have been answered. */
  submit(): Promise<LogOutcome | undefined>;
  /** Leaves the page, as the agent does, or the widget after a success. */
  leave(): void;
  /** Opens the page for a call of the history. */
  open(key: string): void;
  /** Handles the end of the call: opens the page, or skips it. */
  ended(call: LineCall): Promise<unknown>;
}

/**
 * Logging a call (DispositionView.view.tsx:431-511; X0 EvActivityCallUI/index.ts:683-777):
 *
 * 1. Submit is refused while a required note is missing; otherwise it shows "saving".
 * 2. It sends logCall to the page, and the agent waits for the answer.
 * 3. It writes an error to the console, and submits the disposition to RingCX even so.
 * 4. It shows "success" for a second.
 */
export function createDisposition(
  context: Context,
  worker: WorkerState,
  pageChannel: PageChannel,
  thirdParty: ThirdParty,
): Disposition {
  const { does, settings, storage, journal, later, changed, toast } = context;
  const { dispositions, hideCallNote } = settings;

  /** shouldShowDispositionSubmitStep.ts:16-30; X0 EvActivityCallUI/index.ts:922-935 */
  const hasStep = ({ direction }: LineCall): boolean =>
    !hideCallNote || (dispositions.length > 0 && direction === 'INBOUND');

  function reset(page: WorkerState['page'], key: string): void {
    Object.assign(worker, {
      page,
      callKey: key,
      save: 'submit',
      isNoteRequired: false,
      isDispositionMissing: false,
    });
    changed();
  }

  function taskOf(key: string): Task | undefined {
    const task = storage.tasks[key];
    if (!does('log-task-undefined')) return task;
    return { dispositionId: task?.dispositionId, notes: task?.notes };
  }

  async function log(call: LineCall): Promise<readonly [LogOutcome, Promise<unknown>]> {
    const key = keyOf(call);
    const data = {
      call: formatConnected(context, call, nameFor(thirdParty, call)),
      task:
        call.serverDisposition === undefined
          ? taskOf(key)
          : {
              notes: '',
              summary: '',
              ...storage.tasks[key],
              dispositionId: call.serverDisposition,
            },
      sessionId: key,
    };
    const logged = await thirdParty.logCall(data);
    if (!logged) {
      const status = worker.service?.callLoggerEnabled ? 'dropped' : 'off';
      return [{ status, ms: 0 }, Promise.resolve()];
    }
    const { status, error, ms } = logged.answer;
    journal.holds.push({ for: 'logCall', ms, outcome: status });
    return [{ status, error, ms }, logged.after];
  }

  /** Logs the call, then submits its disposition to RingCX, which is possible only once. */
  async function submitDisposition(
    call: LineCall,
  ): Promise<readonly [LogOutcome, Promise<unknown>]> {
    const key = keyOf(call);
    const result = await log(call);
    [storage.outcomes[key]] = result;
    if (storage.tasks[key] && dispositions.length > 0) storage.disposed[key] = true;
    return result;
  }

  function leave(): void {
    const isOn = storage.active.includes(worker.callKey);
    // 0.x opens the dialler even during a call, and loses the call (X0 EvActivityCallUI/index.ts:637-645).
    if (isOn && !does('end-forgotten-throws')) reset('call', worker.callKey);
    else reset('dialer', '');
  }

  return {
    leave,
    edit({ dispositionId, notes, summary }) {
      const key = worker.callKey;
      const task: { -readonly [K in keyof Task]: Task[K] } = does('log-summary')
        ? { dispositionId: null, notes: '', summary: '', ...storage.tasks[key] }
        : { dispositionId: undefined, notes: undefined, ...storage.tasks[key] };
      // A form passes all its fields: only those that differ have changed.
      if (dispositionId !== undefined && dispositionId !== (task.dispositionId ?? null)) {
        task.dispositionId = dispositionId;
        worker.isDispositionMissing = !dispositionId;
        worker.isNoteRequired = dispositions.some(
          ({ id, requireNote }) => id === dispositionId && requireNote,
        );
      }
      if (notes !== undefined) task.notes = notes;
      if (summary !== undefined && does('log-summary')) task.summary = summary;
      storage.tasks[key] = task;
      changed();
    },
    async submit() {
      const call = storage.calls[worker.callKey];
      if (worker.save === 'saved' || !call) {
        leave();
        return undefined;
      }
      const key = worker.callKey;
      if (worker.isDispositionMissing || (worker.isNoteRequired && !storage.tasks[key]?.notes))
        return { status: 'refused', ms: 0 };
      worker.save = 'saving';
      changed();
      const [outcome, after] = await submitDisposition(call);
      if (pageChannel.isOver()) return outcome;
      worker.save = 'saved';
      toast('success', 'Call disposition submitted');
      storage.isPending = false;
      later(settings.doneMs, () => {
        if (worker.callKey === key && worker.save === 'saved') leave();
      });
      changed();
      await after;
      return outcome;
    },
    open: (key) => reset('disposition', key),
    async ended(call) {
      const key = keyOf(call);
      const isDisposed = does('log-disposed') && storage.disposed[key];
      if (isDisposed || !hasStep(call)) {
        const isLogged = does('hide-note-logs') && !hasStep(call);
        if (isLogged) worker.save = 'saving';
        const after = isLogged ? (await submitDisposition(call))[1] : undefined;
        storage.isPending = false;
        reset('dialer', '');
        return after;
      }
      // A save in progress continues.
      if (worker.save === 'submit') reset('disposition', key);
      storage.isPending = true;
      if (call.summary !== undefined && does('log-summary')) {
        const { dispositionId = null, notes = '' } = storage.tasks[key] ?? {};
        storage.tasks[key] = { dispositionId, notes, summary: call.summary };
      }
      changed();
      return undefined;
    },
  };
}
