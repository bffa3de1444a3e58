/** Events of the page that affect delivery. */
export interface PageEvents {
  /** The network is back. */
  readonly online: () => void;
  /** Time may have passed unnoticed, or the network is gone. */
  readonly look: () => void;
}

/** Asks the browser to keep what is stored, and listens until what it returns is called. */
export function listenToPage({ online, look }: PageEvents): () => void {
  const { addEventListener: add, removeEventListener: remove } = globalThis as Partial<
    typeof globalThis
  >;
  const listeners = { online, offline: look, pageshow: look, focus: look };
  for (const [event, run] of Object.entries(listeners)) add?.call(globalThis, event, run);
  // Otherwise a browser that is short of space deletes it.
  void globalThis.navigator?.storage?.persist?.().catch(() => undefined);
  return () => {
    for (const [event, run] of Object.entries(listeners)) remove?.call(globalThis, event, run);
  };
}
