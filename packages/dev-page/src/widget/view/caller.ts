import { h } from '../../h.js';
import { type Caller, initials, nameOf, numberLine } from './format.js';

export interface CallerElement {
  readonly element: HTMLElement;
  update(call: Caller): void;
}

/** Who is on the line; the name comes with the page's answer, a moment after the ring. */
export function caller(): CallerElement {
  const avatar = h('div', { class: 'avatar', 'aria-hidden': 'true' });
  const name = h('p', { class: 'caller-name', 'data-testid': 'caller-name' });
  const number = h('p', { class: 'caller-number' });
  return {
    element: h('div', { class: 'caller' }, [avatar, h('div', {}, [name, number])]),
    update(call) {
      avatar.textContent = initials(call);
      name.textContent = nameOf(call);
      number.textContent = numberLine(call);
    },
  };
}
