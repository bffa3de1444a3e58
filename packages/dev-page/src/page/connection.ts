import type { Host } from '@jackfield/core';
import { byId } from '../h.js';
import type { ShownHost } from './shown-host.js';

const textOf = ({ state, capabilities }: Host, phone: string): string => {
  const count = capabilities.length;
  if (state === 'registered')
    return `${phone} connected · ${count} ${count === 1 ? 'capability' : 'capabilities'}`;
  return state === 'closed' || state === 'closing'
    ? `${phone} disconnected`
    : phone === 'Phone'
      ? 'Connecting to the phone…'
      : `Connecting to ${phone}…`;
};

/** One line that says whether the phones and this page know each other. */
export function connectionView(hosts: readonly ShownHost[]): void {
  const line = byId('connection');
  const show = (): void => {
    const text = hosts.map(({ host, label = 'Phone' }) => textOf(host, label)).join(' · ');
    const other = hosts.find(({ host }) => host.state !== 'registered');
    line.dataset.state = (other ?? hosts[0])?.host.state;
    if (line.textContent !== text) line.textContent = text;
  };
  for (const { host } of hosts) {
    host.on('state', show);
    host.on('registered', show);
  }
  show();
}
