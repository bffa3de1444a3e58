// Loads one adapter script in Chromium, does the trials, and notes all that can be seen from outside.
import type { Browser, BrowserContext, Frame, Page, Route } from 'playwright';
import type { PageView } from './in-page.js';
import { SHOWN, type Trials } from './trials.js';

/** What was seen, as text, by what it is. */
export type Seen = ReadonlyMap<string, string>;

const PAGE = 'https://crm.example';
const OTHER = 'https://other.example';
const STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; frame-src";

const html = (head: string): string =>
  `<!doctype html><meta charset="utf-8"><title>Trial</title><script src="/in-page.js"></script>${head}
   <body><a id="tel" href="tel:+16505550142"><b>call</b></a> <a id="sms" href="sms:+16505550143?body=Hello">write</a></body>`;

const APP = `<!doctype html><title>App</title><script>
  var received = [];
  addEventListener('message', function (event) { received.push(event.data); });
</script>`;

/** Long enough for a message to another process and back, and for a transition. */
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Without what differs from run to run. */
const stable = (value: unknown): string =>
  (JSON.stringify(value) ?? 'undefined')
    .replaceAll(/[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}/g, '<id>')
    .replaceAll(/_t=\d{13}/g, '_t=<time>');

interface Trial {
  readonly tab: Page;
  readonly app: Frame;
  readonly errors: string[];
  readonly lines: string[];
  /** Runs a method of what in-page.ts has put in the page. */
  see<K extends keyof PageView>(
    name: K,
    ...args: Parameters<PageView[K]>
  ): Promise<ReturnType<PageView[K]>>;
  /** Posts from the app to the page. */
  post(message: unknown): Promise<void>;
  /** What the app has received since the last time. */
  received(): Promise<readonly unknown[]>;
}

/** Answers every address; nothing leaves the machine. */
function answering(script: string, inPage: string, hosted: string) {
  return async (route: Route): Promise<void> => {
    const url = new URL(route.request().url());
    const address = url.origin + url.pathname;
    const src = `${hosted}/adapter.js${url.search.replaceAll('&', '&amp;')}`;
    const tag = `<script src="${src}"></script>`;
    const pages: Readonly<Record<string, string>> = {
      '/': html(tag),
      '/early': html(`${tag}<script>var early = typeof RCAdapter</script>`),
      '/twice': html(`<script src="${hosted}/adapter.js?clientId=first"></script>${tag}`),
      '/manual': html(`<script>var RC_EMBEDDABLE_ADAPTER_MANUAL_INIT = true</script>${tag}`),
      '/in-popup': html(`<script>var __ON_RC_POPUP_WINDOW = 1</script>${tag}`),
      '/strict': html(tag),
    };
    const found = url.origin === PAGE ? pages[url.pathname] : undefined;
    if (found) {
      const headers =
        url.pathname === '/strict'
          ? {
              'content-security-policy': `${STRICT} ${new URL(hosted).origin}`.replace(
                "script-src 'self'",
                `script-src 'self' ${new URL(hosted).origin}`,
              ),
            }
          : {};
      return route.fulfill({ contentType: 'text/html', body: found, headers });
    }
    if (address === `${PAGE}/in-page.js`)
      return route.fulfill({ contentType: 'text/javascript', body: inPage });
    if (address === `${hosted}/adapter.js`)
      return route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: script });
    if (address.endsWith('.html')) return route.fulfill({ contentType: 'text/html', body: APP });
    return route.abort();
  };
}

async function open(context: BrowserContext, path: string, isWaiting = true): Promise<Trial> {
  const tab = await context.newPage();
  const errors: string[] = [];
  const lines: string[] = [];
  tab.on('pageerror', (error) => errors.push(error.message));
  tab.on('console', (message) => lines.push(message.text()));
  await tab.goto(`${PAGE}${path}`);
  let app = tab.mainFrame();
  if (isWaiting) {
    await tab.waitForFunction('window.RCAdapter');
    const element = await tab.waitForSelector('iframe', { state: 'attached' });
    app = (await element.contentFrame()) as Frame;
    await app.waitForFunction('window.received');
  }
  let count = 0;
  return {
    tab,
    app,
    errors,
    lines,
    see: (name, ...args) => tab.evaluate(`comparison.${name}(...${JSON.stringify(args)})`),
    async post(message) {
      await app.evaluate((data) => window.parent.postMessage(data, '*'), message);
      await pause(40);
    },
    async received() {
      await pause(40);
      const all = (await app.evaluate('received')) as readonly unknown[];
      const fresh = all.slice(count);
      count = all.length;
      return fresh;
    },
  };
}

/** Does all trials with a script. */
export async function observe(
  browser: Browser,
  trials: Trials,
  script: string,
  inPage: string,
): Promise<Seen> {
  const seen = new Map<string, string>();
  const note = (area: string, values: object): void => {
    for (const [name, value] of Object.entries(values)) seen.set(`${area}: ${name}`, stable(value));
  };
  const context = await browser.newContext({ viewport: { width: 1_000, height: 800 } });
  await context.route('**/*', answering(script, inPage, trials.hosted));
  const query = `?${trials.parameters.map((name) => `${name}=${name}-1`).join('&')}`.replace(
    'popupPageUri=popupPageUri-1',
    `popupPageUri=${PAGE}/own-popup.html`,
  );

  await observeMain(await open(context, '/?enablePopup=1'), trials, note);

  const all = await open(context, `/${query}`);
  const { parameters, ...address } = await all.see('frame');
  note('address', address);
  const forwarded = String(parameters).split(' ');
  note('parameter', Object.fromEntries(forwarded.map((name) => [name, 'forwarded'])));
  await all.tab.close();

  const twice = await open(context, '/twice?clientId=second');
  note('second script', {
    frames: await twice.tab.locator('iframe').count(),
    clientId: new URL(twice.app.url()).searchParams.get('clientId'),
  });
  await twice.tab.close();

  const early = await open(context, '/early');
  note('before load', { RCAdapter: await early.tab.evaluate('early') });
  await early.tab.close();

  for (const variant of trials.variants) {
    const trial = await open(context, `/?${variant}`);
    for (const minimized of [false, true]) {
      await trial.post(trials.shown({ ...SHOWN, minimized }));
      await pause(400);
      const seenThen = { ...(await trial.see('state')), ...(await trial.see('place')) };
      note(`with ${variant}${minimized ? ', minimised' : ''}`, seenThen);
    }
    await trial.tab.close();
  }

  if (trials.wire === 'ringex') {
    const manual = await open(context, '/manual?clientId=c', false);
    note('manual init', { before: await manual.see('globals') });
    await manual.tab.evaluate("RCAdapterInit({ options: { clientId: 'd', prefix: 'acme' } })");
    note('manual init', {
      id: await manual.tab.locator('iframe').getAttribute('id'),
      again: await manual.tab.evaluate(
        'RCAdapterInit(); document.querySelectorAll("iframe").length',
      ),
      disposed: await manual.tab.evaluate(
        'RCAdapterDispose(); [RCAdapter, document.querySelectorAll("iframe").length]',
      ),
    });
    await manual.tab.close();
  }

  const inPopup = await open(context, '/in-popup?clientId=c&unknown=1');
  await inPopup.post(trials.shown({ ...SHOWN, minimized: true }));
  await pause(400);
  note('in a popup', { ...(await inPopup.see('frame')), ...(await inPopup.see('place')) });
  await inPopup.tab.close();

  const popup = await open(context, '/?enablePopup=1&clientId=c');
  await popup.post(trials.shown(SHOWN));
  await popup.received();
  const opened = context.waitForEvent('page', { timeout: 5_000 }).catch(() => undefined);
  await popup.see('mouse', 'popup', 'click');
  const [request] = (await popup.received()) as readonly { requestId: string; type: string }[];
  const type = request?.type.replace('request', 'response');
  const id = request?.requestId;
  await popup.post({ type, requestId: id, responseId: id, result: false, response: false });
  const window = await opened;
  note('popup', {
    address: window?.url(),
    name: window && (await window.evaluate('window.name')),
    minimised: (await popup.see('state'))['minimized'],
  });
  await window?.close();
  await popup.tab.close();

  const moved = await open(context, '/');
  await moved.app.goto(`${OTHER}/app.html`);
  await moved.see('call', 'setClosed', [true]);
  if (trials.wire === 'ringex') await moved.see('call', 'isWindowPoppedUp', []);
  await pause(40);
  note('a frame of another origin', { received: await moved.app.evaluate('received.length') });
  await moved.tab.close();

  const strict = await open(context, '/strict', false);
  await pause(300);
  note('strict Content-Security-Policy', {
    violations: strict.lines.filter((line) => /Content Security Policy/i.test(line)).length > 0,
    position: await strict.tab.evaluate(
      "(() => { const frame = document.querySelector('iframe'); return frame && getComputedStyle(frame.closest('[id]:not(iframe)')).position; })()",
    ),
  });
  await context.close();
  return seen;
}

type Note = (area: string, values: object) => void;

/** The members of `after` that differ. */
const changes = (
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): object =>
  Object.fromEntries(
    Object.entries(after).filter(([name, value]) => stable(value) !== stable(before[name])),
  );

async function observeMain(trial: Trial, trials: Trials, note: Note): Promise<void> {
  const { tab, errors, lines, see, post, received } = trial;
  note('global', await see('globals'));
  note('member', await see('members'));
  note('element', Object.fromEntries((await see('tree')).map((line, index) => [index, line])));
  note('frame', await see('frame'));
  note('style', await see('styles'));
  note('before the first push', { ...(await see('state')), ...(await see('place')) });

  await post(trials.shown(SHOWN));
  await pause(400);
  note('shown', { ...(await see('state')), ...(await see('place')) });

  for (const [index, [method, ...args]] of trials.calls.entries()) {
    const before = await see('state');
    const thrown = await see('call', method, args);
    const messages = await received();
    const after = changes(before, await see('state'));
    const name = `${index} ${method}(${args.map((arg) => stable(arg)).join(', ')})`;
    note('method', { [name]: messages, [`${name} throws`]: thrown, [`${name} changes`]: after });
  }
  await post(trials.shown(SHOWN));
  for (const [name, message] of trials.messages) {
    const before = await see('state');
    errors.splice(0);
    await post(message);
    const after = changes(before, await see('state'));
    note('message', {
      [name]: after,
      [`${name}, posted back`]: await received(),
      [`${name}, errors`]: errors.length,
    });
  }

  await post(trials.shown({ ...SHOWN, minimized: true }));
  await pause(400);
  note('minimised', await see('place'));
  await post(trials.shown({ ...SHOWN, closed: true }));
  await pause(400);
  note('closed', await see('place'));
  await post(trials.shown(SHOWN));

  const before = await see('state');
  await see('mouse', 'header', 'mousedown', { clientX: 400, clientY: 300 });
  await see('mouse', 'window', 'mousemove', { buttons: 1, clientX: 390, clientY: 280 });
  await see('mouse', 'header', 'mouseup');
  await pause(200);
  note('drag', { changes: changes(before, await see('state')), posted: await received() });
  await see('mouse', 'toggle', 'click');
  note('toggle', { minimised: (await see('state'))['minimized'], posted: await received() });
  await see('mouse', 'header', 'mousedown', { clientX: 400, clientY: 300 });
  await see('mouse', 'header', 'mouseup');
  await see('mouse', 'header', 'click');
  note('header', { minimised: (await see('state'))['minimized'], posted: await received() });

  await tab.evaluate(() => {
    document.addEventListener('click', (event) => event.preventDefault());
  });
  for (const id of ['tel', 'sms']) {
    await tab.evaluate((name) => document.getElementById(name)?.click(), id);
    note('link', { [id]: await received() });
  }

  await tab.evaluate(
    (message) => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const script = frame.contentDocument?.createElement('script') as HTMLScriptElement;
      script.textContent = `parent.postMessage(${JSON.stringify(message)}, '*')`;
      frame.contentDocument?.body.append(script);
    },
    trials.shown({ ...SHOWN, closed: true }),
  );
  await pause(60);
  note('a message of another window', { closed: (await see('state'))['closed'] });

  note('storage', await see('storage'));
  note('console', { 'lines about calls': lines.some((line) => /call/i.test(line)) });
  await see('call', 'dispose', []);
  note('dispose', {
    frame: await tab.locator('[id$="-adapter-frame"]').count(),
    RCAdapter: await tab.evaluate('typeof RCAdapter'),
  });
  await tab.close();
}
