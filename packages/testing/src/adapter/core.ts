import { classes, type Names } from './element.js';
import type { PageWindow } from './page-window.js';

/** The elements that both adapters have. */
export interface Parts {
  readonly container: HTMLDivElement;
  readonly header: HTMLElement;
  readonly presence: HTMLElement;
  readonly logo: HTMLImageElement;
  readonly icon: HTMLImageElement;
  readonly iconContainer: HTMLElement;
  readonly toggle: HTMLElement;
  readonly popup: HTMLElement;
  readonly frameContainer: HTMLElement;
  readonly frame: HTMLIFrameElement;
}

/** How the widget stands in the page (JSW AdapterCore/index.ts:141-162). */
export interface CoreState {
  closed: boolean;
  minimized: boolean;
  dragging: boolean;
  hover: boolean;
  hoverHeader: boolean;
  loading: boolean;
  /** Undefined until it is set. */
  ringing: boolean | undefined;
  translateX: number;
  translateY: number;
  minTranslateX: number;
  minTranslateY: number;
  appWidth: number;
  appHeight: number;
  userStatus: unknown;
  dndStatus: unknown;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Both widgets are this large (Adapter.ts:69-70; RingEX lib/Adapter/index.js:35-36). */
export const createState = (): CoreState => ({
  closed: true,
  minimized: true,
  dragging: false,
  hover: false,
  hoverHeader: false,
  loading: true,
  ringing: undefined,
  translateX: 0,
  translateY: 0,
  minTranslateX: 0,
  minTranslateY: 0,
  appWidth: 300,
  appHeight: 500,
  userStatus: null,
  dndStatus: null,
});

/** What differs between the two adapters. */
export interface Look {
  /** Further classes of the container. */
  container(): Names;
  /** Further classes of the header. */
  header(): Names;
  /** Called after the classes were rendered. */
  onClasses?(): void;
  /** The style of the container. */
  position(factor: number): string;
  renderPresence(): void;
  renderBar(): void;
  /** Called after the size of a popup was rendered. */
  onPopupSize?(): void;
}

/** Renders the state. Nothing here posts. */
export interface Core {
  readonly state: CoreState;
  /** How a movement to the right counts: from the right edge it is negative (720-722). */
  readonly factor: number;
  render(): void;
  renderClasses(): void;
  /** Keeps the widget within the window. */
  renderPosition(): void;
  syncMinimized(minimized: unknown): void;
  syncClosed(closed: unknown): void;
  syncSize(size: Size): void;
  /** Takes the state that the widget pushes, and shows the widget. Throws if it has no size or position. */
  takeState(pushed: PushedState): void;
}

/** The distances from the corner, open and minimised. RingCX pushes null for those that nobody has dragged. */
export type Position = Readonly<
  Record<'translateX' | 'translateY' | 'minTranslateX' | 'minTranslateY', number | null>
>;

/** The body of the widget's push. RingCX has no presence. */
export interface PushedState {
  readonly size: Size;
  readonly minimized: boolean;
  readonly closed: boolean;
  readonly position: Position;
  readonly dndStatus?: unknown;
  readonly userStatus?: unknown;
}

/** The distance from the edges of the window, in pixels (JSW AdapterCore/index.ts:130). */
export const PADDING = 15;

const between = (value: number, least: number, most: number): number =>
  Math.max(Math.min(value, most), least);

/**
 * Renders the widget as RingCentral's base class does (JSW AdapterCore/index.ts):
 *
 * 1. Until the widget pushes its state, the container is not displayed, and both closed and minimised
 *    (150-155, 694-718).
 * 2. Minimised, the frame's container has no size, and the header stays 15 px above the lower edge
 *    (724-740, 782-792).
 * 3. The position is kept within the window at each rendering, drag and resize (742-780).
 * 4. In a popup the widget fills the window and is never minimised by a push (Adapter.ts:149-165, 305-310,
 *    431-439; RingEX lib/Adapter/index.js:385-405, 509-517).
 */
export function createCore(
  view: PageWindow,
  { container, header, frameContainer, frame }: Parts,
  state: CoreState,
  look: Look,
  { direction, isPopup }: { readonly direction: string; readonly isPopup: boolean },
): Core {
  const factor = direction === 'right' ? -1 : 1;
  const side = direction === 'left' || direction === 'right' ? direction : undefined;

  function renderClasses(): void {
    const { closed, minimized, dragging, hover, loading, ringing } = state;
    container.setAttribute(
      'class',
      classes(
        'root',
        side,
        closed && 'closed',
        minimized && 'minimized',
        dragging && 'dragging',
        hover && 'hover',
        loading && 'loading',
        ...look.container(),
      ),
    );
    header.setAttribute(
      'class',
      classes('header', minimized && 'minimized', ringing && 'ringing', ...look.header()),
    );
    look.onClasses?.();
  }

  function setSize(element: HTMLElement, width: string, height: string): void {
    element.style.width = width;
    element.style.height = height;
  }

  function renderSize(): void {
    const { minimized, appWidth, appHeight } = state;
    if (isPopup) {
      setSize(frameContainer, '100%', 'calc(100% - 36px)');
      setSize(frame, '100%', '100%');
      look.onPopupSize?.();
    } else if (minimized) setSize(frameContainer, '0px', '0px');
    else {
      setSize(frameContainer, `${appWidth}px`, `${appHeight}px`);
      setSize(frame, `${appWidth}px`, `${appHeight}px`);
    }
  }

  function renderPosition(): void {
    const { minimized, appWidth, appHeight } = state;
    const [width, height] = minimized ? [header.clientWidth, 0] : [appWidth, appHeight];
    const mostX = view.innerWidth - width - 2 * PADDING;
    const mostY = view.innerHeight - header.clientHeight - height - PADDING;
    const [x, y] = minimized
      ? (['minTranslateX', 'minTranslateY'] as const)
      : (['translateX', 'translateY'] as const);
    state[x] = between(state[x], PADDING, mostX);
    state[y] = between(state[y], -mostY, -PADDING);
    // A style attribute would need `style-src 'unsafe-inline'`; the object model needs nothing.
    if (!isPopup) container.style.cssText = look.position(factor);
  }

  function render(): void {
    look.renderPresence();
    renderSize();
    renderPosition();
    renderClasses();
    look.renderBar();
  }

  return {
    state,
    factor,
    render,
    renderClasses,
    renderPosition,
    syncMinimized(minimized) {
      state.minimized = Boolean(minimized);
      renderClasses();
      renderSize();
      renderPosition();
    },
    syncClosed(closed) {
      state.closed = Boolean(closed);
      renderClasses();
    },
    syncSize({ width, height }) {
      state.appWidth = width;
      state.appHeight = height;
      setSize(frame, `${width}px`, `${height}px`);
      renderSize();
    },
    takeState({ size: { width, height }, minimized, closed, position, dndStatus, userStatus }) {
      const { translateX, translateY, minTranslateX, minTranslateY } = position;
      state.minimized = isPopup ? false : minimized;
      state.closed = closed;
      if (!state.dragging)
        Object.assign(state, { translateX, translateY, minTranslateX, minTranslateY });
      Object.assign(state, { appWidth: width, appHeight: height, dndStatus, userStatus });
      state.loading = false;
      render();
    },
  };
}
