import type { RingexCall, RingexState } from '@jackfield/testing';
import { bdi, h, icon, isolated } from '../../h.js';
import { nameOf } from '../view/format.js';
import { recentList } from '../view/recent-list.js';
import { callerOf, type RingexPhone } from './phone.js';
import type { RingexScreen } from './phone-view.js';

/** The states of a log that is not in the CRM, in the words of the screen. */
const STATES: Readonly<Record<string, string>> = { pending: 'log waits', failed: 'log failed' };

function statusElement({ logged, statusRow }: RingexCall): HTMLElement | false {
  if (statusRow) {
    const state = String(statusRow['status']);
    const { message } = statusRow as { readonly message?: unknown };
    return h(
      'span',
      {
        class: 'recent-state',
        'data-state': state,
        'data-testid': 'status-row',
        title: typeof message === 'string' ? message : undefined,
      },
      STATES[state] ?? state,
    );
  }
  return logged && h('span', { class: 'tick' }, [icon('check'), 'logged']);
}

function historyRow(
  call: RingexCall,
  { widget, act }: RingexPhone,
  canLog: boolean,
): HTMLLIElement {
  const caller = callerOf(call);
  const name = nameOf(caller);
  const isInbound = call.direction === 'Inbound';
  const button = (text: string, label: string, run: () => Promise<unknown>): Node =>
    h('button', { type: 'button', class: 'button small', 'aria-label': label }, text, {
      click: () => act(run),
    });
  const actions = [
    call.canLog &&
      button(
        call.logged ? 'Edit' : 'Log',
        `${call.logged ? 'Edit the log of' : 'Log'} ${name}`,
        () => widget.clickLog(call),
      ),
    canLog && call.logged && button('View', `View the log of ${name}`, () => widget.viewLog(call)),
    // Which of several contacts it was, only the agent knows.
    ...(caller.matches.length > 1
      ? caller.matches.map(({ id, name: contact = '' }) =>
          button(contact, `It was ${isolated(contact)}`, () =>
            widget.chooseContact(String(id), call),
          ),
        )
      : []),
  ];
  return h('li', { class: 'recent tall' }, [
    icon(isInbound ? 'inbound' : 'outbound'),
    h('span', { class: 'recent-name' }, [
      h('span', { class: 'visually-hidden' }, isInbound ? 'From ' : 'To '),
      bdi(name),
    ]),
    statusElement(call),
    h('span', { class: 'recent-actions' }, actions),
  ]);
}

const sessionText = (status: RingexState['agent']['status']): string =>
  status === 'ready' ? 'End the RingCX session' : 'Start the RingCX session';

/** Dial a number, or look back at calls, each with the state of its log. */
export function idleScreen(phone: RingexPhone): RingexScreen {
  const { widget, hasRingcx, act } = phone;
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
        const source = widget.state.agent.status === 'ready' ? 'ringcx' : 'ringcentral';
        act(() => widget.dial(number.value, { source }));
      },
    },
  );
  const session = h('button', { type: 'button', class: 'button wide' }, '', {
    click: () =>
      act(() =>
        widget.state.agent.status === 'ready'
          ? widget.endAgentSession()
          : widget.startAgentSession(),
      ),
  });
  let canLog = false;
  const recent = recentList<RingexCall>((call) => historyRow(call, phone, canLog), number);
  return {
    element: h('div', { class: 'screen' }, [
      hasRingcx && session,
      form,
      h('h2', {}, 'Recent'),
      ...recent.elements,
    ]),
    update({ history, agent, service }) {
      session.textContent = sessionText(agent.status);
      canLog = service.hasCallLogger;
      recent.update(history, canLog);
    },
  };
}
