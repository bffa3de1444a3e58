import type { RingexCall } from '@jackfield/testing';
import { h, icon } from '../../h.js';
import { caller } from '../view/caller.js';
import { formatDuration } from '../view/format.js';
import { taskForm } from '../view/task-form.js';
import { callerOf, type RingexPhone } from './phone.js';
import type { RingexScreen } from './phone-view.js';

/** A call that nobody has picked up yet: ours (ringing) or theirs (dialling). */
export function ringingScreen({ widget, act }: RingexPhone): RingexScreen {
  const who = caller();
  const incoming = widget.phase === 'ringing';
  return {
    element: h('div', { class: 'screen calling' }, [
      h('p', { class: 'eyebrow' }, incoming ? 'Incoming call' : 'Calling…'),
      who.element,
      h('div', { class: 'actions' }, [
        incoming &&
          h('button', { type: 'button', class: 'button go' }, [icon('phone'), 'Answer'], {
            click: () => act(() => widget.answer()),
          }),
        h(
          'button',
          { type: 'button', class: 'button stop' },
          [icon('hang-up'), incoming ? 'Decline' : 'Hang up'],
          { click: () => act(() => widget.hangUp()) },
        ),
      ]),
    ]),
    update({ calls }) {
      const call = calls.at(-1);
      if (call) who.update(callerOf(call));
    },
  };
}

export function connectedScreen(phone: RingexPhone, call: RingexCall): RingexScreen {
  const { widget, act } = phone;
  const who = caller();
  const timer = h('span', { role: 'timer', class: 'timer', 'aria-label': 'Time on this call' });
  const since = Date.now();
  const tick = (): void => {
    timer.textContent = formatDuration(Date.now() - since);
  };
  tick();
  const ticking = setInterval(tick, 1000);
  let isHeld = false;
  let isMuted = false;
  const hold = h('button', { type: 'button', class: 'button' }, 'Hold', {
    click: () => act(() => widget.hold(!isHeld)),
  });
  const mute = h('button', { type: 'button', class: 'button', 'aria-pressed': 'false' }, 'Mute', {
    click: () =>
      act(async () => {
        await widget.mute(!isMuted);
        isMuted = !isMuted;
        mute.setAttribute('aria-pressed', String(isMuted));
      }),
  });
  const log = h('button', { type: 'button', class: 'button wide' }, 'Log this call', {
    click: () => act(() => widget.clickLog(call)),
  });
  return {
    element: h('div', { class: 'screen' }, [
      h('p', { class: 'eyebrow' }, ['On the line', timer]),
      who.element,
      h('button', { type: 'button', class: 'button stop wide' }, [icon('hang-up'), 'Hang up'], {
        click: () => act(() => widget.hangUp()),
      }),
      h('div', { class: 'actions' }, [hold, mute]),
      call.source === 'ringcx'
        ? taskForm(phone.taskOf(call), (task) => phone.edit(call, task))
        : log,
    ]),
    update({ calls }) {
      const now = calls.at(-1);
      if (!now) return;
      who.update(callerOf(now));
      isHeld = now.status === 'OnHold';
      hold.setAttribute('aria-pressed', String(isHeld));
      log.hidden = !now.canLog;
      log.textContent = now.logged ? 'Edit the log of this call' : 'Log this call';
    },
    close: () => clearInterval(ticking),
  };
}
