/** The hosts of the same service in this browser's other tabs. */
export interface Neighbours {
  /** Tells them that this host took the registration away. */
  left(): void;
  close(): void;
}

/**
 * In 1.x of the widget a registration is shared by all tabs, so a host that closes takes it from
 * the others (ThirdParty.ts:137); `registerAgain` runs when one of them has done so.
 */
export function meetNeighbours(
  wire: string,
  service: string,
  registerAgain: () => void,
): Neighbours {
  // Where there are no channels, as in old web views, nobody is met.
  const channel =
    typeof BroadcastChannel === 'function' ? new BroadcastChannel(`jackfield:${wire}`) : undefined;
  if (channel)
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if ((data as { left?: unknown } | null)?.left === service) registerAgain();
    };
  // Node's channels keep the process alive; a browser's have no such method.
  (channel as { unref?: () => void } | undefined)?.unref?.();
  return { left: () => channel?.postMessage({ left: service }), close: () => channel?.close() };
}
