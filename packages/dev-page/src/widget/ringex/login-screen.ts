import { h } from '../../h.js';
import type { RingexPhone } from './phone.js';
import type { RingexScreen } from './phone-view.js';

export const loginScreen = ({ widget, act }: RingexPhone): RingexScreen => ({
  element: h('div', { class: 'screen' }, [
    h('p', { class: 'empty' }, 'The agent is logged out.'),
    h('button', { type: 'button', class: 'button primary wide' }, 'Log in', {
      click: () => act(() => widget.login()),
    }),
  ]),
});
