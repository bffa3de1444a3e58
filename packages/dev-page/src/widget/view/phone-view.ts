import type { WidgetState } from '@jackfield/testing';
import { byId } from '../../h.js';
import type { PhoneWidget } from '../phone.js';
import { connectedScreen } from './connected-screen.js';
import { doneScreen } from './done-screen.js';
import { nameOf } from './format.js';
import { idleScreen } from './idle-screen.js';
import { leadsScreen } from './leads-screen.js';
import { loginScreen } from './login-screen.js';
import { ringingScreen } from './ringing-screen.js';
import type { Screen } from './screen.js';
import { createScreens, createStatusLine } from './screens.js';
import { wrapUpScreen } from './wrap-up-screen.js';

/** For the eye, and for the ear. */
const STATUS: Readonly<
  Record<WidgetState['phase'], readonly [short: string, long: (name: string) => string]>
> = {
  idle: ['Available', () => 'Available'],
  dialing: ['Calling', (name) => `Calling ${name}`],
  ringing: ['Ringing', (name) => `Incoming call from ${name}`],
  connected: ['On a call', (name) => `On a call with ${name}`],
  'wrap-up': ['Wrap-up', (name) => `Wrap-up: ${name}`],
  saving: ['Saving', () => 'Saving the call log'],
  done: ['Wrapped up', () => 'Disposition submitted'],
};

const LOGGED_OUT: (typeof STATUS)['idle'] = ['Logged out', () => 'Logged out'];

function screenFor(widget: PhoneWidget, idle: Screen): Screen {
  const { phase, call, loggedIn } = widget.state;
  if (!loggedIn) return loginScreen(widget);
  if (!call) return idle;
  if (phase === 'ringing' || phase === 'dialing') return ringingScreen(widget);
  if (phase === 'connected') return connectedScreen(widget, call);
  return phase === 'done' ? doneScreen(widget, call) : wrapUpScreen(widget, call);
}

/** Phases that share a screen share its element, so that a form keeps its focus. */
const screenKey = ({ phase, call, loggedIn }: WidgetState): string =>
  `${String(loggedIn)} ${phase === 'saving' ? 'wrap-up' : phase} ${call?.key ?? ''}`;

export function phoneView(widget: PhoneWidget): void {
  const leadsPanel = byId('panel-leads');
  const pill = byId('pill');
  const service = byId('service');
  const toast = byId('toast');

  const leads = leadsScreen(widget);
  leadsPanel.append(leads.element);
  const idle = idleScreen(widget);
  const screens = createScreens<Screen>(idle);
  const say = createStatusLine();
  let shownKey = '';

  function update(): void {
    const { state } = widget;
    const key = screenKey(state);
    if (key !== shownKey) screens.show(screenFor(widget, idle), state.phase === 'ringing');
    shownKey = key;
    document.body.dataset.phase = state.phase;
    screens.shown?.update?.(state);
    leads.update(state.leads, state.service?.leadViewerEnabled ?? false);
    const [short, long] = state.loggedIn ? STATUS[state.phase] : LOGGED_OUT;
    pill.textContent = short;
    say(key, () => long(widget.state.call ? nameOf(widget.state.call) : ''));
    service.textContent = state.service
      ? `Connected to ${state.service.name}`
      : 'No page connected';
    service.dataset.connected = String(Boolean(state.service));
    // A success has a screen of its own.
    const said = widget.toasts.at(-1)?.kind === 'success' ? '' : state.toast;
    toast.textContent = said;
    toast.hidden = said === '';
  }

  widget.subscribe(update);
  update();
}
