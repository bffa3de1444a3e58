/** The hosts of the same service in this browser's other tabs. */
export interface OtherTabs {
  /** Announces that this host has removed the registration. */
  left(): void;
  close(): void;
}

/**
 * In 1.x of the widget all tabs share the registration, so a host that closes removes it for the
 * others, too (ThirdParty.ts:137); `onLeft` is called when another host has closed.
 */
export function createOtherTabs(wire: string, service: string, onLeft: () => void): OtherTabs {
  // Old web views have no channels, so other tabs are not found there.
  const channel =
    typeof BroadcastChannel === 'function' ? new BroadcastChannel(`jackfield:${wire}`) : undefined;
  if (channel)
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if ((data as { left?: unknown } | null)?.left === service) onLeft();
    };
  // Node's channels keep the process alive; a browser's have no `unref`.
  (channel as { unref?: () => void } | undefined)?.unref?.();
  return { left: () => channel?.postMessage({ left: service }), close: () => channel?.close() };
}
