import type { Core, Parts, Size } from './core.js';
import { enableDragging } from './dragging.js';
import type { Listeners, PageWindow } from './page-window.js';

/** What `RCAdapter` of both widgets has (JSW AdapterCore/index.ts:546-612, 1137-1245). */
export interface BaseAdapter {
  /** Minimises or opens the widget. */
  setMinimized(minimized: boolean): void;
  toggleMinimized(): void;
  /** Hides or shows the widget. */
  setClosed(closed: boolean): void;
  toggleClosed(): void;
  /** Sets the size of the frame, in pixels. */
  setSize(size: Size): void;
  /** Moves the widget to a window of its own. */
  popupWindow(): Promise<void>;
  /** Removes the widget. */
  dispose(): void;
  readonly container: HTMLElement;
  readonly root: HTMLElement;
  readonly headerEl: HTMLElement;
  readonly contentFrameContainerEl: HTMLElement;
  readonly toggleEl: HTMLElement;
  /** Neither widget has a button that closes it. */
  readonly closeEl: null;
  readonly contentFrameEl: HTMLIFrameElement;
  readonly translateX: number;
  readonly translateY: number;
  readonly minTranslateX: number;
  readonly minTranslateY: number;
  readonly appWidth: number;
  readonly appHeight: number;
  readonly closed: boolean;
  readonly minimized: boolean;
  readonly dragging: boolean;
  readonly hover: boolean;
  readonly loading: boolean;
  readonly userStatus: unknown;
  readonly dndStatus: unknown;
  readonly ringing: boolean | undefined;
}

/** The messages about the frame, which both wires have. */
export type FrameMessage =
  | 'syncClosed'
  | 'syncMinimized'
  | 'syncSize'
  | 'syncPosition'
  | 'syncPresence'
  | 'pushAdapterState';

/** What a widget's adapter adds. */
export interface BaseOptions {
  readonly view: PageWindow;
  readonly parts: Parts;
  readonly core: Core;
  readonly listeners: Listeners;
  /** The wire's types. */
  readonly types: Readonly<Record<FrameMessage, string>>;
  readonly isPopup: boolean;
  /** Posts a message to the widget. */
  post(type: string, body: object): void;
  /** Changes the state without a message. */
  syncMinimized(minimized: unknown): void;
  onMinimized?(): void;
  onHeaderHover?(isInside: boolean): void;
  popupWindow(): Promise<void>;
  onDispose?(): void;
}

/**
 * Creates what both adapters have in common, and listens to the mouse. Its methods use `this`: a page that
 * replaces one of them changes the others too, as with RingCentral's class.
 *
 * @returns the members of an adapter, for {@link extend}; its listeners call `adapter()`
 */
export function createBase(
  { view, parts, core, listeners, types, isPopup, post, ...own }: BaseOptions,
  adapter: () => BaseAdapter,
): BaseAdapter {
  const { state } = core;
  const { container, header, toggle, popup, frameContainer, frame } = parts;
  const stopTimers = enableDragging(view, parts, core, listeners, {
    onRest(position) {
      if (!isPopup) post(types.syncPosition, { position });
    },
    onHeaderHover: (isInside) => own.onHeaderHover?.(isInside),
    onHeaderClick() {
      if (state.minimized) adapter().toggleMinimized();
    },
  });
  listeners.on(toggle, 'click', (event) => {
    event.stopPropagation();
    adapter().toggleMinimized();
  });
  listeners.on(popup, 'click', (event) => {
    event.stopPropagation();
    void adapter().popupWindow();
  });

  return {
    setMinimized(minimized) {
      own.syncMinimized(minimized);
      post(types.syncMinimized, { minimized: state.minimized });
      if (minimized) own.onMinimized?.();
    },
    toggleMinimized() {
      this.setMinimized(!state.minimized);
    },
    setClosed(closed) {
      core.syncClosed(closed);
      post(types.syncClosed, { closed: state.closed });
    },
    toggleClosed() {
      this.setClosed(!state.closed);
    },
    setSize(size) {
      core.syncSize(size);
      post(types.syncSize, { size });
    },
    popupWindow: () => own.popupWindow(),
    dispose() {
      stopTimers();
      listeners.stop();
      own.onDispose?.();
      container.remove();
    },
    container,
    root: container,
    headerEl: header,
    contentFrameContainerEl: frameContainer,
    toggleEl: toggle,
    closeEl: null,
    contentFrameEl: frame,
    get translateX() {
      return state.translateX;
    },
    get translateY() {
      return state.translateY;
    },
    get minTranslateX() {
      return state.minTranslateX;
    },
    get minTranslateY() {
      return state.minTranslateY;
    },
    get appWidth() {
      return state.appWidth;
    },
    get appHeight() {
      return state.appHeight;
    },
    get closed() {
      return state.closed;
    },
    get minimized() {
      return state.minimized;
    },
    get dragging() {
      return state.dragging;
    },
    get hover() {
      return state.hover;
    },
    get loading() {
      return state.loading;
    },
    get userStatus() {
      return state.userStatus;
    },
    get dndStatus() {
      return state.dndStatus;
    },
    get ringing() {
      return state.ringing;
    },
  };
}

/** Adds members to an adapter; getters stay getters. */
export const extend = <Base extends object, Own extends object>(base: Base, own: Own): Base & Own =>
  Object.defineProperties(base, Object.getOwnPropertyDescriptors(own)) as Base & Own;
