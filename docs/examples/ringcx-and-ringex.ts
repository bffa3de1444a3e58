import {
  createHost as createRingcxHost,
  definePlugin,
  type Host,
  type HostOptions,
  type Plugin,
} from '@jackfield/core';
import type { CallLogPlugin, CallLogState } from '@jackfield/plugin-calllog';
import {
  callsArea,
  contactsArea,
  createHost,
  createRingex,
  definePlugin as defineRingexPlugin,
  type Plugin as RingexPlugin,
} from '@jackfield/ringex';

type Widget = HostOptions['widget'];

// #region before
export const withRingcx = (plugins: readonly Plugin[], widget?: Widget): Host =>
  createRingcxHost({ service: 'Acme CRM', plugins, widget });
// #endregion before

// #region after
export const withRingex = (plugins: readonly Plugin[], widget?: Widget): Host =>
  createHost({ service: 'Acme CRM', plugins, widget, protocol: createRingex() });
// #endregion after

// #region both
/** One host for each widget; each plugin is one value in both. */
export function withBoth(
  plugins: readonly Plugin[],
  widgets: { readonly ringcx?: Widget; readonly ringex?: Widget } = {},
): () => Promise<unknown> {
  const service = 'Acme CRM';
  const ringcx = createRingcxHost({ service, plugins, widget: widgets.ringcx });
  // The agent's logs from RingCX are found for calls in RingEX, too.
  const protocol = createRingex({ legacyKeys: true });
  const ringex = createHost({ service, plugins, widget: widgets.ringex, protocol });
  for (const host of [ringcx, ringex]) {
    host.on('failed', ({ error }) => reportError(error));
  }
  return () => Promise.all([ringcx.close(), ringex.close()]);
}
// #endregion both

// #region log
interface Crm {
  /** Updates or inserts: without a note or times, those that the row has are kept. */
  upsert(key: string, row: object, signal: AbortSignal): Promise<void>;
  open(key: string): void;
}

/** On either widget: the same key comes many times, and what is absent is not known yet. */
export const acmeLogs = (crm: Crm): Plugin =>
  definePlugin({
    name: 'acme-logs',
    requests: {
      async logCall({ sessionId, call, task, trigger, contact, redirect }, { signal }) {
        const row = {
          from: call.from.phoneNumber,
          to: call.to.phoneNumber,
          ...(task?.notes !== undefined && { notes: task.notes }),
          ...(contact && { contactId: contact.id }),
          ...(call.duration !== undefined && { seconds: call.duration }),
          ...(call.recordingUrl !== undefined && { recording: call.recordingUrl }),
        };
        await crm.upsert(sessionId, row, signal);
        // Only after a click of the agent, never after an automatic log; RingCX sends neither.
        if (trigger !== undefined && redirect === true) crm.open(sessionId);
        return 'ok';
      },
    },
  });
// #endregion log

// #region rematch
/** Shows in the widget when a log that waited has reached the CRM. */
export function withStates(logs: CallLogPlugin, widget?: Widget): Host {
  const protocol = createRingex({
    areas: [callsArea],
    registration: { callLoggerTitle: 'Log to Acme CRM', showLogModal: true },
  });
  const host = createHost({ service: 'Acme CRM', plugins: [logs], widget, protocol });
  let shown: ReadonlyMap<string, CallLogState> = new Map();
  logs.subscribe(({ items }) => {
    // While the widget starts, it has nothing to update.
    if (host.state !== 'registered') return;
    const states = new Map(items.map(({ key, state }) => [key, state]));
    const sessionIds = [...states.keys()].filter((key) => states.get(key) !== shown.get(key));
    shown = states;
    if (sessionIds.length > 0)
      host.send('rematchCallLogs', { sessionIds }).catch((error: unknown) => reportError(error));
  });
  return host;
}
// #endregion rematch

// #region only
/** Handles what RingCX does not have: a RingCX host refuses it, and so does the compiler. */
export const consent = (
  mayContact: (phoneNumber: string, signal: AbortSignal) => Promise<boolean>,
): RingexPlugin<typeof contactsArea> =>
  defineRingexPlugin(
    {
      name: 'acme-consent',
      requests: {
        async checkDoNotContact({ phoneNumber, recipients }, { signal }) {
          // A call has one number, a text message a list: all of them have to agree.
          const people = [{ phoneNumber }, ...(recipients ?? [])];
          const numbers = people.flatMap((person) => person.phoneNumber || []);
          const allowed = await Promise.all(numbers.map((number) => mayContact(number, signal)));
          return { data: { result: allowed.includes(false), mode: 'restrict' } };
        },
      },
    },
    [contactsArea],
  );

export const withConsent = (
  plugins: readonly Plugin[],
  mayContact: Parameters<typeof consent>[0],
  widget?: Widget,
): Host =>
  createHost({
    service: 'Acme CRM',
    plugins: [...plugins, consent(mayContact)],
    protocol: createRingex({ areas: [contactsArea] }),
    widget,
  });
// #endregion only

// #region dial
/** The type `Host` of core fits a host of RingEX, too: it has what both widgets can do. */
export async function dial(host: Host, phoneNumber: string): Promise<void> {
  await host.send('clickToDial', { phoneNumber });
}
// #endregion dial
