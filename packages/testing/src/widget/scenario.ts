import type { Lead } from '@jackfield/core';
import { TestingError } from '../testing-error.js';
import type { Phase } from './brain.js';
import type { WidgetCall } from './call.js';
import type { Context } from './context.js';
import { numbersOfLead } from './leads.js';
import { tellSip } from './softphone.js';
import type { Tabs } from './tabs.js';
import type { Widget } from './widget.js';

/** A made-up address to log in at. */
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

/** What callers and agents do, in words of theirs. */
export function createScenario(
  context: Context,
  tabs: Tabs,
  /** Runs an act: what is on its way passes first, and what it changes is told. */
  act: <T>(run: () => T | Promise<T>) => Promise<T>,
  toldLeads: () => void,
): Acts {
  const { does, settings, storage, line, journal, toast, changed } = context;
  const brain = (): Tabs['brain'] => tabs.brain;

  function expect(subject: string, phases: readonly Phase[]): void {
    const { phase } = brain();
    if (!storage.isLoggedIn)
      throw new TestingError('WRONG_STATE', `${subject}: expected an agent who is logged in`);
    if (!phases.includes(phase))
      throw new TestingError(
        'WRONG_STATE',
        `${subject}: expected ${phases.join(' or ')}, received ${phase}`,
      );
  }
  /** A new call takes the place of a success that is still shown. */
  function makeRoom(): void {
    if (brain().phase === 'done') brain().disposition.leave();
  }

  return {
    inboundCall: ({ from, to, untimed, message, recordingUrl, summary }) =>
      act(async () => {
        expect('inboundCall', ['idle', 'done']);
        makeRoom();
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
        return brain().show(call);
      }),
    dial: (phoneNumber) =>
      act(() => {
        // DialerView's own check (EvCall.ts:269-288).
        if (line.data.state !== 'idle' || storage.isPending)
          return toast('danger', 'You have a call, or one that waits for its disposition.');
        makeRoom();
        brain().commands.dial(phoneNumber);
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
            for (const tab of tabs.open) tab.brain.worker.callKey = '';
        }
        const done = line.end();
        changed();
        await done;
      }),
    edit: (task) =>
      act(() => {
        expect('edit', ['connected', 'wrap-up']);
        brain().disposition.edit(task);
      }),
    submitDisposition: (task) =>
      act(() => {
        expect('submitDisposition', ['connected', 'wrap-up', 'done']);
        if (task && brain().phase !== 'done') brain().disposition.edit(task);
        return brain().disposition.submit();
      }),
    finish: () =>
      act(() => {
        expect('finish', ['idle', 'connected', 'wrap-up', 'done']);
        brain().disposition.leave();
      }),
    openHistory: () =>
      act(async () => {
        expect('openHistory', ANY);
        await brain().openHistory();
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
        brain().disposition.open(key);
      }),
    getLeads: (options = {}) =>
      act(() => {
        expect('getLeads', ANY);
        toldLeads();
        brain().leads.fetch(options);
      }),
    callLead: (lead: Lead, destination = numbersOfLead(lead)[0] ?? '') =>
      act(() => {
        expect('callLead', ANY);
        makeRoom();
        brain().leads.call(lead, destination);
      }),
    passLead: (lead, how) => act(() => brain().leads.pass(lead, how)),
    viewLead: (lead) =>
      act(async () => {
        const answer = await brain().thirdParty.viewLead(lead);
        // Nobody catches it (LeadsView.view.tsx:84-86).
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
        const { worker, outlet } = tabs.first?.brain ?? brain();
        tellSip(context, worker, outlet, event, auto);
      }),
    adapter: (change) => act(() => tabs.adapter(change)),
    sideWidget: (panel) =>
      act(() => {
        if (!does('side-widget'))
          throw new TestingError('WRONG_STATE', "sideWidget: expected version 'next'");
        brain().outlet.event('sideWidgetOpenNotify', panel);
      }),
    login: () =>
      act(() => {
        if (settings.disableLoginPopup && does('login-popup'))
          tabs.brain.outlet.bare('loginPopup', { oAuthUri: OAUTH_URI });
        else storage.isLoggedIn = true;
        changed();
      }),
  };
}
