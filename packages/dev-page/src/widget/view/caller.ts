import { bdi, bdiNumber, h } from '../../h.js';
import { type Caller, formatNumber, initials, namesOf, numberLine } from './format.js';

export interface CallerElement {
  readonly element: HTMLElement;
  update(call: Caller): void;
}

/** Who is on the line; the name comes with the page's answer, a moment after the ring. */
export function caller(): CallerElement {
  const avatar = h('div', { class: 'avatar', 'aria-hidden': 'true' });
  const name = h('p', { class: 'caller-name', 'data-testid': 'caller-name' });
  const several = h('ul', { class: 'caller-names' });
  const number = h('p', { class: 'caller-number' });
  return {
    element: h('div', { class: 'caller' }, [avatar, h('div', {}, [name, several, number])]),
    update(call) {
      const names = namesOf(call);
      const isOne = names.length < 2;
      const shown = isOne
        ? (names[0] ?? formatNumber(call.ani))
        : `${call.matches.length} contacts have this number`;
      avatar.textContent = initials(call);
      name.title = shown;
      name.replaceChildren(bdi(shown));
      several.hidden = isOne;
      several.replaceChildren(...(isOne ? [] : names).map((each) => h('li', {}, [bdi(each)])));
      number.replaceChildren(bdiNumber(numberLine(call)));
    },
  };
}
