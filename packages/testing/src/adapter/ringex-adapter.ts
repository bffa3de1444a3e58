import { type BaseAdapter, createBase, extend } from './base.js';
import { createCallsBar } from './calls-bar.js';
import { createCore, createState, PADDING } from './core.js';
import { takeDialLinks } from './dial-links.js';
import { classes } from './element.js';
import { loadFrame } from './frame-post.js';
import type { Settings } from './install-options.js';
import { createListeners, type PageWindow } from './page-window.js';
import { createPopup } from './popup-window.js';
import { createPresence } from './presence.js';
import { createCommands, type RingexCommands } from './ringex-commands.js';
import { createRingexDom } from './ringex-dom.js';
import { createNotifier, createReceiver } from './ringex-events.js';
import { createRequest } from './ringex-requests.js';
import { names, types } from './ringex-types.js';
import { adoptStyle } from './style.js';

/** `window.RCAdapter` of RingEX Embeddable. */
export interface RingexAdapter extends BaseAdapter, RingexCommands {
  setRinging(ringing: unknown): void;
  togglePresenceDropdown(): void;
  /** Shows a button in the header. Throws without a function. */
  showFeedback(options: { readonly onFeedback: () => void }): void;
  readonly presenceEl: HTMLElement;
}

/** The parameters of the page's script that the adapter itself uses. */
export interface RingexAdapterOptions extends Pick<Settings, 'frameWindow'> {
  /** The address of the app's page, with its parameters. */
  readonly appAddress: string;
  readonly prefix: string;
  readonly isPopup: boolean;
  readonly zIndex: number;
  readonly direction: string;
  readonly enablePopup: boolean;
  readonly popupPageUri: unknown;
  readonly disableMinimize: boolean;
  readonly isDocked: boolean;
  readonly notifies: boolean;
}

/** What the browser asks, where it shows such a text at all (lib/Adapter/index.js:134-142). */
const LEAVE = 'There are calls in this tab. Leave the page?';

/** Creates the adapter, and its elements at the end of the page (lib/Adapter/index.js:29-143). */
export function createRingexAdapter(
  view: PageWindow,
  options: RingexAdapterOptions,
): RingexAdapter {
  const { document } = view;
  const { appAddress, prefix, isPopup, zIndex, direction, isDocked } = options;
  const parts = createRingexDom(document, prefix, view.navigator.userAgent);
  const listeners = createListeners();
  const state = createState();
  let theme: unknown = 'light';
  let showsFeedback = false;
  let isActive: unknown = false;

  const bar = createCallsBar(view, parts, () => state.minimized);
  const presence = createPresence(parts, state, listeners, {
    toggle: () => adapter.togglePresenceDropdown(),
    choose: (presenceType) => post(types.presenceItemClicked, { presenceType }),
  });

  const isExpanded = (): boolean =>
    isDocked && state.minimized && (state.hoverHeader || state.dragging);
  const hasPresence = (): boolean => Boolean(state.userStatus || state.dndStatus);
  const core = createCore(
    view,
    parts,
    state,
    {
      // lib/Adapter/index.js:351-383
      container: () => [
        isDocked && 'dock',
        isExpanded() && 'expandable',
        isDocked && !hasPresence() && 'noPresence',
        options.enablePopup && 'showPopup',
        options.disableMinimize && 'hideToggleButton',
        showsFeedback && 'showFeedback',
        theme === 'dark' && 'dark',
      ],
      header: () => [isExpanded() && 'iconTrans'],
      onClasses: () =>
        parts.iconContainer.setAttribute(
          'class',
          classes('iconContainer', !hasPresence() && 'noPresence', !isDocked && 'hidden'),
        ),
      position,
      renderPresence: presence.render,
      renderBar: bar.render,
      onPopupSize: postPopupSize,
    },
    { direction, isPopup },
  );

  /** Minimised, it has the z-index of its style sheet, unless it is docked (lib/Adapter/index.js:402-425). */
  function position(factor: number): string {
    const move = (x: number, y: number): string =>
      `transform: translate(${x}px, ${y}px) !important;`;
    const front = ` z-index: ${zIndex};`;
    if (!state.minimized) return move(state.translateX * factor, state.translateY) + front;
    if (isDocked) return move(0, state.minTranslateY) + front;
    return move(state.minTranslateX * factor, -PADDING);
  }

  /** The page that opened the popup resizes it. Its origin is not known (lib/Adapter/index.js:385-400). */
  function postPopupSize(): void {
    const { opener } = view as { opener: { postMessage: Window['postMessage'] } | null };
    const size = { width: state.appWidth, height: state.appHeight };
    opener?.postMessage({ [names.tag]: types.popupSize, ...size }, '*');
  }

  const removeStyle = adoptStyle(view, 'ringex');
  document.body.append(parts.container);
  core.render();
  const postRaw = loadFrame(view, parts.frame, appAddress, prefix, options.frameWindow);
  const post = (type: string, body: object = {}): void => postRaw({ [names.tag]: type, ...body });
  const request = createRequest(view, postRaw);

  const popup = createPopup(view, {
    isTaken: () => adapter.isWindowPoppedUp({ alert: true }),
    appAddress,
    popupPageUri: options.popupPageUri,
    name: 'RCPopupWindow',
    height: 535,
    onOpened: () => adapter.setMinimized(true),
  });

  const receive = createReceiver(parts, core, bar, presence, {
    setMinimized: (minimized) => adapter.setMinimized(minimized),
    setTheme(to) {
      theme = to;
      core.renderClasses();
    },
    setActive: (to) => void (isActive = to),
    // lib/Adapter/index.js:468-475
    resizePopup: (width) =>
      popup.window?.resizeTo(width, popup.window.outerHeight || state.appHeight + 64),
    notify: options.notifies ? createNotifier(view) : () => undefined,
  });
  listeners.on<MessageEvent<unknown>>(view, 'message', ({ data }) => receive(data));
  takeDialLinks(document, listeners, {
    call: (phoneNumber) => adapter.clickToCall(phoneNumber, true),
    sms: (phoneNumber, text) => adapter.clickToSMS(phoneNumber, text),
  });
  listeners.on<BeforeUnloadEvent>(view, 'beforeunload', (event) => {
    if (isActive && bar.calls > 0) event.returnValue = LEAVE;
  });
  // A click on the duration or on a button in the header leads to the calls (JSW AdapterCore/index.ts:336-362).
  for (const [element, type] of [
    [parts.duration, types.navigateToCurrentCall],
    [parts.currentCall, types.navigateToCurrentCall],
    [parts.viewCalls, types.navigateToViewCalls],
  ] as const)
    listeners.on(element, 'click', (event) => {
      event.stopPropagation();
      post(type);
    });

  const base = createBase(
    {
      view,
      parts,
      core,
      listeners,
      types,
      isPopup,
      post,
      syncMinimized: core.syncMinimized,
      onMinimized: presence.close,
      onHeaderHover: bar.hover,
      popupWindow: popup.open,
      onDispose() {
        bar.stop();
        removeStyle();
      },
    },
    () => adapter,
  );
  const adapter: RingexAdapter = extend(
    base,
    extend(
      createCommands(post, request, () => adapter.setMinimized(false)),
      {
        setRinging(ringing: unknown) {
          state.ringing = Boolean(ringing);
          core.renderClasses();
        },
        togglePresenceDropdown() {
          presence.toggle();
          adapter.setMinimized(false);
        },
        showFeedback({ onFeedback }: { readonly onFeedback: () => void }) {
          if (typeof onFeedback !== 'function') throw new Error('onFeedback: expected a function');
          showsFeedback = true;
          core.renderClasses();
          listeners.on(parts.feedback, 'click', (event) => {
            event.stopPropagation();
            onFeedback();
          });
        },
        presenceEl: parts.presence,
      },
    ),
  );
  return adapter;
}
