import type { WidgetCall } from '@jackfield/testing';
import { h } from '../../h.js';
import type { PhoneWidget } from '../phone.js';
import { caller } from './caller.js';
import { formatDuration } from './format.js';
import type { Screen } from './screen.js';
import { taskForm } from './task-form.js';

/** After the call. Submit waits for the page's answer before the agent is free again. */
export function wrapUpScreen(widget: PhoneWidget, call: WidgetCall): Screen {
  const who = caller();
  const submit = h('button', { type: 'submit', class: 'button primary wide' }, 'Submit');
  const lasted = formatDuration((call.endedAt ?? 0) - (call.connectedAt ?? 0));
  return {
    element: h(
      'form',
      { class: 'screen', novalidate: true },
      [
        h('p', { class: 'eyebrow' }, [
          'Wrap-up: what came of the call',
          h('span', { class: 'timer' }, lasted),
        ]),
        who.element,
        taskForm(call.task, (task) => void widget.edit(task)),
        submit,
      ],
      {
        submit: (event) => {
          event.preventDefault();
          void widget.submitDisposition();
        },
      },
    ),
    update({ phase, call: shown = call }) {
      who.update(shown);
      // Not `disabled`: that would drop the keyboard's focus on the floor.
      submit.setAttribute('aria-disabled', String(phase === 'saving'));
      submit.textContent = phase === 'saving' ? 'Saving…' : 'Submit';
    },
  };
}
