import { compileFunction } from 'node:vm';
import { Window as HappyWindow } from 'happy-dom';
import { JSDOM } from 'jsdom';

/** A window without a browser, in which the page's script runs. */
export interface TestWindow {
  readonly window: EventTarget & { late?: Promise<void> };
  /** Runs the page's script. */
  run(script: string): void;
  /** What the page shows as the caller. */
  caller(): string;
  /** Whether the page waits for the server. */
  isFetching(): boolean;
}

const BODY = '<output id="caller"></output>';

/** Runs scripts whose requests go to the application, and knows whether one is on its way. */
function scripts(window: object, document: object, origin: string) {
  let fetching = 0;
  const getJson = async (address: string, options?: RequestInit): Promise<Response> => {
    fetching += 1;
    try {
      const response = await fetch(new URL(address, origin), options);
      return new Response(await response.text(), response);
    } finally {
      fetching -= 1;
    }
  };
  return {
    run(script: string): void {
      compileFunction(script, ['window', 'document', 'fetch'])(window, document, getJson);
    },
    isFetching: () => fetching > 0,
  };
}

export const inHappyDom = (origin: string): TestWindow => {
  const window = new HappyWindow({ url: origin });
  window.document.body.innerHTML = BODY;
  return {
    window: window as unknown as EventTarget,
    ...scripts(window, window.document, origin),
    caller: () => window.document.querySelector('#caller')?.textContent ?? '',
  };
};

export const inJsdom = (origin: string): TestWindow => {
  const { window } = new JSDOM(BODY, { url: origin });
  return {
    window: window as unknown as EventTarget,
    ...scripts(window, window.document, origin),
    caller: () => window.document.querySelector('#caller')?.textContent ?? '',
  };
};

/** An `EventTarget`, and the few members of a document that the script uses. */
export const inNode = (origin: string, frameWindow: () => object): TestWindow => {
  const window = new EventTarget();
  const caller = { textContent: '' };
  const document = {
    querySelector: (selector: string) =>
      selector === '#caller' ? caller : { contentWindow: frameWindow() },
    addEventListener: () => undefined,
  };
  return {
    window,
    ...scripts(window, document, origin),
    caller: () => caller.textContent,
  };
};
