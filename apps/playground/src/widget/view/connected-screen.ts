import { h, icon } from '../../h.js';
import type { Call } from '../sim/call.js';
import type { SimulatedWidget } from '../sim/simulated-widget.js';
import { caller } from './caller.js';
import { formatDuration } from './format.js';
import type { Screen } from './screen.js';
import { taskForm } from './task-form.js';

export function connectedScreen(widget: SimulatedWidget, call: Call): Screen {
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
          click: () => widget.hangUp(),
        }),
      ]),
      taskForm(call, (task) => widget.edit(task)),
    ]),
    update: () => who.update(call),
    close: () => clearInterval(ticking),
  };
}
