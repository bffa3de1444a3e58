import type { Host } from '@jackfield/core';
import { byId } from '../h.js';
import type { ShownHost } from './shown-host.js';

/** A phone that has sent nothing after this time was not loaded, or is not a phone. */
const SILENT_MS = 5_000;

/** What is known of a phone that this page has registered with: RingCX does not answer that. */
type Hearing = 'waits' | 'silent' | 'answers';

function textOf({ state, capabilities }: Host, hearing: Hearing, phone: string): string {
  if (state === 'closed' || state === 'closing') return `${phone} disconnected`;
  if (state === 'registered' && hearing === 'answers') {
    const count = capabilities.length;
    return `${phone} connected · ${count} ${count === 1 ? 'capability' : 'capabilities'}`;
  }
  if (hearing === 'silent' && state !== 'waiting') return `${phone} does not answer`;
  return phone === 'Phone' ? 'Connecting to the phone…' : `Connecting to ${phone}…`;
}

/** One line that says whether the phones and this page know each other. */
export function connectionView(hosts: readonly ShownHost[]): void {
  const line = byId('connection');
  const hearings = new Map<Host, Hearing>();
  const hearingOf = (host: Host): Hearing => hearings.get(host) ?? 'waits';
  const show = (): void => {
    const text = hosts
      .map(({ host, label = 'Phone' }) => textOf(host, hearingOf(host), label))
      .join(' · ');
    const isConnected = (host: Host): boolean =>
      host.state === 'registered' && hearingOf(host) === 'answers';
    const other = hosts.find(({ host }) => !isConnected(host))?.host.state;
    line.dataset.state = other === 'registered' ? 'loading' : (other ?? 'registered');
    if (line.textContent !== text) line.textContent = text;
  };
  for (const { host } of hosts) {
    const set = (hearing: Hearing): void => {
      hearings.set(host, hearing);
      show();
    };
    const timer = setTimeout(set, SILENT_MS, 'silent');
    host.on('message', ({ direction }) => {
      if (direction === 'out' || hearingOf(host) === 'answers') return;
      clearTimeout(timer);
      set('answers');
    });
    host.on('state', show);
    host.on('registered', show);
  }
  show();
}
