import { h } from '../../h.js';
import type { PhoneWidget } from '../phone.js';
import type { Screen } from './screen.js';

export function loginScreen(widget: PhoneWidget): Screen {
  return {
    element: h('div', { class: 'screen' }, [
      h('p', { class: 'empty' }, 'The agent is logged out.'),
      h('button', { type: 'button', class: 'button primary wide' }, 'Log in', {
        click: () => void widget.login(),
      }),
    ]),
  };
}
