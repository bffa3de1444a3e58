/**
 * What tabs send each other:
 *
 * - `changed`: something in the outbox has changed.
 * - `who-delivers`: asked by a tab that does not.
 * - `delivering`: sent by the one that does, after it has just reached its database.
 */
export type TabMessage = 'changed' | 'who-delivers' | 'delivering';

/** The other tabs of this outbox. */
export interface TabChannel {
  send(message: TabMessage): void;
  close(): void;
}

/** Opens a channel; `undefined` where the browser has none. */
export type OpenTabChannel = (
  name: string,
  onMessage: (message: TabMessage) => void,
) => TabChannel | undefined;

export const openTabChannel: OpenTabChannel = (name, onMessage) => {
  if (typeof BroadcastChannel !== 'function') return undefined;
  let channel: BroadcastChannel;
  try {
    channel = new BroadcastChannel(name);
  } catch {
    // The browser's storage is switched off.
    return undefined;
  }
  channel.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => onMessage(data));
  return {
    send: (message) => channel.postMessage(message),
    close: () => channel.close(),
  };
};
