import { type BaseAdapter, createBase, extend } from './base.js';
import { createCore, createState, type PushedState } from './core.js';
import { loadFrame } from './frame-post.js';
import { createMessageTransport, type MessageTransport } from './message-transport.js';
import { createListeners, type PageWindow } from './page-window.js';
import { createPopup } from './popup-window.js';
import { createRingcxDom } from './ringcx-dom.js';
import { types } from './ringcx-types.js';
import type { Settings } from './install-options.js';
import { adoptStyle } from './style.js';

/** `window.RCAdapter` of RingCX Embeddable. */
export interface RingcxAdapter extends BaseAdapter {
  /** Makes the widget dial. */
  clickToDial(phoneNumber: unknown): void;
  /** Registers the page's service. */
  registerService(service: unknown): void;
  /** Logs the agent out. */
  logout(): void;
  /** Makes the widget dial a lead. */
  dialLead(lead: unknown, destination: unknown): void;
  setEnvironment(): void;
  /** Does nothing, as in the source (Adapter.ts:444-446). */
  setRinging(ringing: unknown): void;
  /** Does nothing, as in the source (Adapter.ts:451-453). */
  gotoPresence(): void;
  readonly transport: MessageTransport;
  /** The same as `transport`. */
  readonly messageTransport: MessageTransport;
}

export interface RingcxAdapterOptions extends Pick<Settings, 'frameWindow'> {
  /** The address of the app's page, with its parameters. */
  readonly appAddress: string;
  readonly isPopup: boolean;
  readonly enablePopup: boolean;
  readonly popupPageUri: unknown;
}

/** The ids of the container and of the frame begin with it (adapter.ts:17; Adapter.ts:77, 376). */
const PREFIX = 'engage-voice-embeddable';

/** A message of the widget that the adapter handles. */
interface FromWidget extends PushedState {
  readonly type?: unknown;
}

/** Creates the adapter, and its elements at the end of the page (Adapter.ts:63-123). */
export function createRingcxAdapter(
  view: PageWindow,
  { appAddress, isPopup, enablePopup, popupPageUri, frameWindow }: RingcxAdapterOptions,
): RingcxAdapter {
  const { document } = view;
  const parts = createRingcxDom(document, PREFIX);
  const listeners = createListeners();
  const state = createState();
  const core = createCore(
    view,
    parts,
    state,
    {
      container: () => [enablePopup && 'showPopup'],
      header: () => [],
      position: (factor) =>
        state.minimized
          ? `transform: translate(${state.minTranslateX * factor}px, -15px) !important;`
          : `transform: translate(${state.translateX * factor}px, ${state.translateY}px) !important;`,
      // Neither presence nor a bar of calls (Adapter.ts:319-325).
      renderPresence: () => undefined,
      renderBar: () => undefined,
    },
    { direction: 'right', isPopup },
  );

  const removeStyle = adoptStyle(view, 'ringcx');
  document.body.append(parts.container);
  core.render();
  const post = loadFrame(view, parts.frame, appAddress, PREFIX, frameWindow);
  const transport = createMessageTransport(view, post);
  const push = (type: string, body: object = {}): void =>
    transport.send({ payload: { type, ...body } });

  const popup = createPopup(view, {
    isTaken: () => transport.request({ payload: { type: types.checkPopupWindow } }),
    appAddress,
    popupPageUri,
    name: 'RCEVPopupWindow',
    height: 536,
    onOpened: () => adapter.setMinimized(true),
  });

  /** In a popup nothing minimises the widget (Adapter.ts:160-165). */
  function syncMinimized(minimized: unknown): void {
    if (!isPopup) core.syncMinimized(minimized);
  }

  /** Adapter.ts:125-147 */
  function receive(message: FromWidget): void {
    switch (message.type) {
      case types.syncClosed:
        return core.syncClosed(message.closed);
      case types.syncMinimized:
        return syncMinimized(message.minimized);
      case types.syncSize:
        return core.syncSize(message.size);
      case types.syncPresence:
        state.dndStatus = message.dndStatus;
        state.userStatus = message.userStatus;
        return undefined;
      case types.pushAdapterState:
        return core.takeState(message);
    }
    return undefined;
  }
  transport.addListeners({ push: (payload) => receive(payload as FromWidget) });

  const base = createBase(
    {
      view,
      parts,
      core,
      listeners,
      types,
      isPopup,
      post: push,
      syncMinimized,
      popupWindow: popup.open,
      onDispose() {
        transport.dispose();
        removeStyle();
      },
    },
    () => adapter,
  );
  const adapter: RingcxAdapter = extend(base, {
    clickToDial: (phoneNumber: unknown) => push(types.clickToDial, { phoneNumber }),
    registerService: (service: unknown) => push(types.register, { service }),
    logout: () => push(types.logout),
    dialLead: (lead: unknown, destination: unknown) => push(types.dialLead, { lead, destination }),
    setEnvironment: () => push(types.setEnvironment),
    setRinging: () => undefined,
    gotoPresence: () => undefined,
    transport,
    messageTransport: transport,
  });
  return adapter;
}
