import type { WidgetCall } from '@jackfield/testing';
import { bdi, h, icon } from '../../h.js';
import type { PhoneWidget } from '../phone.js';
import { nameOf } from './format.js';
import { recentList } from './recent-list.js';
import type { Screen } from './screen.js';

function historyRow(call: WidgetCall, widget: PhoneWidget): HTMLLIElement {
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
export function idleScreen(widget: PhoneWidget): Screen {
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
  const recent = recentList<WidgetCall>((call) => historyRow(call, widget), number);
  return {
    element: h('div', { class: 'screen' }, [form, h('h2', {}, 'Recent'), ...recent.elements]),
    update: ({ history }) => recent.update(history),
  };
}
