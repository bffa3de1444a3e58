import type { World } from '../../../plugin-kit/test/widget.js';
import type { CallLogOptions, CallLogPlugin } from '../../src/index.js';
import type { LeadershipTimes } from '../../src/outbox/timing.js';

/** A page with a host, a widget and the plugin. */
export interface Tab extends World {
  readonly plugin: CallLogPlugin;
}

export type OpenTab = (options: CallLogOptions, times?: LeadershipTimes) => Tab;

/** A tab of its own, with its own modules, connections and locks. */
export interface KillableTab extends Tab {
  readonly page: Window & typeof globalThis;
  /** Takes it away in the middle of whatever it does. */
  kill(): void;
}

/** Opens a tab in a frame of this page's origin. */
export async function openFrame(
  options: CallLogOptions,
  times?: LeadershipTimes,
  hasLocks = true,
): Promise<KillableTab> {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const page = frame.contentWindow as KillableTab['page'];
  if (!hasLocks) Object.defineProperty(page.navigator, 'locks', { value: undefined });
  const opened = new Promise<OpenTab>((resolve) => {
    page.addEventListener('tab', (event) => resolve((event as CustomEvent<OpenTab>).detail));
  });
  const script = page.document.createElement('script');
  script.type = 'module';
  script.src = new URL('./tab-page.ts', import.meta.url).href;
  page.document.head.append(script);
  const tab = (await opened)(options, times);
  return { ...tab, page, kill: () => frame.remove() };
}

/** Leadership in seconds, for tests that run in real time. */
export const shortTimes: LeadershipTimes = {
  askMs: 300,
  answerMs: 300,
  trustMs: 900,
  leaseMs: 900,
  restMs: 600,
};

/** A log as the widget asks for it. */
export const log = (call: string, notes = 'first'): object => ({
  call: {
    id: call,
    direction: 'INBOUND',
    from: { phoneNumber: '6503945910' },
    to: { phoneNumber: '7202255924' },
  },
  task: { notes },
  sessionId: `${call}$2`,
});
