import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { defineOutboxElement, type OutboxElement } from '../../src/element/outbox-element.js';
import type { OutboxTexts } from '../../src/element/texts.js';
import type { CallLogItem } from '../../src/status.js';
import { fakeOutbox, item, NOTE, rejectedItem, statusOf, type FakeOutbox } from './fake-outbox.js';

defineOutboxElement();

/** Fixed, so that names can be notified. */
const texts: Partial<OutboxTexts> = { time: () => '10:15', nextTry: () => 'next try at 10:16:00' };

interface Shown {
  readonly element: OutboxElement;
  readonly outbox: FakeOutbox;
}

async function show(items: readonly CallLogItem[] = []): Promise<Shown> {
  const element = document.createElement('jackfield-outbox');
  const outbox = fakeOutbox(items);
  element.texts = texts;
  element.outbox = outbox;
  document.body.append(element);
  await expect.element(page.getByRole('group', { name: 'Call logs on their way' })).toBeVisible();
  return { element, outbox };
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const rows = () => page.getByRole('listitem');
const live = (element: OutboxElement) => element.shadowRoot?.querySelector('[role=status]');
const focused = (element: OutboxElement) => element.shadowRoot?.activeElement;
const nameOf = (element: Element | null | undefined) =>
  element?.getAttribute('aria-label') ?? element?.textContent;

const failed = (key: string, more: Parameters<typeof item>[2] = {}) =>
  item(key, 'failed', {
    tries: 3,
    reason: 'The CRM answered 503.',
    nextTryAt: Date.now(),
    ...more,
  });

afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

describe('<jackfield-outbox> does not', () => {
  it('show anything without an outbox', () => {
    const element = document.createElement('jackfield-outbox');
    document.body.append(element);
    expect(element.offsetHeight).toBe(0);
    element.outbox = undefined;
    expect(element.offsetHeight).toBe(0);
  });

  it.each([{}, 'x', { status: () => undefined }])('take %s for an outbox', (given) => {
    const element = document.createElement('jackfield-outbox');
    expect(() => {
      element.outbox = given as never;
    }).toThrow('<jackfield-outbox>, outbox: expected what callLog returned');
  });

  it('take what a name holds for HTML', async () => {
    const { element } = await show([failed('1$2', { name: '<img src=x>', reason: '<b>bold</b>' })]);
    expect(element.shadowRoot?.querySelector('img, b')).toBeNull();
    await expect.element(page.getByText('<img src=x>')).toBeVisible();
  });

  it('show notes, nor what is in a log that nobody can read', async () => {
    const { element } = await show([failed('1$2'), item('2$2', 'pending'), rejectedItem('3$2')]);
    expect(rows().elements()).toHaveLength(3);
    expect(element.shadowRoot?.textContent).not.toContain(NOTE);
    expect(
      [...(element.shadowRoot?.querySelectorAll('*') ?? [])].map((e) => e.outerHTML).join(),
    ).not.toContain('divorced');
  });

  it('remove a log before it has asked once more', async () => {
    const { outbox } = await show([failed('1$2')]);
    await button('Discard: Priya Raman, 10:15').click();
    expect(outbox.asked).toEqual([]);
    await expect.element(page.getByText('Discard this call log for good?')).toBeVisible();
    await button('Keep it: Priya Raman, 10:15').click();
    expect(outbox.asked).toEqual([]);
    await expect.element(page.getByText('Discard this call log for good?')).not.toBeVisible();
  });

  it('run an action twice while it is under way', async () => {
    const { element, outbox } = await show([failed('1$2')]);
    const release = outbox.holdNext();
    const retry = button('Try again: Priya Raman, 10:15');
    await retry.click();
    await retry.click({ force: true });
    expect(outbox.asked).toEqual(['retry 1$2']);
    // It says so, and keeps the focus, which a disabled button would lose.
    await expect.element(retry).toHaveAttribute('aria-disabled', 'true');
    expect(nameOf(focused(element))).toBe('Try again: Priya Raman, 10:15');
    release();
    await expect.element(retry).not.toHaveAttribute('aria-disabled');
    await retry.click();
    expect(outbox.asked).toEqual(['retry 1$2', 'retry 1$2']);
  });

  it('listen any longer once it has left the page', async () => {
    const { element, outbox } = await show([failed('1$2')]);
    expect(outbox.listeners).toBe(1);
    element.remove();
    expect(outbox.listeners).toBe(0);
    document.body.append(element);
    expect(outbox.listeners).toBe(1);
    const other = fakeOutbox();
    element.outbox = other;
    expect([outbox.listeners, other.listeners]).toEqual([0, 1]);
  });

  it('show what was true before over what is true now', async () => {
    const element = document.createElement('jackfield-outbox');
    const outbox = fakeOutbox();
    let answer: (status: ReturnType<typeof statusOf>) => void = () => undefined;
    element.outbox = {
      ...outbox,
      status: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    };
    document.body.append(element);
    outbox.set([failed('1$2')]);
    answer(statusOf([]));
    await new Promise((resolve) => setTimeout(resolve));
    expect(element.shadowRoot?.textContent).toContain('1 call log failed');
  });

  it('disturb a name that is taken', () => {
    class Other extends HTMLElement {}
    customElements.define('acme-outbox', Other);
    defineOutboxElement('acme-outbox');
    expect(customElements.get('acme-outbox')).toBe(Other);
    expect(() => defineOutboxElement()).not.toThrow();
  });
});

describe('<jackfield-outbox>', () => {
  it('is quiet when all is delivered', async () => {
    await show([item('1$2', 'delivered')]);
    await expect.element(page.getByText('All calls logged')).toBeVisible();
    expect(page.getByRole('list').elements()).toHaveLength(0);
    expect(page.getByRole('button').elements()).toHaveLength(0);
  });

  it('shows what failed, why, how often it was tried, and when it is tried next', async () => {
    await show([failed('1$2')]);
    await expect.element(page.getByText('1 call log failed')).toBeVisible();
    await expect
      .element(rows().nth(0))
      .toHaveTextContent(
        /Priya Raman.*6505550142.*10:15.*Failed.*The CRM answered 503\..*Tried 3 times, next try at 10:16:00/,
      );
  });

  it('has a tree that a screen reader can read', async () => {
    const { outbox } = await show();
    outbox.set([failed('2$2', { name: 'Tom Okafor', isFinal: true }), item('1$2', 'pending')], {
      ofOthers: 2,
      isOffline: true,
    });
    await expect.element(page.elementLocator(document.body)).toMatchAriaInlineSnapshot(`
      - group "Call logs on their way":
        - paragraph: 1 call log failed · 1 call log waiting
        - paragraph: You are offline. Call logs are kept, and delivered once you are back.
        - list:
          - listitem: Priya Raman 6505550142 10:15 Waiting
          - listitem:
            - text: Tom Okafor 6505550142 10:15 Failed
            - paragraph: The CRM answered 503.
            - paragraph: Tried 3 times, not tried again by itself
            - button "Try again: Tom Okafor, 10:15": Try again
            - button "Discard: Tom Okafor, 10:15": Discard
        - paragraph: 2 call logs of other people who use this browser wait until they sign in.
        - status
    `);
  });

  it('says that a final failure is not tried again by itself', async () => {
    const final = failed('1$2', { isFinal: true });
    await show([final]);
    await expect.element(rows().nth(0)).toHaveTextContent('not tried again by itself');
    await expect.element(rows().nth(0)).not.toHaveTextContent('next try');
  });

  it('counts its words rightly', async () => {
    const { outbox } = await show([failed('1$2'), failed('2$2'), item('3$2', 'pending')]);
    await expect.element(page.getByText('2 call logs failed · 1 call log waiting')).toBeVisible();
    outbox.set([item('1$2', 'pending'), item('2$2', 'pending')], { ofOthers: 1 });
    await expect.element(page.getByText('2 call logs waiting')).toBeVisible();
    await expect.element(page.getByText('1 call log of other people')).toBeVisible();
  });

  it('tries a log again, or all that failed', async () => {
    const { outbox } = await show([failed('1$2'), failed('2$2', { name: 'Tom Okafor' })]);
    await button('Try again: Tom Okafor, 10:15').click();
    await button('Try all again').click();
    expect(outbox.asked).toEqual(['retry 2$2', 'retry all']);
  });

  it('removes a log after it was reported twice', async () => {
    const { outbox } = await show([failed('1$2')]);
    await button('Discard: Priya Raman, 10:15').click();
    await button('Discard for good: Priya Raman, 10:15').click();
    expect(outbox.asked).toEqual(['discard 1$2']);
  });

  it('asks to sign in, and goes on when somebody has', async () => {
    const { outbox } = await show();
    outbox.set([item('1$2', 'paused', { tries: 1, reason: 'The session has ended.' })], {
      isPaused: true,
    });
    await expect.element(page.getByText('Your CRM wants you to sign in.')).toBeVisible();
    await expect.element(rows().nth(0)).toHaveTextContent('Needs sign-in');
    await button('I have signed in').click();
    expect(outbox.asked).toEqual(['resume']);
    outbox.set([]);
    await expect.element(button('I have signed in')).not.toBeInTheDocument();
  });

  it('asks to sign in for a log that was refused alone, which can be tried again', async () => {
    const { outbox } = await show([
      item('1$2', 'paused', { tries: 2, isFinal: true, reason: 'The CRM answered 403.' }),
    ]);
    await expect.element(rows().nth(0)).toHaveTextContent(/Needs sign-in.*The CRM answered 403/);
    await expect.element(button('I have signed in')).toBeVisible();
    await button('Try again: Priya Raman, 10:15').click();
    expect(outbox.asked).toEqual(['retry 1$2']);
  });

  it('shows that a log waits for a tab that does not respond', async () => {
    await show([item('1$2', 'pending', { waitsFor: 'tab' })]);
    await expect
      .element(rows().nth(0))
      .toHaveTextContent('The tab that delivers does not respond.');
  });

  it('shows a log that nobody can read, with what is wrong with it', async () => {
    await show([rejectedItem('1$2')]);
    await expect
      .element(rows().nth(0))
      .toHaveTextContent(/Unreadable call log.*Unreadable.*\/call: required property 'call'/);
    await expect.element(button('Discard: Unreadable call log, 10:15')).toBeVisible();
    expect(page.getByRole('button', { name: /^Try again/ }).elements()).toHaveLength(0);
  });

  it('says what is wrong with the browser’s storage, and that it is offline', async () => {
    const { outbox } = await show();
    outbox.set([], { storage: 'volatile', storageProblem: 'The disk is full.' });
    await expect
      .element(page.getByText(/This browser cannot keep call logs.*The disk is full\./))
      .toBeVisible();
    outbox.set([], { storageProblem: 'Logs were lost.', isOffline: true });
    await expect.element(page.getByText(/Something is wrong.*Logs were lost\./)).toBeVisible();
    await expect.element(page.getByText('You are offline.')).toBeVisible();
  });

  it('says so when the outbox cannot be read, until it can', async () => {
    const element = document.createElement('jackfield-outbox');
    const outbox = fakeOutbox();
    element.outbox = { ...outbox, status: () => Promise.reject(new Error('The disk is gone.')) };
    document.body.append(element);
    await expect.element(page.getByRole('alert')).toHaveTextContent('The disk is gone.');
    outbox.set([]);
    await expect.element(page.getByText('All calls logged')).toBeVisible();
    expect(page.getByRole('alert').elements()).toHaveLength(0);
  });

  it('says what went wrong with an action', async () => {
    const { outbox } = await show([failed('1$2')]);
    outbox.failNext(new Error('Another tab is at it.'));
    await button('Try again: Priya Raman, 10:15').click();
    await expect.element(page.getByRole('alert')).toHaveTextContent('Another tab is at it.');
    await button('Try again: Priya Raman, 10:15').click();
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  });

  it('names the contact first, else the caller, else the number, else says that it is unknown', async () => {
    const named = (key: string, name: string, number: string) => failed(key, { name, number });
    const known = failed('4$2');
    await show([
      named('1$2', '', '6505550142'),
      named('2$2', '', 'anonymous'),
      named('3$2', '', ''),
      {
        ...known,
        record: {
          ...known.record!,
          contact: { id: '1', type: 'acme', name: 'Northwind', phoneNumbers: [] },
        },
      },
      { ...failed('5$2'), record: { key: '5$2' } as never },
    ]);
    for (const name of ['6505550142', 'Number withheld', 'Unknown customer', 'Northwind'])
      await expect.element(button(`Discard: ${name}, 10:15`).first()).toBeVisible();
  });

  it('names nobody where several contacts have the number, unless one is chosen', async () => {
    const several = (key: string, more: object) => {
      const item = failed(key, { name: 'Ada', number: '6505550142' });
      const candidates = [{ name: 'Ada' }, { name: 'Bea' }];
      return { ...item, record: { ...item.record!, candidates, ...more } } as never;
    };
    await show([
      several('1$2', {}),
      several('2$2', { contact: { name: 'Bea' } }),
      several('3$2', { candidates: [{ name: 'Ada' }] }),
    ]);
    for (const name of ['6505550142', 'Bea', 'Ada'])
      await expect.element(button(`Discard: ${name}, 10:15`)).toBeVisible();
  });

  it('shows numbers as the page writes them', async () => {
    const { element } = await show([failed('1$2', { name: '' }), failed('2$2', { name: 'Tom' })]);
    element.texts = { ...texts, number: (digits) => `(${digits.slice(0, 3)}) ${digits.slice(3)}` };
    await expect.element(button('Discard: (650) 5550142, 10:15')).toBeVisible();
    await expect.element(rows().nth(1)).toHaveTextContent(/Tom.*\(650\) 5550142/);
  });

  it('lists 50 logs at most, those that need somebody before all others, and counts the rest', async () => {
    const many = Array.from({ length: 120 }, (_none, i) =>
      item(`${i}$2`, i < 3 ? 'failed' : 'pending', {
        receivedAt: 1_000 + i,
        name: `Customer ${i}`,
      }),
    );
    await show(many);
    expect(rows().elements()).toHaveLength(50);
    await expect.element(page.getByText('and 70 more')).toBeVisible();
    expect(rows().elements()[0]?.textContent).toContain('Customer 119');
    for (const i of [0, 1, 2])
      await expect.element(button(`Discard: Customer ${i}, 10:15`)).toBeVisible();
  });

  it('takes any text in the place of its own, in any language', async () => {
    const { element, outbox } = await show([failed('1$2')]);
    const one = new Intl.PluralRules('pl');
    const forms: Readonly<Record<string, string>> = {
      one: 'rozmowa',
      few: 'rozmowy',
      many: 'rozmów',
    };
    element.texts = {
      ...texts,
      allDelivered: 'Wszystko zapisane',
      failed: (count) => `${count} ${forms[one.select(count)]}`,
      retry: 'Ponów',
    };
    await expect.element(page.getByText('1 rozmowa')).toBeVisible();
    await expect.element(button('Ponów: Priya Raman, 10:15')).toBeVisible();
    outbox.set([failed('1$2'), failed('2$2')]);
    await expect.element(page.getByText('2 rozmowy')).toBeVisible();
    outbox.set(Array.from({ length: 5 }, (_none, i) => failed(`${i}$2`)));
    await expect.element(page.getByText('5 rozmów')).toBeVisible();
    outbox.set([]);
    await expect.element(page.getByText('Wszystko zapisane')).toBeVisible();
  });

  it('takes what was set before it was defined', async () => {
    const element = document.createElement('late-outbox') as OutboxElement;
    element.outbox = fakeOutbox([failed('1$2')]);
    element.texts = texts;
    document.body.append(element);
    defineOutboxElement('late-outbox');
    await expect.element(button('Try again: Priya Raman, 10:15')).toBeVisible();
    expect(Object.keys(element)).toEqual([]);
  });
});

describe('the focus', () => {
  const three = () => [
    failed('1$2', { name: 'Ada', receivedAt: 3 }),
    failed('2$2', { name: 'Ben', receivedAt: 2 }),
    failed('3$2', { name: 'Cem', receivedAt: 1 }),
  ];

  it('goes to the next log when the one that had it leaves, and to the one before from the last', async () => {
    const { element, outbox } = await show(three());
    await button('Discard: Ben, 10:15').click();
    await button('Discard for good: Ben, 10:15').click();
    const [ada, , cem] = three();
    outbox.set([ada!, cem!]);
    expect(nameOf(focused(element))).toBe('Try again: Cem, 10:15');
    outbox.set([ada!]);
    expect(nameOf(focused(element))).toBe('Try again: Ada, 10:15');
    outbox.set([]);
    expect(nameOf(focused(element))).toBe('All calls logged');
  });

  it('stays on a log that is tried again, though its button is gone', async () => {
    const { element, outbox } = await show(three());
    await button('Try again: Ben, 10:15').click();
    const [ada, ben, cem] = three();
    outbox.set([ada!, { ...ben!, state: 'pending' }, cem!]);
    expect(focused(element)?.localName).toBe('li');
    expect(focused(element)?.textContent).toContain('Ben');
  });

  it('is not moved by what happens to other logs', async () => {
    const { element, outbox } = await show(three());
    button('Try again: Ben, 10:15').element().focus();
    const [, ben] = three();
    outbox.set([failed('9$2', { name: 'New', receivedAt: 9 }), ben!]);
    expect(nameOf(focused(element))).toBe('Try again: Ben, 10:15');
    // A log that was written again is the latest.
    outbox.set([{ ...ben!, receivedAt: 10 }, failed('9$2', { name: 'New', receivedAt: 9 })]);
    expect(rows().elements()[0]?.textContent).toContain('Ben');
    expect(nameOf(focused(element))).toBe('Try again: Ben, 10:15');
  });

  it('is not taken from the page', async () => {
    const { outbox } = await show(three());
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    outbox.set([]);
    outbox.set(three());
    expect(document.activeElement).toBe(field);
  });

  it('goes through by the keyboard alone: asked, thought better of, then done', async () => {
    const { element, outbox } = await show([failed('1$2')]);
    await userEvent.tab();
    expect(nameOf(focused(element))).toBe('Try again: Priya Raman, 10:15');
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    expect(nameOf(focused(element))).toBe('Keep it: Priya Raman, 10:15');
    await userEvent.keyboard('{Escape}');
    expect(nameOf(focused(element))).toBe('Discard: Priya Raman, 10:15');
    await userEvent.keyboard('{Enter}');
    await userEvent.tab({ shift: true });
    expect(nameOf(focused(element))).toBe('Discard for good: Priya Raman, 10:15');
    await userEvent.keyboard('{Enter}');
    expect(outbox.asked).toEqual(['discard 1$2']);
  });
});

describe('the live region', () => {
  it('says trouble once, whatever is reported again', async () => {
    const { element, outbox } = await show();
    vi.useFakeTimers();
    const said: (string | null)[] = [];
    const region = live(element)!;
    new MutationObserver(() => said.push(region.textContent)).observe(region, { childList: true });
    outbox.set([failed('1$2')]);
    for (let i = 0; i < 20; i += 1) {
      outbox.tick();
      outbox.set([failed('1$2', { tries: 4 + i })]);
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(said).toEqual(['1 call log failed']);
  });

  it('says only how it is after a burst', async () => {
    const { element, outbox } = await show();
    vi.useFakeTimers();
    for (let count = 1; count <= 9; count += 1) {
      outbox.set(Array.from({ length: count }, (_none, i) => failed(`${i}$2`)));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(live(element)?.textContent).toBe('');
    await vi.advanceTimersByTimeAsync(100);
    expect(live(element)?.textContent).toBe('9 call logs failed');
  });

  it('says nothing of logs that are merely on their way', async () => {
    const { element, outbox } = await show();
    vi.useFakeTimers();
    outbox.set([item('1$2', 'pending')]);
    await vi.advanceTimersByTimeAsync(5_000);
    outbox.set([item('1$2', 'delivered')]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(live(element)?.textContent).toBe('');
  });

  it('says that the browser is offline, once, also while logs are on their way', async () => {
    const { element, outbox } = await show();
    vi.useFakeTimers();
    const said: (string | null)[] = [];
    const region = live(element)!;
    new MutationObserver(() => said.push(region.textContent)).observe(region, { childList: true });
    for (let i = 0; i < 5; i += 1) {
      outbox.set([item('1$2', 'pending')], { isOffline: true });
      await vi.advanceTimersByTimeAsync(1_500);
    }
    outbox.set([item('1$2', 'delivered')], { isOffline: false });
    await vi.advanceTimersByTimeAsync(1_500);
    expect(said).toEqual([
      'You are offline. Call logs are kept, and delivered once you are back.',
      'All calls logged',
    ]);
  });

  it('says that all is well again, and says it again after another try', async () => {
    const { element, outbox } = await show();
    vi.useFakeTimers();
    const after = async (items: readonly CallLogItem[]) => {
      outbox.set(items);
      await vi.advanceTimersByTimeAsync(1_500);
      return live(element)?.textContent;
    };
    expect(await after([failed('1$2')])).toBe('1 call log failed');
    vi.useRealTimers();
    await button('Try again: Priya Raman, 10:15').click();
    vi.useFakeTimers();
    expect(live(element)?.textContent).toBe('');
    expect(await after([item('1$2', 'pending')])).toBe('');
    expect(await after([failed('1$2')])).toBe('1 call log failed');
    expect(await after([item('1$2', 'pending')])).toBe('1 call log failed');
    expect(await after([])).toBe('All calls logged');
  });

  it('says nothing after it has left the page', async () => {
    const { element, outbox } = await show();
    vi.useFakeTimers();
    outbox.set([failed('1$2')]);
    element.remove();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(live(element)?.textContent).toBe('');
  });
});
