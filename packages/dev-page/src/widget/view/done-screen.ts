import type { WidgetCall } from '@jackfield/testing';
import { h, icon } from '../../h.js';
import type { PhoneWidget } from '../phone.js';
import { caller } from './caller.js';
import type { Screen } from './screen.js';

function truth(outcome: WidgetCall['outcome']): HTMLElement | undefined {
  if (outcome?.status === 'off')
    return h('p', { class: 'truth' }, 'No page asked for call logs: nothing was sent.');
  if (outcome?.error === undefined) return undefined;
  return h('div', { class: 'truth bad', 'data-testid': 'log-error' }, [
    h('p', {}, [h('strong', {}, 'The agent sees: success.'), ' The widget really got this error:']),
    h('p', { class: 'code' }, outcome.error),
  ]);
}

/** What the agent sees after a submit, and, since this is a simulator, what really came back. */
export function doneScreen(widget: PhoneWidget, call: WidgetCall): Screen {
  const who = caller();
  const tick = h('span', { class: 'tick', 'data-testid': 'logged-tick' });
  return {
    element: h('div', { class: 'screen' }, [
      h('p', { class: 'eyebrow' }, 'Call ended'),
      who.element,
      h('div', { class: 'success' }, [icon('check'), h('p', {}, 'Disposition submitted'), tick]),
      truth(call.outcome),
      h('button', { type: 'button', class: 'button primary wide' }, 'Done', {
        click: () => void widget.finish(),
      }),
    ]),
    update({ call: shown = call }) {
      who.update(shown);
      tick.hidden = !shown.logged;
      if (shown.logged && !tick.firstChild) tick.append(icon('check'), 'logged');
    },
  };
}
