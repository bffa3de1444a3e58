import { el, put } from './el.js';

/** A button that runs something which may take a while. */
export interface Button {
  readonly element: HTMLButtonElement;
  /** What it shows, and what it is called where that is not enough. */
  name(text: string, fullName?: string): void;
}

/** It keeps the focus while it runs, and does not run twice at once. */
export function createButton(owner: Document, part: string, run: () => Promise<void>): Button {
  const element = el(owner, 'button', { type: 'button', part: `button ${part}` });
  let isRunning = false;
  element.addEventListener('click', () => {
    if (isRunning) return;
    isRunning = true;
    put(element, 'aria-disabled', 'true');
    void run().finally(() => {
      isRunning = false;
      element.removeAttribute('aria-disabled');
    });
  });
  return {
    element,
    name(text, fullName) {
      if (element.textContent !== text) element.textContent = text;
      if (fullName !== undefined) put(element, 'aria-label', fullName);
    },
  };
}
