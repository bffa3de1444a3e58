import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import {
  checkTranscript,
  hasProblems,
  printTranscriptReport,
} from '../../../packages/codegen/src/index.js';
import { importPeople, importTessa, push } from './lists.js';
import { messages, phoneOf, ring, serverOf, takeCall, test } from './play.js';

const contacts = (page: Page) => page.locator('.contact:visible');
const rows = (page: Page) => page.locator('.message:visible');
const inFilter = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('label')?.textContent);

test('100 contacts are filtered by name, company and number, by the keyboard', async ({
  play,
  expect,
}) => {
  const { page, complaints } = await play();
  await importPeople(page);
  const filter = page.getByRole('searchbox', { name: 'Filter contacts' });
  const count = page.locator('#contacts-count');
  const found = async (sought: string, text: string): Promise<void> => {
    await filter.fill(sought);
    await count.getByText(text, { exact: true }).waitFor();
  };
  await found('ines DUARTE', '1 of 100 people matches');
  expect(await contacts(page).innerText()).toContain('Inês Duarte');
  await found('northwind', '1 of 100 people matches');
  await found('person', '94 of 100 people match');
  await found('person 42', '1 of 100 people matches');
  for (const number of ['6505550142', '+1 (650) 555-0142', '650 555 0142', '1-650-555-0142'])
    await found(number, '1 of 100 people matches');
  expect(await contacts(page).innerText()).toContain('Priya Raman');
  await found('nobody', '0 of 100 people match');
  expect(await contacts(page).count()).toBe(0);

  await filter.press('Escape');
  await count.getByText('100 people', { exact: true }).waitFor();
  expect(await filter.inputValue()).toBe('');
  expect(await inFilter(page)).toBe('Filter contacts');
  expect(await contacts(page).count()).toBe(100);
  expect(complaints).toEqual([]);
});

test('what a filter finds is read out once, after the last key', async ({ play, expect }) => {
  const { page } = await play();
  await page.getByText('6 people', { exact: true }).waitFor();
  await page.locator('#contacts-body [role=status]').evaluate((status) => {
    const said: string[] = [];
    new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true });
    Object.assign(globalThis, { said });
  });
  const said = () => page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
  await page.getByLabel('Filter contacts').pressSequentially('priya', { delay: 20 });
  await expect.poll(said).toEqual(['1 of 6 people matches']);
});

test('the list of contacts scrolls by itself and by the keyboard, and keeps the focus when more come', async ({
  play,
  expect,
}) => {
  const { page, phone } = await play();
  await importPeople(page);
  const list = page.getByRole('list', { name: 'Contacts' });
  const top = () => list.evaluate((element) => element.scrollTop);
  expect(await list.evaluate((element) => element.clientHeight)).toBeLessThan(500);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(2_000);
  await list.focus();
  await page.keyboard.press('End');
  await expect.poll(top).toBeGreaterThan(4_000);
  await page.keyboard.press('Home');
  await expect.poll(top).toBe(0);

  // Whom the agent speaks to comes into view, without a scroll of the page.
  await page.getByRole('searchbox', { name: 'Filter contacts' }).focus();
  await ring(phone, /Tom Okafor/);
  await expect.poll(top).toBeGreaterThan(4_000);
  const call = page.getByRole('button', { name: 'Call Tom Okafor' });
  await call.focus();
  await page.getByLabel('Import a file').setInputFiles({
    name: 'one.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Id,Name,Phone\nz,Aaron Aaronson,(650) 555-0199\n'),
  });
  await page.locator('#contacts-count').getByText('101 people').waitFor();
  expect(await call.evaluate((button) => button === document.activeElement)).toBe(true);
});

test.for([320, 1280])(
  'the first Tab stops lead to the phone and to the messages, at %i pixels',
  async (width, { play, expect }) => {
    const { page } = await play({ width });
    await importPeople(page);
    for (const [presses, name, id] of [
      [1, 'Skip to the phone', 'phone'],
      [2, 'Skip to the messages', 'messages'],
    ] as const) {
      await page.goto(new URL('/', page.url()).href);
      await page.locator('.contact').nth(99).waitFor();
      const link = page.getByRole('link', { name });
      expect((await link.boundingBox())?.width).toBe(1);
      for (let i = 0; i < presses; i += 1) await page.keyboard.press('Tab');
      await expect.poll(async () => (await link.boundingBox())?.width).toBeGreaterThan(100);
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe(id);
      await expect
        .poll(() => page.locator(`#${id}`).evaluate((e) => e.getBoundingClientRect().top))
        .toBeLessThan(500);
    }
  },
);

test('messages are filtered by their content and by failure', async ({ play, expect }) => {
  const { page, phone, complaints } = await play();
  await page.getByRole('switch', { name: 'Faulty plugin' }).click();
  await ring(phone, /Priya Raman/);
  await page.getByRole('region', { name: /failed in matchContacts/ }).waitFor();
  const all = await rows(page).count();
  const count = page.locator('#messages-tools .count');
  await count.getByText(`${all} messages`, { exact: true }).waitFor();
  expect(await page.locator('.message time').first().innerText()).toMatch(
    /^\d\d:\d\d:\d\d\.\d{3}$/,
  );

  const filter = page.getByRole('searchbox', { name: 'Filter messages' });
  // In the body only.
  await filter.fill('callType');
  await count.getByText(/^\d+ of \d+ messages match(es)?$/).waitFor();
  for (const name of await rows(page).locator('.name').allTextContents())
    expect(name).toBe('matchContacts');
  await filter.press('Escape');
  await page.getByRole('checkbox', { name: 'Only failures' }).check();
  const failed = await rows(page).locator('.tag').allTextContents();
  expect(failed.length).toBeGreaterThan(0);
  expect(failed.length).toBeLessThan(all);
  expect(new Set(failed)).toEqual(new Set(['failed']));
  // What comes is filtered, too.
  await push(phone, 'sipRegistered', 1);
  await count.getByText(`${failed.length} of ${all + 1} messages match`).waitFor();
  expect(await rows(page).count()).toBe(failed.length);
  expect(complaints).toEqual([]);
});

test('the list of messages pauses, counts what comes meanwhile, and shows it all afterwards', async ({
  play,
  expect,
}) => {
  const { page, phone } = await play();
  const before = await rows(page).count();
  await page.getByRole('button', { name: 'Pause' }).press('Enter');
  await push(phone, 'sipRegistered', 7);
  await page.getByText(`${before} messages, paused with 7 new`, { exact: true }).waitFor();
  expect(await rows(page).count()).toBe(before);
  await page.getByRole('button', { name: 'Resume' }).press('Enter');
  await page.getByText('Resumed with 7 new messages.').waitFor();
  expect(await rows(page).count()).toBe(before + 7);
  expect((await messages(page)).slice(0, 8).map(([name]) => name)).toEqual([
    ...Array.from({ length: 7 }, () => 'sipRegistered'),
    expect.not.stringMatching('sipRegistered'),
  ]);
  expect(await page.getByRole('button', { name: 'Pause' }).evaluate(isFocused)).toBe(true);
});

test('after “Clear”, the list says only that it is cleared, and whether it is paused', async ({
  play,
  expect,
}) => {
  const { page } = await play();
  const status = page.locator('.list-status');
  await page.getByRole('button', { name: 'Pause' }).click();
  await status.getByText('Paused. New messages are counted.').waitFor();
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect.poll(() => status.textContent()).toBe('Cleared. The list is still paused.');
  await page.getByText('0 messages, paused with 0 new', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Resume' }).click();
  await status.getByText('Resumed with 0 new messages.').waitFor();
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect.poll(() => status.textContent()).toBe('Cleared.');
});

test('each number of a contact can be called', async ({ play, expect }) => {
  const { page, phone } = await play();
  await importTessa(page);
  const row = page.locator('.contact').filter({ hasText: 'Tessa Two' });
  expect(await row.getByRole('button').allTextContents()).toEqual([
    '(650) 555-0171',
    '(650) 555-0172',
    '+442079460001',
  ]);
  await row.getByRole('button', { name: 'Call Tessa Two at (650) 555-0172' }).click();
  await phone.getByText('Calling…').waitFor();
  await phone.getByText('(650) 555-0172', { exact: true }).waitFor();
});

const isFocused = (element: Element): boolean => element === document.activeElement;

test('rows beyond 200 are dropped with a word, but none that somebody reads', async ({
  play,
  expect,
}) => {
  const { page, phone } = await play();
  const oldest = page.locator('.message').last();
  const name = await oldest.locator('.name').innerText();
  await oldest.locator('summary').press('Enter');
  const reader = oldest.getByRole('button', { name: /^Copy: / }).first();
  await reader.focus();
  const next = await page.locator('.message').nth(-2).elementHandle();
  const first = await rows(page).count();
  await push(phone, 'sipRegistered', 200 - first + 37);
  await page.getByText('The oldest 37 messages are not shown.', { exact: true }).waitFor();
  expect(await rows(page).count()).toBe(200);
  expect(await oldest.locator('.name').innerText()).toBe(name);
  expect(await reader.evaluate(isFocused)).toBe(true);
  expect(await next?.evaluate((row) => row.isConnected)).toBe(false);

  // More than the limit came while the list was paused: the latest are kept.
  await page.getByRole('button', { name: 'Pause' }).click();
  await push(phone, 'sipUnstable', 250);
  await page.getByText('200 messages, paused with 250 new', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByText('Resumed with 250 new messages.').waitFor();
  await page.getByText('The oldest 287 messages are not shown.', { exact: true }).waitFor();
  expect(await rows(page).count()).toBe(200);
  expect((await messages(page)).filter(([row]) => row === 'sipUnstable')).toHaveLength(199);

  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByText('Nothing yet.').waitFor();
  expect(await page.getByText('are not shown').count()).toBe(0);
});

/** What `jackfield check-transcript` reports. */
async function reportOf(text: string): Promise<{ isFine: boolean; lines: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'jackfield-copied-'));
  try {
    const file = join(folder, 'copied.jsonl');
    await writeFile(file, text);
    const report = await checkTranscript({ file });
    return { isFine: !hasProblems(report), lines: printTranscriptReport(report).join('\n') };
  } finally {
    await rm(folder, { recursive: true });
  }
}

// The clipboard is that of the whole browser: one test has it.
test('a body and the transcripts of both widgets are copied', async ({ play, expect }) => {
  const { page, phone, complaints } = await play({ widget: 'both' });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const ringex = phoneOf(page, 'ringex');
  await ringex.getByText('Connected to Acme CRM').waitFor();
  await takeCall(phone, /Priya Raman/);
  await phone.getByRole('button', { name: 'Submit' }).click();
  await phone.getByTestId('logged-tick').getByText('logged').waitFor();
  await takeCall(ringex, /Tom Okafor/);
  await ringex.getByRole('button', { name: 'Log Tom Okafor' }).click();
  await ringex.getByRole('button', { name: 'Save' }).click();
  await ringex.getByText('logged', { exact: true }).waitFor();

  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  const message = page.locator('.message').filter({ hasText: 'matchContacts' }).first();
  await message.locator('summary').click();
  const button = message.getByRole('button', { name: 'Copy: Data of matchContacts' });
  await button.press('Enter');
  await page.getByRole('status').getByText('Copied: Data of matchContacts.').waitFor();
  expect(await copied()).toBe(await message.locator('pre').first().textContent());
  expect(await button.evaluate(isFocused)).toBe(true);

  for (const [name, wire, type] of [
    ['RingCX', 'ringcx', 'rc-ev-logCall'],
    ['RingEX', 'ringex', '/jackfield/logCall'],
  ] as const) {
    await page.getByRole('button', { name: `Copy all of ${name}` }).click();
    await page.getByRole('status').getByText('which “jackfield check-transcript” reads').waitFor();
    await expect.poll(copied).toContain(`"wire":"${wire}"`);
    const text = await copied();
    expect(text).toContain(type);
    expect(text).not.toMatch(/Priya|Okafor|5550142|5550187/);
    const { isFine, lines } = await reportOf(text);
    expect(isFine, lines).toBe(true);
  }

  // What was cleared is not copied.
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByRole('button', { name: 'Copy all of RingCX' }).click();
  await expect.poll(copied).not.toContain('rc-ev-logCall');
  expect(await copied()).toContain('"wire":"ringcx"');
  expect(complaints).toEqual([]);
});

test('a browser that forbids copying is reported', async ({ play }) => {
  const { page } = await play();
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('Not allowed.'));
  });
  await page.getByRole('button', { name: 'Copy all' }).click();
  await page
    .getByRole('status')
    .getByText('Nothing was copied: the browser does not allow it.')
    .waitFor();
});

/** How many logs the outbox lists. */
const LISTED = 50;

test('a log that is not delivered stands once in the card, however many there are', async ({
  play,
  expect,
}) => {
  const { page, phone } = await play();
  await serverOf(page).selectOption('is-down');
  const count = LISTED + 3;
  for (let i = 0; i < count; i += 1)
    for (const name of ['Incoming call', 'Answer', 'Hang up', 'Submit', 'Done'])
      await phone
        .getByRole('button', { name })
        .evaluate((button) => (button as HTMLElement).click());
  await page.locator('#calls-count').getByText(`${count} calls`).waitFor();
  const outbox = page.locator('jackfield-outbox');
  await outbox.getByText(`${count} call logs failed`).first().waitFor();
  await outbox.getByText('and 3 more').waitFor();
  expect(await outbox.getByRole('listitem').count()).toBe(LISTED);
  expect(await page.getByRole('table', { name: 'Call log' }).count()).toBe(0);

  await serverOf(page).selectOption('works');
  await outbox.getByRole('button', { name: 'Try all again' }).click();
  await outbox.getByText('All calls logged').first().waitFor();
  expect(await page.locator('.calls-table tbody tr').count()).toBe(count);
});
