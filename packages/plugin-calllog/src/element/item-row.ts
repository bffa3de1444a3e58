import type { CallLogItem } from '../status.js';
import { createButton } from './button.js';
import { customerOf } from './customer.js';
import { el, put, say } from './el.js';
import type { OutboxTexts } from './texts.js';

/** What a row can have done. */
export interface RowActions {
  /** Both say themselves what went wrong, and never reject. */
  retry(key: string): Promise<void>;
  discard(key: string): Promise<void>;
}

/** One log in the list. */
export interface ItemRow {
  readonly element: HTMLLIElement;
  update(item: CallLogItem): void;
  /** Puts the focus on the first thing in it that can be pressed, or on the row. */
  focus(): void;
}

/** The line below the customer's name: the number of attempts, and the next one. */
function triesOf({ state, tries, isFinal, nextTryAt }: CallLogItem, texts: OutboxTexts): string {
  if (state === 'rejected' || tries === 0) return '';
  const next = isFinal
    ? texts.isFinal
    : state === 'failed' && nextTryAt !== undefined && texts.nextTry(nextTryAt);
  return [texts.tries(tries), next].filter(Boolean).join(', ');
}

/** Why it is where it is. A log that was tried in vain says so, also while it is tried again. */
function reasonOf({ state, waitsFor, reason, rejected }: CallLogItem, texts: OutboxTexts): string {
  if (waitsFor === 'tab') return texts.noTab;
  if (reason) return reason;
  if (state === 'failed') return texts.noReason;
  const [issue] = rejected?.issues ?? [];
  return state === 'rejected' && issue ? `${issue.pointer || '/'}: ${issue.expected}` : '';
}

export function createItemRow(
  owner: Document,
  key: string,
  texts: OutboxTexts,
  actions: RowActions,
): ItemRow {
  const customer = el(owner, 'bdi', { part: 'customer' });
  const number = el(owner, 'bdi', { part: 'number' });
  const time = el(owner, 'span', { part: 'time' });
  const state = el(owner, 'span', { part: 'state' });
  const reason = el(owner, 'p', { part: 'reason', dir: 'auto' });
  const tries = el(owner, 'p', { part: 'tries' });

  const retry = createButton(owner, 'retry', () => actions.retry(key));
  const discard = createButton(owner, 'discard', async () => ask(true));
  const confirm = createButton(owner, 'confirm', async () => {
    await actions.discard(key);
    ask(false);
  });
  const keep = createButton(owner, 'keep', async () => ask(false));
  const buttons = el(owner, 'div', { part: 'actions' }, [retry.element, discard.element]);
  const question = el(owner, 'p', { part: 'question' });
  const confirmation = el(owner, 'div', { part: 'confirmation', role: 'group' }, [
    question,
    confirm.element,
    keep.element,
  ]);
  confirmation.hidden = true;

  const element = el(owner, 'li', { tabindex: '-1' }, [
    el(owner, 'div', { part: 'head' }, [
      el(owner, 'div', { part: 'who' }, [customer, number, time]),
      state,
    ]),
    reason,
    tries,
    buttons,
    confirmation,
  ]);

  /** Asks whether it shall be removed, or stops asking. The focus goes on what is safe. */
  function ask(asked: boolean): void {
    if (confirmation.hidden !== asked) return;
    const hadFocus = element.matches(':focus-within');
    confirmation.hidden = !asked;
    buttons.hidden = asked;
    if (hadFocus) (asked ? keep : discard).element.focus();
  }
  confirmation.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    ask(false);
  });

  return {
    element,
    update(item) {
      const { name, number: digits } = customerOf(item, texts);
      const at = texts.time(item.receivedAt);
      const called = (action: string): string => texts.actionOf(action, name, at);
      put(element, 'part', `item item-${item.state}`);
      say(customer, name);
      say(number, digits);
      say(time, at);
      say(state, item.state === 'delivered' ? '' : texts.states[item.state]);
      put(state, 'part', `state state-${item.state}`);
      say(reason, reasonOf(item, texts));
      say(tries, triesOf(item, texts));
      retry.name(texts.retry, called(texts.retry));
      discard.name(texts.discard, called(texts.discard));
      confirm.name(texts.confirm, called(texts.confirm));
      keep.name(texts.keep, called(texts.keep));
      say(question, texts.confirmDiscard);
      put(confirmation, 'aria-label', texts.confirmDiscard);
      retry.element.hidden = item.state !== 'failed' && !(item.state === 'paused' && item.isFinal);
      discard.element.hidden = item.state === 'pending';
      // It is on its way again: there is nothing to be asked about.
      if (item.state === 'pending') confirmation.hidden = true;
      buttons.hidden = item.state === 'pending' || !confirmation.hidden;
    },
    focus() {
      const shown = [keep, retry, discard].find((each) => each.element.checkVisibility());
      (shown?.element ?? element).focus();
    },
  };
}
