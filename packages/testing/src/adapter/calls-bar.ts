import { classes } from './element.js';
import type { PageWindow } from './page-window.js';
import type { RingexParts } from './ringex-dom.js';

/** A call of the widget's events, as far as the bar reads it. */
interface SessionCall {
  readonly id: unknown;
  readonly callStatus?: unknown;
  readonly direction?: unknown;
  readonly startTime?: number;
  readonly endTime?: unknown;
}

/** The bar of calls in the header. */
export interface CallsBar {
  /** Takes the call of an event. */
  update(call: SessionCall): void;
  /** The page on which the widget is: some parts are not shown on some pages. */
  setPath(path: string): void;
  setTexts(texts: Readonly<Record<string, string | undefined>>): void;
  /** While the mouse is over the header of an open widget with a current call, the bar does not rotate. */
  hover(isInside: boolean): void;
  render(): void;
  readonly calls: number;
  stop(): void;
}

/** What the bar shows, in the order in which it rotates (JSW AdapterCore/index.ts:31-37). */
type Shown = 'onHold' | 'ringing' | 'current';
const ORDER: readonly Shown[] = ['onHold', 'ringing', 'current'];
const ROTATE_MS = 5_000;

const STATUS = 'webphone-session-';
const isRinging = ({ callStatus, direction }: SessionCall): boolean =>
  callStatus === `${STATUS}connecting` && direction === 'Inbound';

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** Hours only if there are some (JSW commons lib/formatDuration). */
function formatDuration(seconds: number): string {
  const hours = Math.floor(seconds / 3_600) % 24;
  const minutes = Math.floor(seconds / 60) % 60;
  return [...(hours > 0 ? [hours] : []), minutes, seconds % 60].map(twoDigits).join(':');
}

/**
 * Shows the calls of the web phone (lib/Adapter/index.js:619-697, 736-750; JSW AdapterCore/index.ts:851-1080):
 *
 * 1. A ringing, a held and a current call are three parts. One of them is shown; several rotate every 5 s.
 * 2. The duration counts from the start of the current call, and a click on it opens that call.
 * 3. On the page of the active call and on that of the history, the button that leads there is not shown.
 * 4. A minimised widget shows its logo only.
 */
export function createCallsBar(
  view: PageWindow,
  parts: RingexParts,
  isMinimized: () => boolean,
): CallsBar {
  const { logo, duration, ringingCalls, onHoldCalls, currentCall, viewCalls } = parts;
  const texts: Record<string, string | undefined> = {
    ringCallsInfo: '0 ringing',
    onHoldCallsInfo: '0 on hold',
  };
  let calls: readonly SessionCall[] = [];
  let currentId: unknown;
  let startTime = 0;
  let path = '';
  let isHovered = false;
  let shown: Shown | undefined;
  let durationTimer: number | undefined;
  let rotateTimer: number | undefined;

  const counts = (): Readonly<Record<Shown, number>> => ({
    ringing: calls.filter(isRinging).length,
    onHold: calls.filter(({ callStatus }) => callStatus === `${STATUS}onHold`).length,
    current: startTime > 0 ? 1 : 0,
  });
  const hasCalls = (): boolean =>
    calls.some((call) => call.callStatus !== `${STATUS}connecting` || isRinging(call));

  function renderDuration(): void {
    const seconds = Math.round((Date.now() - startTime) / 1_000);
    duration.textContent = formatDuration(Math.max(seconds, 0));
  }

  function stopTimers(): void {
    view.clearInterval(durationTimer);
    view.clearInterval(rotateTimer);
  }

  function count(element: HTMLElement, text: string, number: number): void {
    element.textContent = text.replace('0', String(number));
    element.title = element.textContent;
  }

  /**
   * A part that is rotated in moves in as the one before moves out; any later rendering shows it at its place
   * (JSW AdapterCore/index.ts:1247-1345).
   */
  function render(before?: Shown | 'none'): void {
    const isOpen = !isMinimized();
    const moves = isOpen && before !== undefined;
    const isOnCall = path.includes('/calls/active');
    const isOnHistory = path === '/history';
    const hasLogo = Boolean(logo.getAttribute('src'));
    const set = (element: Element, ...names: readonly unknown[]): void =>
      element.setAttribute('class', classes(...names));
    const stays = (part: Shown): boolean => isOpen && !moves && shown === part;
    const movesIn = (part: Shown): boolean => moves && !isHovered && shown === part;
    const movesOut = (part: Shown): boolean => moves && !isHovered && before === part;
    const one = (element: Element, name: string, part: Shown, isCentred: boolean): void =>
      set(
        element,
        name,
        stays(part) && 'visible',
        isOpen && isCentred && 'center',
        movesOut(part) && 'moveOut',
        movesIn(part) && 'moveIn',
      );
    const some = (does: (part: Shown) => boolean): boolean => does('ringing') || does('onHold');

    set(logo, 'logo', hasLogo && !(isOpen && hasCalls()) && 'visible');
    one(duration, 'duration', 'current', isOnCall);
    one(ringingCalls, 'ringingCalls', 'ringing', isOnHistory);
    one(onHoldCalls, 'onHoldCalls', 'onHold', isOnHistory);
    set(
      currentCall,
      'currentCallBtn',
      !isOnCall && stays('current') && 'visible',
      !isOnCall && movesOut('current') && 'moveOut',
      !isOnCall && movesIn('current') && 'moveIn',
    );
    set(
      viewCalls,
      'viewCallsBtn',
      !isOnHistory && some(stays) && 'visible',
      !some(movesIn) && some(movesOut) && 'moveOut',
      some(movesIn) && 'moveIn',
    );
  }

  function rotate(): void {
    const present = counts();
    if (isHovered && shown && present[shown] > 0) return;
    const before = shown;
    const from = ORDER.indexOf(shown as Shown);
    const turn = ORDER.map((_, index) => ORDER[(from + 1 + index) % ORDER.length] as Shown);
    shown = turn.find((part) => present[part] > 0);
    render(before ?? 'none');
  }

  function show(): void {
    stopTimers();
    const { ringing, onHold, current } = counts();
    const present = ORDER.filter((part) => counts()[part] > 0);
    if (current > 0) {
      renderDuration();
      durationTimer = view.setInterval(renderDuration, 1_000);
    } else isHovered = false;
    if (ringing > 0) count(ringingCalls, texts['ringCallsInfo'] ?? '', ringing);
    if (onHold > 0) count(onHoldCalls, texts['onHoldCallsInfo'] ?? '', onHold);
    if (present.length > 1) {
      rotate();
      rotateTimer = view.setInterval(rotate, ROTATE_MS);
    } else {
      shown = hasCalls() ? present[0] : undefined;
      render();
    }
  }

  /** lib/Adapter/index.js:624-648 */
  function update(call: SessionCall): void {
    const others = calls.filter(({ id }) => id !== call.id);
    if (call.endTime) {
      calls = others;
      if (call.id === currentId && others.length > 0) {
        const next = others.find(({ callStatus }) => callStatus !== `${STATUS}connecting`);
        currentId = next?.id;
        startTime = next?.startTime ?? 0;
      }
      if (others.length === 0) {
        currentId = null;
        startTime = 0;
      }
    } else {
      if (call.callStatus !== `${STATUS}setup`) calls = [call, ...others];
      if (call.callStatus === `${STATUS}connected`) {
        currentId = call.id;
        startTime = call.startTime ?? 0;
      }
    }
    show();
  }

  return {
    update,
    setPath(to) {
      path = to;
      show();
    },
    setTexts(given) {
      Object.assign(texts, given);
      currentCall.textContent = given['currentCallBtn'] ?? currentCall.textContent;
      viewCalls.textContent = given['viewCallsBtn'] ?? viewCalls.textContent;
      show();
    },
    hover(isInside) {
      if (isInside && startTime <= 0) return;
      isHovered = isInside;
      render();
    },
    render: () => render(),
    get calls() {
      return calls.length;
    },
    stop: stopTimers,
  };
}
