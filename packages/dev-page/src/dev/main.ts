import { callsAtRisk } from '../page/calls-at-risk.js';
import { connectionView } from '../page/connection.js';
import { messagesView } from '../page/messages-view.js';
import { problemsView } from '../page/problems-view.js';
import { toPhoneLink } from '../page/to-phone.js';
import { switchWidgets } from '../page/widgets.js';
import { loadBridge } from './bridge.js';
import { awaitComeback } from './comeback.js';
import './dev.css';
import { devHost } from './dev-host.js';
import { DEV_EVENTS, type DevState } from './dev-state.js';
import { loadPackages } from './load-packages.js';
import { outboxView } from './outbox-view.js';
import { pluginsView } from './plugins-view.js';
import { refusalsView } from './refusals-view.js';
import { schemasView } from './schemas-view.js';
import { traces } from './traces.js';

// First, or what the plugins are refused while they load would go unseen.
const refusals = refusalsView();

const bridge = await loadBridge();
const { hot } = bridge;
refusals.connect(hot);
const connected = await devHost(bridge);
const { host } = connected;

toPhoneLink([{ host }]);
connectionView([{ host }]);
switchWidgets(callsAtRisk([connected]));
messagesView([connected]);
const problems = problemsView([{ host }], traces(hot));
awaitComeback(hot, problems);
addEventListener('error', ({ error, message }) =>
  problems.report('An error that nobody caught', error ?? message),
);
addEventListener('unhandledrejection', ({ reason }) =>
  problems.report('A rejection that nobody caught', reason),
);

const showPlugins = pluginsView(connected.requests);
const showOutboxes = outboxView();
loadPackages(
  connected,
  hot,
  (loaded) => {
    showPlugins(loaded);
    showOutboxes(loaded);
  },
  (gone, at) => {
    for (const { name } of gone) problems.forget(name);
    if (gone.length > 0) refusals.clear(at);
  },
);
const showSchemas = schemasView();
hot.on(DEV_EVENTS.state, ({ schemas }: DevState) => showSchemas(schemas));
hot.send(DEV_EVENTS.hello);
