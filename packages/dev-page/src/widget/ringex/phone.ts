import type { Clock, Contact, Task } from '@jackfield/core';
import {
  createRingexWidget,
  type RingexCall,
  type RingexVersion,
  type RingexWidget,
  type RingexWidgetOptions,
} from '@jackfield/testing';
import { byId } from '../../h.js';
import { DISPOSITIONS, LEADS } from '../data.js';
import type { Caller } from '../view/format.js';

/** The simulated RingEX widget, as it runs in this frame. */
export interface RingexPhone {
  readonly widget: RingexWidget<Clock>;
  readonly hasRingcx: boolean;
  /** What the agent has entered for a call of RingCX. */
  taskOf(call: RingexCall | undefined): Task | undefined;
  edit(call: RingexCall, task: Task): void;
  /** Runs an action of the agent, and shows why it is not possible now. */
  act(action: () => Promise<unknown>): void;
}

/** How Acme's agent is set up. */
const ACME: RingexWidgetOptions = {
  leads: LEADS,
  dispositions: DISPOSITIONS,
};

/**
 * Starts the widget as the frame's address asks for it: `?widget=ringex&version=3.1&ringcx=1`, and
 * `&options={…}` with any other set-up than Acme's.
 */
export function startRingexPhone(address: URLSearchParams): RingexPhone {
  const options = address.get('options');
  const version = address.get('version');
  const hasRingcx = address.get('ringcx') === '1';
  const widget = createRingexWidget({
    ...(options ? (JSON.parse(options) as RingexWidgetOptions) : ACME),
    ...(version ? { version: version as RingexVersion } : {}),
    ...(hasRingcx ? { ringcx: true } : {}),
    page: globalThis.parent,
  });
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
