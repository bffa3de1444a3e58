// Who calls: several contacts with one number, names that are long or turn the text, a small screen.
import type { FrameLocator, Page } from 'playwright';
import { describe } from 'vitest';
import { importPeople } from './lists.js';
import { phoneOf, type Play, ring, serverOf, takeCall, test } from './play.js';

const PRIYA = '(650) 555-0142';
/** 190 characters, and one word of 108. */
const LONG =
  `${'Llanfair'.padEnd(108, 'pwllgwyngyll')} ${'of the very long names '.repeat(4)}`.slice(0, 190);
/** U+202E turns the text after it, where nothing isolates it. */
const TURNED = 'Mallory \u202eevil';

async function importContacts(
  { page }: Play,
  contacts: readonly (readonly [id: string, name: string, phone: string])[],
): Promise<void> {
  await page.getByText('Priya Raman').waitFor();
  const rows = contacts.map((row) => row.join(','));
  await page.getByLabel('Import a file').setInputFiles({
    name: 'customers.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['Id,Name,Phone', ...rows, ''].join('\n')),
  });
  await page
    .getByText(/contacts? imported/)
    .first()
    .waitFor();
}

const KINDS = ['ringcx', 'ringex'] as const;

/** Whether an element is in the view of its own window, as a whole. */
const inView = (locator: ReturnType<FrameLocator['getByRole']>): Promise<boolean> =>
  locator.evaluate((element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect();
    return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
  });

/** Records what the live regions of the page and its frames say. */
async function listenToRegions(page: Page): Promise<string[]> {
  const said: string[] = [];
  await page.exposeBinding('say', (_source, text: string) => void said.push(text));
  for (const frame of page.frames())
    await frame.evaluate(() => {
      const selector = '[aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log]';
      const roots = [document, document.querySelector('jackfield-outbox')?.shadowRoot];
      for (const region of roots.flatMap((root) =>
        Array.from(root?.querySelectorAll(selector) ?? []),
      ))
        new MutationObserver(() => {
          const text = region.textContent?.trim() ?? '';
          if (text !== '') (globalThis as unknown as { say(text: string): void }).say(text);
        }).observe(region, { childList: true, characterData: true, subtree: true });
    });
  return said;
}

const isWiderThanPage = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

describe.each(KINDS)('on %s, a call that rings', (widget) => {
  test('names all contacts with its number, in the page and in the phone', async ({
    play,
    expect,
  }) => {
    const played = await play({ widget });
    const { page, complaints } = played;
    const phone = phoneOf(page, widget);
    await importContacts(played, [['d1', 'Dora Double', PRIYA]]);
    await ring(phone, /Priya Raman/);
    const pop = page.getByRole('region', { name: '2 contacts have this number' });
    await pop.getByText('Priya Raman').waitFor();
    await pop.getByText('Dora Double').waitFor();
    await phone.getByTestId('caller-name').getByText('2 contacts have this number').waitFor();
    expect(await phone.locator('.caller-names').getByRole('listitem').allTextContents()).toEqual(
      expect.arrayContaining(['Priya Raman', 'Dora Double']),
    );
    expect(await page.locator('.contact[data-current=true]').count()).toBe(2);

    // So does its log, on its way and in the table.
    await serverOf(page).selectOption('is-down');
    await phone.getByRole('button', { name: 'Answer' }).click();
    await phone.getByRole('button', { name: 'Hang up' }).click();
    if (widget === 'ringex') await phone.getByRole('button', { name: /^Log Priya Raman/ }).click();
    await phone.getByRole('button', { name: widget === 'ringex' ? 'Save' : 'Submit' }).click();
    const waiting = page.locator('jackfield-outbox').getByRole('listitem');
    await waiting.getByText(PRIYA).waitFor();
    // The log is kept before its contacts are looked up.
    await waiting.getByText('Priya Raman').waitFor({ state: 'detached' });
    await serverOf(page).selectOption('works');
    await page.clock.runFor(20_000);
    const row = page.locator('#calls-body').getByRole('row');
    await row.getByText('Priya Raman or Dora Double').waitFor();
    expect(complaints).toEqual([]);
  });

  test('can be answered and closed, however long the name is', async ({ play, expect }) => {
    for (const width of [320, 1280]) {
      const played = await play({ widget, width });
      const { page } = played;
      const phone = phoneOf(page, widget);
      await importContacts(played, [['l1', LONG, '(415) 555-0199']]);
      await ring(phone, /Someone new/);
      await phone.getByTestId('caller-name').getByText('Llanfair').waitFor();
      const pop = page.getByRole('region', { name: LONG });
      expect(await isWiderThanPage(page)).toBe(false);
      for (const name of ['Answer', 'Decline'])
        expect(await inView(phone.getByRole('button', { name }))).toBe(true);
      const close = pop.getByRole('button', { name: `Dismiss: ${LONG}` });
      await close.scrollIntoViewIfNeeded();
      expect(await inView(close)).toBe(true);
      // In the list, three lines of it are shown, and the whole of it on demand.
      const listed = page.locator('.contact .person-name').filter({ hasText: 'Llanfair' });
      const lines = ({ clientHeight }: Element): number => Math.round(clientHeight / 20);
      expect(await listed.evaluate(lines)).toBeLessThanOrEqual(3);
      expect(await listed.getAttribute('title')).toBe(LONG.trim());
    }
  });

  test('is listed in the phone, however long the names with its number are', async ({
    play,
    expect,
  }) => {
    const played = await play({ widget, width: 320 });
    const { page } = played;
    const phone = phoneOf(page, widget);
    await importContacts(played, [
      ['l1', LONG, PRIYA],
      ['l2', 'l'.repeat(190), PRIYA],
    ]);
    /** The controls and texts of the phone that leave it at its side. */
    const outside = (): Promise<string[]> =>
      phone
        .locator('body')
        .evaluate((body) =>
          [...body.querySelectorAll('button, li, p, bdi')].flatMap((element) =>
            element.getBoundingClientRect().right > innerWidth ? [element.outerHTML] : [],
          ),
        );
    await ring(phone, /Priya Raman/);
    await phone.getByTestId('caller-name').getByText('3 contacts').waitFor();
    for (const name of ['Answer', 'Decline'])
      expect(await inView(phone.getByRole('button', { name }))).toBe(true);
    expect(await outside()).toEqual([]);
    await phone.getByRole('button', { name: 'Answer' }).click();
    await phone.getByRole('button', { name: 'Hang up' }).click();
    if (widget === 'ringcx') {
      await phone.getByRole('button', { name: 'Submit' }).click();
      await phone.getByRole('button', { name: 'Done' }).click();
    }
    await phone.locator('.recent').waitFor();
    expect(await outside()).toEqual([]);
  });

  test('is shown on a small screen, wherever it is scrolled', async ({ play, expect }) => {
    const { page } = await play({ widget, width: 390 });
    const phone = phoneOf(page, widget);
    const title = await page.title();
    await ring(phone, /Priya Raman/);
    await expect.poll(() => page.title()).toBe(`Ringing: Priya Raman · ${title}`);
    const pop = page.getByRole('region', { name: 'Priya Raman' });
    await page.locator('#messages').scrollIntoViewIfNeeded();
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect.poll(() => inView(pop)).toBe(true);
    await page.getByRole('link', { name: 'Ringing: Priya Raman' }).waitFor();
    await phone.getByRole('button', { name: 'Answer' }).click();
    await expect.poll(() => page.title()).toBe(title);
    expect(await page.locator('#to-phone').textContent()).toBe('Phone');
  });

  test('leaves the focus and the number in the dial field', async ({ play, expect }) => {
    const { page } = await play({ widget });
    const phone = phoneOf(page, widget);
    await phone.getByText('Connected to Acme CRM').waitFor();
    const dial = phone.getByLabel('Number', { exact: true });
    await dial.fill('650555');
    await dial.focus();
    const rung = phone.locator('#ring').evaluate((button) => (button as HTMLElement).click());
    await rung;
    await phone.getByRole('button', { name: 'Answer' }).waitFor();
    // RingEX would dial at Enter, and hold the call that rings.
    await page.keyboard.press(widget === 'ringcx' ? 'Enter' : 'End');
    await page.keyboard.type('0142');
    expect(await dial.inputValue()).toBe('6505550142');
    await phone.getByRole('button', { name: 'Decline' }).click();
    await phone.getByRole('button', { name: 'Decline' }).waitFor({ state: 'detached' });
    expect(await dial.inputValue()).toBe('6505550142');
  });

  test('is announced once by the page and the phone together, and so is its log', async ({
    play,
    expect,
  }) => {
    const { page } = await play({ widget });
    const phone = phoneOf(page, widget);
    await phone.getByText('Connected to Acme CRM').waitFor();
    const said = await listenToRegions(page);
    await ring(phone, /Priya Raman/);
    await phone.getByTestId('caller-name').getByText('Priya Raman').waitFor();
    await page.clock.runFor(3_000);
    expect(said.filter((text) => /Priya|0142|Incoming/.test(text))).toEqual([
      'Incoming call from Priya Raman',
    ]);
    said.length = 0;
    await phone.getByRole('button', { name: 'Answer' }).click();
    await phone.getByRole('button', { name: 'Hang up' }).click();
    if (widget === 'ringex') await phone.getByRole('button', { name: 'Log Priya Raman' }).click();
    await phone.getByLabel('Note').fill('Wants a call back');
    await phone.getByRole('button', { name: widget === 'ringex' ? 'Save' : 'Submit' }).click();
    await page.locator('#calls-body').getByText('Wants a call back').waitFor();
    await page.clock.runFor(3_000);
    expect(said.filter((text) => text.includes('is in the CRM'))).toEqual([
      'The call log of Priya Raman is in the CRM.',
    ]);
  });
});

test('two phones that ring are both named, and the one that goes on keeps its name', async ({
  play,
  expect,
}) => {
  const { page, phone } = await play({ widget: 'both' });
  const ringex = phoneOf(page, 'ringex');
  await ringex.getByText('Connected to Acme CRM').waitFor();
  await ring(phone, /Priya Raman/);
  await expect.poll(() => page.title()).toMatch(/^Ringing: Priya Raman ·/);
  await ring(ringex, /Tom Okafor/);
  await expect.poll(() => page.title()).toMatch(/^Ringing: Priya Raman and Tom Okafor ·/);
  await ringex.getByRole('button', { name: 'Decline' }).click();
  await expect.poll(() => page.title()).toMatch(/^Ringing: Priya Raman ·/);
});

test('who calls is looked up again after an import', async ({ play, expect }) => {
  const played = await play();
  const { page, phone } = played;
  await ring(phone, /Someone new/);
  await page.getByRole('region', { name: '(415) 555-0199' }).waitFor();
  await importContacts(played, [['n1', 'Nora New', '(415) 555-0199']]);
  await page.getByRole('region', { name: 'Nora New' }).waitFor();
  await expect.poll(() => page.title()).toMatch(/^Ringing: Nora New ·/);

  // What was closed stays so.
  await page.getByRole('button', { name: 'Dismiss: Nora New' }).click();
  await importContacts(played, [['n2', 'Noah New', '(415) 555-0199']]);
  await page.locator('#contacts-count').getByText('8 people').waitFor();
  expect(await page.locator('#pop > *').count()).toBe(0);
});

test('a withheld number is not taken for that of a new caller', async ({ play, expect }) => {
  const { page, phone } = await play();
  await ring(phone, /Number withheld/);
  const pop = page.getByRole('region', { name: 'Number withheld' });
  await pop.getByText('unknown: the caller withholds the number').waitFor();
  expect(await pop.getByText('New caller').count()).toBe(0);
});

test('a printed page has no phone and no controls, and lists are whole', async ({
  play,
  expect,
}) => {
  const { page } = await play();
  await importPeople(page);
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['#phone', '#to-phone', '#reset', '.filter', '.contact .dial'])
    expect(await page.locator(hidden).first().isVisible(), hidden).toBe(false);
  const list = page.locator('#contacts-list');
  expect(await list.evaluate((element) => element.scrollHeight - element.clientHeight)).toBe(0);
});

test.for([
  [320, 215],
  [390, 860],
  [768, 1024],
] as const)(
  'who calls is not under the heading of a window of %i × %i pixels',
  async ([width, height], { play, expect }) => {
    const { page, phone } = await play({ width });
    await page.setViewportSize({ width, height });
    await ring(phone, /Priya Raman/);
    const heading = page.getByRole('heading', { name: 'Priya Raman' });
    await heading.waitFor();
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2));
    const isOnTop = (): Promise<boolean> =>
      heading.evaluate((element) => {
        const { left, top, height } = element.getBoundingClientRect();
        return element.contains(document.elementFromPoint(left + 5, top + height / 2));
      });
    await expect.poll(isOnTop).toBe(true);
  },
);

test('a phone that does not load is not called connected', async ({ play, theatre }) => {
  const { page } = await play();
  await page.route(`${theatre.widgetOrigin}/**`, (route) => route.abort('connectionrefused'));
  await page.reload({ waitUntil: 'commit' });
  await page.getByText('Connecting to the phone…').waitFor();
  await page.clock.runFor(6_000);
  await page.getByText('Phone does not answer').waitFor();
});

test('a long note scrolls by itself, by the keyboard as well', async ({ play, expect }) => {
  const { page, phone } = await play();
  await takeCall(phone, /Priya Raman/);
  await phone.getByLabel('Note').fill(`${'word '.repeat(800)}${'x'.repeat(1_000)}`);
  await phone.getByRole('button', { name: 'Submit' }).click();
  const note = page.getByRole('group', { name: 'Note' });
  await note.waitFor();
  expect(await note.evaluate((element) => element.clientHeight)).toBeLessThan(250);
  expect(await isWiderThanPage(page)).toBe(false);
  await note.focus();
  await page.keyboard.press('End');
  const scrolled = () => note.evaluate((element) => element.scrollTop);
  await expect.poll(scrolled).toBeGreaterThan(1_000);
  // Neither is lost when the next call is logged.
  await phone.locator('#ring').evaluate((button) => (button as HTMLElement).click());
  for (const name of ['Answer', 'Hang up', 'Submit'])
    await phone.getByRole('button', { name }).evaluate((button) => (button as HTMLElement).click());
  await page.locator('#calls-count').getByText('2 calls').waitFor();
  expect(await scrolled()).toBeGreaterThan(1_000);
  expect(await note.evaluate((element) => element === document.activeElement)).toBe(true);
});

test('on RingEX, the button that shows a log keeps the focus', async ({ play, expect }) => {
  const { page } = await play({ widget: 'ringex' });
  const phone = phoneOf(page, 'ringex');
  await takeCall(phone, /Priya Raman/);
  await phone.getByRole('button', { name: 'Log Priya Raman' }).click();
  await phone.getByRole('button', { name: 'Save' }).click();
  const view = phone.getByRole('button', { name: 'View the log of Priya Raman' });
  const made = await view.elementHandle();
  await view.press('Enter');
  // The list is made again when the answer has come.
  await expect.poll(() => made?.evaluate((button) => button.isConnected)).toBe(false);
  await expect.poll(() => view.evaluate((button) => button === document.activeElement)).toBe(true);
});

test('RingCX calls nobody while it is busy, and the page says so', async ({ play }) => {
  const { page, phone } = await play();
  await ring(phone, /Priya Raman/);
  await phone.getByRole('button', { name: 'Answer' }).waitFor();
  const note = page.locator('#dial-note');
  await page.getByRole('button', { name: 'Call Aiko Tanaka' }).click();
  await note.getByText('Aiko Tanaka is not called because another call rings.').waitFor();
  await phone.getByRole('button', { name: 'Answer' }).click();
  await phone.getByText('On the line').waitFor();
  await page.getByRole('button', { name: 'Call Tom Okafor' }).click();
  await note.getByText('Tom Okafor is not called because the phone is on a call.').waitFor();
});

test('on a small screen, the page shows why RingCX calls nobody', async ({ play, expect }) => {
  const { page, phone } = await play({ width: 390 });
  await page.setViewportSize({ width: 390, height: 640 });
  await ring(phone, /Priya Raman/);
  await phone.getByRole('button', { name: 'Answer' }).waitFor();
  const call = page.getByRole('button', { name: 'Call Tom Okafor' });
  // As somebody who has scrolled there; a click would scroll by itself.
  await call.evaluate((button) => {
    button.scrollIntoView({ block: 'center' });
    (button as HTMLElement).click();
  });
  const note = page.locator('#dial-note');
  await note.getByText('Tom Okafor is not called because another call rings.').waitFor();
  const isOnTop = (): Promise<boolean> =>
    note.evaluate((element) => {
      const { left, top, height } = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(left + 5, top + height / 2));
    });
  await expect.poll(isOnTop).toBe(true);
});

test('the page says once that it is offline, and once that all is well again', async ({
  play,
  expect,
}) => {
  const { page, phone } = await play();
  await takeCall(phone, /Priya Raman/);
  await phone.getByRole('button', { name: 'Submit' }).click();
  await page.locator('#calls-body').getByText('Priya Raman').waitFor();
  const said = await listenToRegions(page);
  const isSaid = async (): Promise<string[]> => {
    await page.clock.runFor(500);
    return said.filter((text) => /offline|All calls/.test(text));
  };
  const offline = 'You are offline. Call logs are kept, and delivered once you are back.';
  await page.context().setOffline(true);
  await expect.poll(isSaid).toEqual([offline]);
  await page.context().setOffline(false);
  await expect.poll(isSaid).toEqual([offline, 'All calls logged']);
});

test('the words of the list of messages are explained', async ({ play }) => {
  const { page } = await play();
  await page.getByText('What the words mean').click();
  await page.getByText('A kind of request that the page has registered for').waitFor();
});

test('a name that turns the text turns nothing but itself', async ({ play, expect }) => {
  const played = await play();
  const { page, phone } = played;
  await importContacts(played, [['t1', TURNED, '(415) 555-0199']]);
  await ring(phone, /Someone new/);
  await phone.getByTestId('caller-name').getByText('Mallory').waitFor();
  for (const frame of page.frames()) {
    const open = await frame.evaluate((mark) => {
      const found: string[] = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!node.textContent?.includes(mark)) continue;
        const element = node.parentElement as Element;
        const { display, unicodeBidi } = getComputedStyle(element);
        // A block is a paragraph of its own, and so are the items of a flex box and a grid.
        if (display === 'inline' && unicodeBidi !== 'isolate') found.push(element.outerHTML);
      }
      return found;
    }, '\u202e');
    expect(open).toEqual([]);
  }
  expect(await page.title()).toMatch(/^Ringing: \u2068.*\u2069 · /u);
});

test.for(KINDS)(
  'phone numbers are written from left to right in a page that is not (%s)',
  async (widget, { play, expect }) => {
    const played = await play({ widget });
    const { page } = played;
    const phone = phoneOf(page, widget);
    await importContacts(played, [
      ['h1', 'דנה כהן', '+442079460001'],
      ['h2', 'Someone', '(415) 555-0199'],
      ['h3', 'דנה לוי', '(415) 555-0199'],
    ]);
    for (const frame of page.frames())
      await frame.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
    await serverOf(page).selectOption('is-down');
    /** The numbers whose first digit is not left of the last one. */
    const turned = async (): Promise<string[]> => {
      const found = await Promise.all(
        page.frames().map((frame) =>
          frame.evaluate(() => {
            const roots = [document.body, document.querySelector('jackfield-outbox')?.shadowRoot];
            const bad: string[] = [];
            for (const root of roots) {
              if (!root) continue;
              const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
              for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const match = /(?:\(\d{3}\) |\+)[\d -]{7,}/.exec(node.textContent ?? '');
                if (!match) continue;
                const leftOf = (at: number): number | undefined => {
                  const range = document.createRange();
                  range.setStart(node as Node, at);
                  range.setEnd(node as Node, at + 1);
                  return range.getClientRects()[0]?.left;
                };
                const end = match.index + match[0].trimEnd().length - 1;
                const [first, last] = [leftOf(match.index), leftOf(end)];
                if (first !== undefined && last !== undefined && first >= last) bad.push(match[0]);
              }
            }
            return bad;
          }),
        ),
      );
      return found.flat();
    };
    await ring(phone, /Someone new/);
    await phone.getByTestId('caller-name').getByText('2 contacts').waitFor();
    await page.getByRole('region', { name: '2 contacts' }).waitFor();
    expect(await turned()).toEqual([]);
    await phone.getByRole('button', { name: 'Decline' }).click();
    for (const caller of [/Someone new/, /Inês/]) {
      await takeCall(phone, caller);
      if (widget === 'ringex') continue;
      await phone.getByRole('button', { name: 'Submit' }).click();
      await phone.getByRole('button', { name: 'Done' }).click();
      await phone.getByLabel('Number', { exact: true }).waitFor();
    }
    if (widget === 'ringcx') await page.getByText('call logs failed').first().waitFor();
    expect(await turned()).toEqual([]);
    await serverOf(page).selectOption('works');
    if (widget === 'ringex') return;
    await page.clock.runFor(20_000);
    await page.getByText('All calls logged').first().waitFor();
    expect(await turned()).toEqual([]);
  },
);
