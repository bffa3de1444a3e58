import { afterEach, expect, it } from 'vitest';

/** As strict as a page can be: no style but that of scripts, and no script but the page's own. */
const POLICY = "default-src 'none'; script-src 'self'";

afterEach(() => document.body.replaceChildren());

interface FrameWindow extends Window {
  readonly refused: string[];
}

/** A page of that policy, which runs `outbox-policy-page.ts`. */
async function openPage(): Promise<FrameWindow> {
  const script = new URL('./outbox-policy-page.ts', import.meta.url).href;
  const frame = document.createElement('iframe');
  frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${POLICY}"><script type="module" src="${script}"></script><body></body>`;
  document.body.append(frame);
  const opened = frame.contentWindow as FrameWindow;
  await expect
    .poll(() => opened.document.querySelector('jackfield-outbox')?.shadowRoot?.textContent, {
      timeout: 15_000,
    })
    .toContain('1 call log failed');
  return opened;
}

it('is styled and works in a page whose policy allows no inline style', async () => {
  const { document, refused, getComputedStyle } = await openPage();
  const root = document.querySelector('jackfield-outbox')?.shadowRoot;
  const list = root?.querySelector('ul');
  expect(getComputedStyle(list as Element).listStyleType).toBe('none');
  const buttons = [...(root?.querySelectorAll('button') ?? [])];
  buttons.find((button) => button.textContent === 'Discard')?.click();
  buttons.find((button) => button.textContent === 'Discard for good')?.click();
  await expect.poll(() => root?.textContent).toContain('All calls logged');
  expect(refused).toEqual([]);
});

it('would be notified of what the policy refuses', async () => {
  const { document, refused } = await openPage();
  document.body.setAttribute('style', 'color: red');
  await expect.poll(() => refused).toEqual(['style-src-attr']);
});
