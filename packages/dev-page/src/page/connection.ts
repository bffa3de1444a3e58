import type { Host } from '@jackfield/core';
import { byId } from '../h.js';

/** One line that says whether the phone and this page know each other. */
export function connectionView(host: Host): void {
  const line = byId('connection');
  const show = (): void => {
    const count = host.capabilities.length;
    const text =
      host.state === 'registered'
        ? `Phone connected · ${count} ${count === 1 ? 'capability' : 'capabilities'}`
        : host.state === 'closed' || host.state === 'closing'
          ? 'Phone disconnected'
          : 'Connecting to the phone…';
    line.dataset.state = host.state;
    if (line.textContent !== text) line.textContent = text;
  };
  host.on('state', show);
  host.on('registered', show);
  show();
}
