/** A window in which an adapter can be installed: of a browser, of jsdom or of happy-dom. */
export type PageWindow = Window & typeof globalThis;

/** The globals of the adapter scripts (adapter.ts:10-15, 27, 79-82; RingEX adapter.js:39, 203-218). */
export interface AdapterGlobals {
  RCAdapter?: unknown;
  RCAdapterInit?: unknown;
  RCAdapterDispose?: unknown;
  readonly RC_EMBEDDABLE_ADAPTER_MANUAL_INIT?: unknown;
  /** Set by the page of a popup before it loads the script (popup.html:51). */
  readonly __ON_RC_POPUP_WINDOW?: unknown;
}

export const globalsOf = (view: PageWindow): AdapterGlobals => view as unknown as AdapterGlobals;

/** Adds listeners that end together. */
export interface Listeners {
  on<E extends Event = Event>(
    target: EventTarget,
    type: string,
    listener: (event: E) => void,
  ): void;
  stop(): void;
}

export function createListeners(): Listeners {
  const ends: (() => void)[] = [];
  return {
    on(target, type, listener) {
      const added = listener as (event: Event) => void;
      target.addEventListener(type, added);
      ends.push(() => target.removeEventListener(type, added));
    },
    stop() {
      for (const end of ends.splice(0)) end();
    },
  };
}

/**
 * Calls `init` when the page has loaded, or at once if it has (adapter.ts:95-99; RingEX adapter.js:203-209).
 *
 * @returns what cancels it
 */
export function whenLoaded(view: PageWindow, init: () => void): () => void {
  if (view.document.readyState === 'complete') {
    init();
    return () => undefined;
  }
  const listeners = createListeners();
  listeners.on(view, 'load', init);
  return listeners.stop;
}
