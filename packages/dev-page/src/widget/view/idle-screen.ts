import type { WidgetCall } from '@jackfield/testing';
import { bdi, h, icon } from '../../h.js';
import type { Phone } from '../phone.js';
import { nameOf } from './format.js';
import type { Screen } from './screen.js';

function historyRow(call: WidgetCall, widget: Phone): HTMLLIElement {
  const name = nameOf(call);
  return h('li', { class: 'recent' }, [
    icon(call.direction === 'INBOUND' ? 'inbound' : 'outbound'),
    h('span', { class: 'recent-name' }, [
      h('span', { class: 'visually-hidden' }, call.direction === 'INBOUND' ? 'From ' : 'To '),
      bdi(name),
    ]),
    call.logged && h('span', { class: 'tick' }, [icon('check'), 'logged']),
    h(
      'button',
      { type: 'button', class: 'button small', 'aria-label': `Edit the log of ${name}` },
      'Edit',
      { click: () => void widget.reopen(call) },
    ),
  ]);
}

/** Dial a number, or look back at the calls of this session. */
export function idleScreen(widget: Phone): Screen {
  const number = h('input', {
    id: 'dial',
    type: 'tel',
    dir: 'ltr',
    autocomplete: 'off',
    placeholder: '(650) 555-0142',
  });
  const form = h(
    'form',
    { class: 'dialler', novalidate: true },
    [
      h('label', { for: 'dial' }, 'Number'),
      h('div', { class: 'joined' }, [
        number,
        h('button', { type: 'submit', class: 'button go' }, [icon('phone'), 'Call']),
      ]),
    ],
    {
      submit: (event) => {
        event.preventDefault();
        void widget.dial(number.value);
      },
    },
  );
  const list = h('ul', { class: 'recents' });
  const empty = h('p', { class: 'empty' }, 'No calls yet. Start one below with “Incoming call”.');
  return {
    element: h('div', { class: 'screen' }, [form, h('h2', {}, 'Recent'), empty, list]),
    update({ history }) {
      empty.hidden = history.length > 0;
      list.hidden = history.length === 0;
      list.replaceChildren(...history.map((call) => historyRow(call, widget)));
    },
  };
}
