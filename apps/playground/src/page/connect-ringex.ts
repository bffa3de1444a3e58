import type { HostOptions } from '@jackfield/core';
import type { ShownHost } from '@jackfield/dev-page/page/shown-host';
import type { CallLogOutbox, CallLogState } from '@jackfield/plugin-calllog';
import { callsArea, createHost, createRingex, definePlugin, phoneArea } from '@jackfield/ringex';
import * as posted from '@jackfield/ringex/wire';
import { translatedWire } from '@jackfield/testing';

/** Connects Acme's page with RingEX Embeddable, by the same plugins. */
export function connectRingex(
  { service, widget, plugins }: HostOptions,
  calllog: CallLogOutbox,
  showLog: (key: string) => void,
): ShownHost {
  const protocol = createRingex({
    // Plugins for RingCX need none. This page sends `rematchCallLogs`, and lists what the phone reports.
    areas: [callsArea, phoneArea],
    // The log button opens a form for a note, and the widget's cards show these titles.
    registration: { showLogModal: true, callLoggerTitle: 'Log to Acme CRM' },
  });
  // "Copy all" in the list of messages needs what was posted; a page without it gives its host the protocol.
  const wire = translatedWire(protocol, posted);
  // Only RingEX has a button that shows a log.
  const viewer = definePlugin({
    name: 'acme-log-viewer',
    requests: { viewCallLog: ({ call }) => showLog(call.sessionId) },
  });
  const host = createHost({
    service,
    widget,
    plugins: [...(plugins ?? []), viewer],
    protocol: wire.protocol,
  });
  // The widget asks for the rows of a call again when the state of its log changes.
  let shown: ReadonlyMap<string, CallLogState> = new Map();
  calllog.subscribe(({ items }) => {
    // While the widget starts, it has nothing to update.
    if (host.state !== 'registered') return;
    const states = new Map(items.map(({ key, state }) => [key, state]));
    const sessionIds = [...states.keys()].filter((key) => states.get(key) !== shown.get(key));
    shown = states;
    if (sessionIds.length > 0)
      host.send('rematchCallLogs', { sessionIds }).catch((error: unknown) => reportError(error));
  });
  return { host, wire };
}
