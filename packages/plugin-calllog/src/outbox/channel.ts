/** Notifies the other tabs of changes in the outbox, and listens to their notifications. */
export interface Channel {
  notify(): void;
  close(): void;
}

export function openChannel(name: string, heard: () => void): Channel {
  if (typeof BroadcastChannel !== 'function') return { notify() {}, close() {} };
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', heard);
  return {
    notify: () => channel.postMessage('changed'),
    close: () => channel.close(),
  };
}
