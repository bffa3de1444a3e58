/** Tells the other tabs that something in the outbox has changed, and hears it from them. */
export interface Channel {
  tell(): void;
  close(): void;
}

export function openChannel(name: string, heard: () => void): Channel {
  if (typeof BroadcastChannel !== 'function') return { tell() {}, close() {} };
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', heard);
  return {
    tell: () => channel.postMessage('changed'),
    close: () => channel.close(),
  };
}
