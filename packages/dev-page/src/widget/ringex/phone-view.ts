import type { RingexState } from '@jackfield/testing';
import { byId } from '../../h.js';
import { nameOf } from '../view/format.js';
import { leadsScreen } from '../view/leads-screen.js';
import { createScreens, createStatusLine } from '../view/screens.js';
import { connectedScreen, ringingScreen } from './call-screens.js';
import { logScreen, wrapUpScreen } from './form-screens.js';
import { idleScreen } from './idle-screen.js';
import { loginScreen } from './login-screen.js';
import { callerOf, type RingexPhone } from './phone.js';

/** What the phone shows in one state: made once, so that typing and focus survive, then updated. */
export interface RingexScreen {
  readonly element: HTMLElement;
  update?(state: RingexState): void;
  close?(): void;
}

/** For the eye, and for the ear. */
const STATUS: Readonly<
  Record<RingexState['phase'], readonly [short: string, long: (name: string) => string]>
> = {
  idle: ['Available', () => 'Available'],
  dialing: ['Calling', (name) => `Calling ${name}`],
  ringing: ['Ringing', (name) => `Incoming call from ${name}`],
  connected: ['On a call', (name) => `On a call with ${name}`],
  'wrap-up': ['Wrap-up', (name) => `Wrap-up: ${name}`],
};
const LOGGED_OUT: (typeof STATUS)['idle'] = ['Logged out', () => 'Logged out'];

/** States that share a screen share its element. */
const screenKey = ({ phase, loggedIn, logPage }: RingexState, callKey: string): string =>
  `${String(loggedIn)} ${phase} ${phase === 'wrap-up' ? '' : (logPage ?? '')} ${callKey}`;

function screenFor(phone: RingexPhone, idle: RingexScreen): RingexScreen {
  const { widget } = phone;
  const { phase, loggedIn, logPage, calls, history } = widget.state;
  if (!loggedIn) return loginScreen(phone);
  if (phase === 'wrap-up') return wrapUpScreen(phone);
  const logged = [...calls, ...history].find(({ key }) => key === logPage);
  if (logged) return logScreen(phone, logged);
  const call = calls.at(-1);
  if (!call) return idle;
  return phase === 'connected' ? connectedScreen(phone, call) : ringingScreen(phone);
}

export function ringexPhoneView(phone: RingexPhone): void {
  const { widget, hasRingcx } = phone;
  const leadsPanel = byId('panel-leads');
  const pill = byId('pill');
  const service = byId('service');
  const toast = byId('toast');
  byId('tabs').hidden = !hasRingcx;
  const leads = leadsScreen(widget);
  leadsPanel.append(leads.element);
  const idle = idleScreen(phone);
  const screens = createScreens<RingexScreen>(idle);
  const say = createStatusLine();
  let shownKey = '';

  function update(): void {
    const { state } = widget;
    const call = widget.call;
    const key = screenKey(state, call?.key ?? '');
    if (key !== shownKey) screens.show(screenFor(phone, idle), state.phase === 'ringing');
    shownKey = key;
    document.body.dataset['phase'] = state.phase;
    screens.shown?.update?.(state);
    leads.update(state.leads.length > 0 ? state.leads : undefined, true);
    const [short, long] = state.loggedIn ? STATUS[state.phase] : LOGGED_OUT;
    pill.textContent = short;
    say(key, () => long(widget.call ? nameOf(callerOf(widget.call)) : ''));
    const { name } = state.service;
    service.textContent = typeof name === 'string' ? `Connected to ${name}` : 'No page connected';
    service.dataset['connected'] = String(typeof name === 'string');
    toast.textContent = state.toast;
    toast.hidden = state.toast === '';
  }

  widget.subscribe(update);
  update();
}
