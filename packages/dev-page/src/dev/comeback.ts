import type { ProblemsView } from '../page/problems-view.js';
import type { Hot } from './bridge.js';

const AGAIN_MS = 1_000;

/** Says that the command has ended, and loads the page again when it runs again. */
export const awaitComeback = (hot: Hot, problems: ProblemsView): void => {
  let isGone = false;
  const ask = async (): Promise<void> => {
    const response = await fetch('/', { method: 'HEAD' }).catch(() => undefined);
    if (response?.ok) location.reload();
    else setTimeout(() => void ask(), AGAIN_MS);
  };
  hot.on('vite:ws:disconnect', () => {
    if (isGone) return;
    isGone = true;
    problems.report('jackfield dev has ended', 'This page loads again when it runs again.');
    void ask();
  });
};
