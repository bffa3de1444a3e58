import type { Trace } from '../page/problems-view.js';
import type { Hot } from './bridge.js';
import { DEV_EVENTS, type DevFailed, type DevTrace } from './dev-state.js';

/** Has the command find where in the source an error was thrown: only it has the source maps. */
export const traces = (hot: Hot): Trace => {
  const waiting = new Map<number, Parameters<Trace>[2]>();
  let count = 0;
  hot.on(DEV_EVENTS.trace, ({ id, place, frame, stack }: DevTrace) => {
    const show = waiting.get(id);
    waiting.delete(id);
    show?.(place ?? 'unknown', [frame, stack].filter(Boolean).join('\n\n'));
  });
  return (what, { message, stack = '' }, show) => {
    const id = (count += 1);
    waiting.set(id, show);
    hot.send(DEV_EVENTS.failed, { id, what, message, stack } satisfies DevFailed);
  };
};
