import { h, icon } from '../../h.js';
import type { Call, LogOutcome } from '../sim/call.js';
import type { SimulatedWidget } from '../sim/simulated-widget.js';
import { caller } from './caller.js';
import type { Screen } from './screen.js';

function truth(outcome: LogOutcome | undefined): HTMLElement | undefined {
  if (outcome === 'off')
    return h('p', { class: 'truth' }, 'No page asked for call logs: nothing was sent.');
  if (typeof outcome !== 'object') return undefined;
  return h('div', { class: 'truth bad', 'data-testid': 'log-error' }, [
    h('p', {}, [h('strong', {}, 'The agent sees: success.'), ' The widget really got this error:']),
    h('p', { class: 'code' }, outcome.error),
  ]);
}

/** What the agent sees after a submit, and, since this is a simulator, what really came back. */
export function doneScreen(widget: SimulatedWidget, call: Call): Screen {
  const who = caller();
  const tick = h('span', { class: 'tick', 'data-testid': 'logged-tick' });
  return {
    element: h('div', { class: 'screen' }, [
      h('p', { class: 'eyebrow' }, 'Call ended'),
      who.element,
      h('div', { class: 'success' }, [icon('check'), h('p', {}, 'Disposition submitted'), tick]),
      truth(call.outcome),
      h('button', { type: 'button', class: 'button primary wide' }, 'Done', {
        click: () => widget.finish(),
      }),
    ]),
    update() {
      who.update(call);
      tick.hidden = !call.logged;
      if (call.logged && !tick.firstChild) tick.append(icon('check'), 'logged');
    },
  };
}
