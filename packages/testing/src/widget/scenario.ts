import type { Lead } from '@jackfield/core';
import { TestingError } from '../testing-error.js';
import type { Phase } from './widget-logic.js';
import type { WidgetCall } from './call.js';
import type { Context } from './context.js';
import { leadNumbers } from './leads.js';
import { emitSipEvent } from './softphone.js';
import type { Tabs } from './tabs.js';
import type { Widget } from './widget.js';

/** A made-up login address. */
const OAUTH_URI =
  'https://login.example/authorize?response_type=code&state=eyJ1dWlkIjoiMSJ9&code_challenge=1';

const ANY: readonly Phase[] = [
  'idle',
  'dialing',
  'ringing',
  'connected',
  'wrap-up',
  'saving',
  'done',
];

type Acts = Pick<
  Widget,
  | 'inboundCall'
  | 'dial'
  | 'answer'
  | 'hangUp'
  | 'edit'
  | 'submitDisposition'
  | 'finish'
  | 'openHistory'
  | 'reopen'
  | 'getLeads'
  | 'callLead'
  | 'passLead'
  | 'viewLead'
  | 'sip'
  | 'adapter'
  | 'sideWidget'
  | 'login'
>;

/** Creates the methods for the actions of callers and agents. */
export function createScenario(
  context: Context,
  tabs: Tabs,
  /** Runs an action: messages in transit are delivered first, and subscribers are notified afterwards. */
  act: <T>(run: () => T | Promise<T>) => Promise<T>,
  onLeadsFetched: () => void,
): Acts {
  const { does, settings, storage, line, journal, toast, changed } = context;
  const widgetLogic = (): Tabs['widgetLogic'] => tabs.widgetLogic;

  function expect(subject: string, phases: readonly Phase[]): void {
    const { phase } = widgetLogic();
    if (!storage.isLoggedIn)
      throw new TestingError('WRONG_STATE', `${subject}: expected an agent who is logged in`);
    if (!phases.includes(phase))
      throw new TestingError(
        'WRONG_STATE',
        `${subject}: expected ${phases.join(' or ')}, received ${phase}`,
      );
  }
  /** A new call replaces a success that is still shown. */
  function leaveDonePage(): void {
    if (widgetLogic().phase === 'done') widgetLogic().disposition.leave();
  }

  return {
    inboundCall: ({ from, to, untimed, message, recordingUrl, summary }) =>
      act(async () => {
        expect('inboundCall', ['idle', 'done']);
        leaveDonePage();
        const queueDts = untimed ? '' : undefined;
        const call = line.make({
          direction: 'INBOUND',
          ani: from,
          dnis: to,
          queueDts,
          message,
          recordingUrl,
          summary,
        });
        const done = line.ring(call);
        changed();
        await done;
        return widgetLogic().show(call);
      }),
    dial: (phoneNumber) =>
      act(() => {
        // DialerView's own check (EvCall.ts:269-288).
        if (line.data.state !== 'idle' || storage.isPending)
          return toast('danger', 'There is a current call, or one that waits for its disposition.');
        leaveDonePage();
        widgetLogic().commands.dial(phoneNumber);
        return undefined;
      }),
    answer: () =>
      act(async () => {
        expect('answer', ['ringing', 'dialing']);
        const done = line.connect();
        changed();
        await done;
      }),
    hangUp: ({ forgotten = false } = {}) =>
      act(async () => {
        if (line.data.state === 'idle') expect('hangUp', ['ringing', 'dialing', 'connected']);
        const { call } = line.data;
        if (forgotten && call) {
          call.isForgotten = true;
          if (does('end-forgotten-throws'))
            for (const tab of tabs.open) tab.widgetLogic.worker.callKey = '';
        }
        const done = line.end();
        changed();
        await done;
      }),
    edit: (task) =>
      act(() => {
        expect('edit', ['connected', 'wrap-up']);
        widgetLogic().disposition.edit(task);
      }),
    submitDisposition: (task) =>
      act(() => {
        expect('submitDisposition', ['connected', 'wrap-up', 'done']);
        if (task && widgetLogic().phase !== 'done') widgetLogic().disposition.edit(task);
        return widgetLogic().disposition.submit();
      }),
    finish: () =>
      act(() => {
        expect('finish', ['idle', 'connected', 'wrap-up', 'done']);
        widgetLogic().disposition.leave();
      }),
    openHistory: () =>
      act(async () => {
        expect('openHistory', ANY);
        await widgetLogic().openHistory();
      }),
    reopen: (wanted: WidgetCall | string) =>
      act(() => {
        expect('reopen', ['idle', 'connected', 'wrap-up', 'done']);
        const key = typeof wanted === 'string' ? wanted : wanted.key;
        if (!storage.calls[key])
          throw new TestingError(
            'WRONG_STATE',
            `reopen: expected the key of a call, received "${key}"`,
          );
        widgetLogic().disposition.open(key);
      }),
    getLeads: (options = {}) =>
      act(() => {
        expect('getLeads', ANY);
        onLeadsFetched();
        widgetLogic().leads.fetch(options);
      }),
    callLead: (lead: Lead, destination = leadNumbers(lead)[0] ?? '') =>
      act(() => {
        expect('callLead', ANY);
        leaveDonePage();
        widgetLogic().leads.call(lead, destination);
      }),
    passLead: (lead, how) => act(() => widgetLogic().leads.pass(lead, how)),
    viewLead: (lead) =>
      act(async () => {
        const answer = await widgetLogic().thirdParty.viewLead(lead);
        // The widget does not catch it (LeadsView.view.tsx:84-86).
        if (answer?.error !== undefined) journal.errors.push(new Error(answer.error));
        return answer;
      }),
    sip: (event, { auto = false } = {}) =>
      act(() => {
        if (settings.softphone !== 'integrated')
          throw new TestingError(
            'WRONG_STATE',
            `sip: expected the option softphone: 'integrated', received '${settings.softphone}'`,
          );
        const { worker, pageChannel } = tabs.first?.widgetLogic ?? widgetLogic();
        emitSipEvent(context, worker, pageChannel, event, auto);
      }),
    adapter: (change) => act(() => tabs.adapter(change)),
    sideWidget: (panel) =>
      act(() => {
        if (!does('side-widget'))
          throw new TestingError('WRONG_STATE', "sideWidget: expected version 'next'");
        widgetLogic().pageChannel.event('sideWidgetOpenNotify', panel);
      }),
    login: () =>
      act(() => {
        if (settings.disableLoginPopup && does('login-popup'))
          tabs.widgetLogic.pageChannel.bare('loginPopup', { oAuthUri: OAUTH_URI });
        else storage.isLoggedIn = true;
        changed();
      }),
  };
}
