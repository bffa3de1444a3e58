import type { RingexCall } from '@jackfield/testing';
import { h } from '../../h.js';
import { caller } from '../view/caller.js';
import { taskForm } from '../view/task-form.js';
import { callerOf, type RingexPhone } from './phone.js';
import type { RingexScreen } from './phone-view.js';

/** A form whose button waits for the page's answer. */
function form(
  eyebrow: string,
  call: RingexCall | undefined,
  fields: readonly Node[],
  button: string,
  submit: () => Promise<unknown>,
  act: RingexPhone['act'],
): HTMLElement {
  const who = caller();
  if (call) who.update(callerOf(call));
  // Not `disabled`: that would drop the keyboard's focus on the floor.
  const send = h('button', { type: 'submit', class: 'button primary wide' }, button);
  return h(
    'form',
    { class: 'screen', novalidate: true },
    [h('p', { class: 'eyebrow' }, eyebrow), call && who.element, ...fields, send],
    {
      submit: (event) => {
        event.preventDefault();
        if (send.getAttribute('aria-disabled') === 'true') return;
        send.setAttribute('aria-disabled', 'true');
        send.textContent = 'Saving…';
        act(() =>
          submit().finally(() => {
            send.setAttribute('aria-disabled', 'false');
            send.textContent = button;
          }),
        );
      },
    },
  );
}

/** After a call of RingCX: its disposition. */
export function wrapUpScreen(phone: RingexPhone): RingexScreen {
  const { widget, act } = phone;
  const { call } = widget;
  const fields = taskForm(phone.taskOf(call), (task) => call && phone.edit(call, task));
  const submit = (): Promise<unknown> => widget.submitDisposition();
  return { element: form('Wrap-up: what came of the call', call, [fields], 'Submit', submit, act) };
}

/** The log page of a call. */
export function logScreen(phone: RingexPhone, call: RingexCall): RingexScreen {
  const { widget, act } = phone;
  const note = h('textarea', { id: 'notes', dir: 'auto', rows: 3, maxlength: 32000 });
  note.value = phone.taskOf(call)?.notes ?? '';
  const field = h('div', { class: 'task' }, [h('label', { for: 'notes' }, 'Note'), note]);
  const save = (): Promise<unknown> =>
    widget.saveLog(note.value === '' ? {} : { note: note.value }, call);
  return { element: form('Log the call', call, [field], 'Save', save, act) };
}
