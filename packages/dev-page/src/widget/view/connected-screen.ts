import type { WidgetCall } from '@jackfield/testing';
import { h, icon } from '../../h.js';
import type { PhoneWidget } from '../phone.js';
import { caller } from './caller.js';
import { formatDuration } from './format.js';
import type { Screen } from './screen.js';
import { taskForm } from './task-form.js';

export function connectedScreen(widget: PhoneWidget, call: WidgetCall): Screen {
  const who = caller();
  const timer = h('span', { role: 'timer', class: 'timer', 'aria-label': 'Time on this call' });
  const tick = (): void => {
    timer.textContent = formatDuration(Date.now() - (call.connectedAt ?? Date.now()));
  };
  tick();
  const ticking = setInterval(tick, 1000);
  return {
    element: h('div', { class: 'screen' }, [
      h('p', { class: 'eyebrow' }, ['On the line', timer]),
      who.element,
      h('div', { class: 'actions' }, [
        h('button', { type: 'button', class: 'button stop' }, [icon('hang-up'), 'Hang up'], {
          click: () => void widget.hangUp(),
        }),
      ]),
      taskForm(call.task, (task) => void widget.edit(task)),
    ]),
    update: ({ call: shown = call }) => who.update(shown),
    close: () => clearInterval(ticking),
  };
}
