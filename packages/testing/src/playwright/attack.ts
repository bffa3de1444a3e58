import type { Page } from '@playwright/test';

/** How long a page has to answer a forged request, in milliseconds. */
const PATIENCE_MS = 500;

/**
 * Posts a message to a page from a window of its own, as any frame in it could.
 *
 * @param answered - returns whether the page has answered elsewhere
 * @returns whether the page has answered
 */
export async function attackFrom(
  page: Page,
  message: unknown,
  answered: () => boolean,
): Promise<boolean> {
  const element = await page.evaluateHandle(() => {
    const frame = document.createElement('iframe');
    frame.hidden = true;
    document.body.append(frame);
    return frame;
  });
  try {
    const frame = await element.asElement()?.contentFrame();
    const isAnswered = await frame?.evaluate(
      async ({ message, patienceMs }) => {
        const answer = new Promise<boolean>((resolve) => {
          globalThis.addEventListener('message', () => resolve(true), { once: true });
          setTimeout(() => resolve(false), patienceMs);
        });
        globalThis.parent.postMessage(message, '*');
        return answer;
      },
      { message, patienceMs: PATIENCE_MS },
    );
    return Boolean(isAnswered) || answered();
  } finally {
    await element.evaluate((frame) => frame.remove());
  }
}
