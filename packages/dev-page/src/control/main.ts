import type { Panel } from '@jackfield/testing/served';
import { byId } from '../h.js';
import { count } from '../page/message-list.js';
import { ringexPhone } from '../widget/ringex/phone.js';
import { ringexPhoneView } from '../widget/ringex/phone-view.js';
import { phoneView } from '../widget/view/phone-view.js';
import { conditionsView } from './conditions-view.js';
import './control.css';
import { messagesView } from './messages-view.js';
import { problemsView } from './problems-view.js';
import { connect } from './remote.js';
import { ringcxPhone, ringexPhoneWidget } from './remote-phone.js';
import { ringcxSimulator, ringexSimulator } from './simulator.js';

function onError(error: unknown): void {
  const toast = byId('toast');
  toast.textContent = error instanceof Error ? error.message : String(error);
  toast.hidden = false;
}

const connection = byId('connection');
const { title } = document;
let update: ((panel: Panel) => void) | undefined;
let hadRingcx: boolean | undefined;

/** Shows the phone of the wire, once there is a widget. */
function startPhone(panel: Panel): (panel: Panel) => void {
  if (panel.wire === 'ringcx') {
    const phone = ringcxPhone(panel, { remote, onError });
    phoneView(phone.widget);
    ringcxSimulator(phone.widget);
    return phone.update;
  }
  const phone = ringexPhoneWidget(panel, { remote });
  const shown = ringexPhone(phone.widget, panel.hasRingcx);
  ringexPhoneView(shown);
  ringexSimulator(shown);
  return phone.update;
}

function showPanel(panel: Panel): void {
  const { pages, state, hasRingcx } = panel;
  const isThere = state !== undefined;
  byId('setup').hidden = pages.length > 0;
  byId('phone').hidden = !isThere;
  connection.dataset['state'] = pages.length > 0 ? 'registered' : 'loading';
  connection.textContent =
    pages.length === 0
      ? 'No page has loaded the widget'
      : `${count(pages.length, 'page')}: ${[...new Set(pages)].join(', ')}`;
  document.title = state?.phase === 'ringing' ? `Ringing · ${title}` : title;
  conditions(panel);
  if (!isThere) return;
  // A phone with RingCX has other parts.
  if (update && hadRingcx !== hasRingcx) return location.reload();
  hadRingcx = hasRingcx;
  if (update) update(panel);
  else update = startPhone(panel);
}

byId('snippet').textContent = `<script src="${document.body.dataset['adapter'] ?? ''}"></script>`;
const remote = connect({
  onChange(change) {
    if (change.kind === 'panel') showPanel(change.panel);
    else if (change.kind === 'messages') messages(change);
    else problems(change.problems);
  },
  onConnection(isConnected) {
    if (isConnected) return;
    connection.dataset['state'] = 'loading';
    connection.textContent = 'The command has ended. Start it again.';
  },
});
const conditions = conditionsView(remote, onError);
const messages = messagesView(remote, onError);
const problems = problemsView(remote, onError);
