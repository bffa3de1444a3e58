import { h, icon } from '../../h.js';
import type { PhoneWidget } from '../phone.js';
import { caller } from './caller.js';
import type { Screen } from './screen.js';

/** A call that nobody has picked up yet: ours (ringing) or theirs (dialling). */
export function ringingScreen(widget: PhoneWidget): Screen {
  const who = caller();
  const incoming = widget.state.phase === 'ringing';
  return {
    element: h('div', { class: 'screen calling' }, [
      h('p', { class: 'eyebrow' }, incoming ? 'Incoming call' : 'Calling…'),
      who.element,
      h('div', { class: 'actions' }, [
        incoming &&
          h('button', { type: 'button', class: 'button go' }, [icon('phone'), 'Answer'], {
            click: () => void widget.answer(),
          }),
        h(
          'button',
          { type: 'button', class: 'button stop' },
          [icon('hang-up'), incoming ? 'Decline' : 'Hang up'],
          { click: () => void widget.hangUp() },
        ),
      ]),
    ]),
    update: ({ call }) => call && who.update(call),
  };
}
