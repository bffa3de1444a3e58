import type { Clock, Contact, Task } from '@jackfield/core';
import type { RingexCall, RingexWidget } from '@jackfield/testing';
import { byId } from '../../h.js';
import type { Caller } from '../view/format.js';

/** What the views of the phone use of the widget, which may run elsewhere. */
export type RingexPhoneWidget = Pick<
  RingexWidget<Clock>,
  | 'version'
  | 'state'
  | 'phase'
  | 'call'
  | 'subscribe'
  | 'inboundCall'
  | 'dial'
  | 'answer'
  | 'hangUp'
  | 'hold'
  | 'mute'
  | 'clickLog'
  | 'viewLog'
  | 'saveLog'
  | 'chooseContact'
  | 'edit'
  | 'submitDisposition'
  | 'setAutoLog'
  | 'startAgentSession'
  | 'endAgentSession'
  | 'getLeads'
  | 'callLead'
  | 'viewLead'
  | 'login'
  | 'reload'
>;

/** A simulated RingEX widget, as it is shown. */
export interface RingexPhone<W extends RingexPhoneWidget = RingexPhoneWidget> {
  readonly widget: W;
  readonly hasRingcx: boolean;
  /** What the agent has entered for a call of RingCX. */
  taskOf(call: RingexCall | undefined): Task | undefined;
  edit(call: RingexCall, task: Task): void;
  /** Runs an action of the agent, and shows why it is not possible now. */
  act(action: () => Promise<unknown>): void;
}

/** Creates what the views of a phone share. */
export function ringexPhone<W extends RingexPhoneWidget>(
  widget: W,
  hasRingcx: boolean,
): RingexPhone<W> {
  const toast = byId('toast');
  const tasks = new Map<string, Task>();
  const act: RingexPhone['act'] = (action) => {
    action().catch((error: unknown) => {
      toast.textContent = error instanceof Error ? error.message : String(error);
      toast.hidden = false;
    });
  };
  return {
    widget,
    hasRingcx,
    taskOf: (call) => call && tasks.get(call.key),
    edit(call, task) {
      tasks.set(call.key, task);
      act(() => widget.edit(task));
    },
    act,
  };
}

/** The other side of a call, as the views show it. */
export const callerOf = (call: RingexCall): Caller => ({
  ani: call.number,
  matches: call.matches as readonly Partial<Contact>[],
});
