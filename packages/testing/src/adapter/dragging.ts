import type { Core, Parts, Position } from './core.js';
import type { Listeners, PageWindow } from './page-window.js';

/** How long the position must be at rest before it is posted, in milliseconds (JSW AdapterCore/index.ts:680). */
const REST_MS = 100;

/** What the adapter does with a drag. */
export interface DragActions {
  /** Called with the position of the last move, before it was kept within the window. */
  onRest(position: Position): void;
  onHeaderHover(isInside: boolean): void;
  onHeaderClick(): void;
}

/**
 * Lets the header drag the widget (JSW AdapterCore/index.ts:376-435, 459-503):
 *
 * 1. A drag begins at `mousedown` in the header, and ends at its `mouseup`, or at the first move without a
 *    pressed button.
 * 2. A click after a movement is not a click.
 * 3. `onRest` is called when the position has been at rest for 100 ms.
 * 4. Moves over the frame belong to its document: they do not reach this window.
 *
 * @returns what stops the timers
 */
export function enableDragging(
  view: PageWindow,
  { container, header }: Parts,
  { state, factor, renderClasses, renderPosition }: Core,
  { on }: Listeners,
  { onRest, onHeaderHover, onHeaderClick }: DragActions,
): () => void {
  let start: { x: number; y: number; from: Record<'x' | 'y' | 'minX' | 'minY', number> };
  let isClick = true;
  let lastResize = 0;
  let restTimer: number | undefined;
  let resizeTimer: number | undefined;

  function setDragging(isDragging: boolean): void {
    state.dragging = isDragging;
    renderClasses();
  }

  on<MouseEvent>(header, 'mousedown', ({ clientX: x, clientY: y }) => {
    isClick = true;
    const { translateX, translateY, minTranslateX: minX, minTranslateY: minY } = state;
    start = { x, y, from: { x: translateX, y: translateY, minX, minY } };
    setDragging(true);
  });
  on(header, 'mouseup', () => setDragging(false));
  on<MouseEvent>(view, 'mousemove', ({ buttons, clientX, clientY }) => {
    if (!state.dragging) return;
    if (buttons === 0) return setDragging(false);
    const [dx, dy] = [clientX - start.x, clientY - start.y];
    if (state.minimized) {
      state.minTranslateX = start.from.minX + dx * factor;
      state.minTranslateY = start.from.minY + dy;
    } else {
      state.translateX = start.from.x + dx * factor;
      state.translateY = start.from.y + dy;
    }
    if (dx !== 0 || dy !== 0) isClick = false;
    const { translateX, translateY, minTranslateX, minTranslateY } = state;
    const position = { translateX, translateY, minTranslateX, minTranslateY };
    view.clearTimeout(restTimer);
    restTimer = view.setTimeout(() => onRest(position), REST_MS);
    renderPosition();
  });

  on(header, 'mouseenter', () => {
    if (state.minimized) {
      state.hoverHeader = true;
      renderClasses();
    } else onHeaderHover(true);
  });
  on(header, 'mouseleave', () => {
    state.hoverHeader = false;
    onHeaderHover(false);
    renderClasses();
  });
  on(header, 'click', () => {
    if (isClick) onHeaderClick();
  });
  for (const [type, hover] of [
    ['mouseenter', true],
    ['mouseleave', false],
  ] as const)
    on(container, type, () => {
      state.hover = hover;
      renderClasses();
    });

  on(view, 'resize', () => {
    if (state.dragging) return;
    view.clearTimeout(resizeTimer);
    resizeTimer = view.setTimeout(renderPosition, REST_MS);
    if (Date.now() - lastResize <= 50) return;
    lastResize = Date.now();
    renderPosition();
  });

  return () => {
    view.clearTimeout(restTimer);
    view.clearTimeout(resizeTimer);
  };
}
