import {
  defineOutboxElement,
  type OutboxElement,
  type CallLogOutbox,
  type CallLogRecord,
  type CallLogState,
  type CallLogStatus,
  type ListedCallLog,
  type LocalCallLogStore,
} from '@jackfield/plugin-calllog';
import { bdi, bdiNumber, byId, h, icon } from '@jackfield/dev-page/h';
import { arrange } from '@jackfield/dev-page/page/listed';
import { customerOf } from './customer.js';
import { dispositionLabel } from './dispositions.js';
import { formatNumber, formatTalk, formatTime, formatWhen } from '@jackfield/dev-page/page/format';
import { listedLogs, type LoggedCall } from './listed-logs.js';

const STATES: Readonly<Record<CallLogState, string>> = {
  pending: 'Waiting',
  failed: 'Failed',
  paused: 'Needs sign-in',
  delivered: 'Delivered',
  rejected: 'Unreadable',
};

/** When a server that could not be reached is asked again. */
const AGAIN_MS = 10_000;

const OUTCOMES = { answered: 'Answered', missed: 'Missed', unknown: undefined } as const;

const who = ({ log }: LoggedCall): HTMLElement => {
  if (log.status === 'rejected')
    return h('div', {}, [
      h('div', { class: 'person-name' }, 'Unreadable log'),
      h('div', { class: 'soft' }, 'Kept as the widget sent it'),
    ]);
  const { isInbound, name, phoneNumber } = customerOf(log);
  const others = log.candidates?.length ?? 0;
  return h('div', { class: 'person' }, [
    icon(isInbound ? 'inbound' : 'outbound'),
    h('div', {}, [
      h('span', { class: 'visually-hidden' }, isInbound ? 'From ' : 'To '),
      h('div', { class: 'person-name', title: name }, [bdi(name ?? formatNumber(phoneNumber))]),
      name !== undefined && h('div', { class: 'soft' }, [bdiNumber(formatNumber(phoneNumber))]),
      !log.contact && others > 1 && h('div', { class: 'soft' }, `One of ${others} contacts`),
    ]),
  ]);
};

/** Returns the outcome of the call in one line: “Answered, 1:05”. */
function summaryOf({ callDetails, origin }: CallLogRecord): string {
  const talk =
    callDetails?.outcome === 'answered' && callDetails.talkSeconds !== undefined
      ? formatTalk(callDetails.talkSeconds)
      : undefined;
  const own = origin === 'derived' ? 'no log submitted' : undefined;
  return [callDetails && OUTCOMES[callDetails.outcome], talk, own].filter(Boolean).join(', ');
}

/** From this length on a note may scroll, which needs the keyboard. */
const LONG_NOTE = 150;

const noteElement = (notes: string): HTMLElement =>
  h(
    'p',
    {
      class: 'note',
      dir: 'auto',
      ...(notes.length >= LONG_NOTE && { role: 'group', 'aria-label': 'Note', tabindex: 0 }),
    },
    notes,
  );

// The roles are spelt out: at phone width the rows are laid out as a grid, which drops the implied ones.
const cell = (children: Parameters<typeof h>[2], name?: string): HTMLElement =>
  h('td', { role: 'cell', class: name }, children);

function row(logged: LoggedCall, fresh: boolean): HTMLTableRowElement {
  const { log, state } = logged;
  const record = log.status === 'logged' ? log : undefined;
  const { id, label } = record?.disposition ?? {};
  const disposition = label ?? dispositionLabel(id ?? record?.task?.dispositionId);
  const summary = record ? summaryOf(record) : '';
  const notes = record?.task?.notes;
  return h('tr', { role: 'row', 'data-key': log.key, 'data-fresh': fresh ? 'true' : undefined }, [
    cell([who(logged)]),
    cell([
      disposition !== undefined && h('p', { class: 'tag' }, disposition),
      summary !== '' && h('p', { class: 'soft' }, summary),
      notes !== undefined && notes !== '' && noteElement(notes),
    ]),
    cell([
      h('p', { class: 'soft' }, formatWhen(log.receivedAt)),
      h('p', { class: `tag ${state}` }, STATES[state]),
    ]),
  ]);
}

const empty = (): HTMLElement =>
  h('p', { class: 'empty' }, [
    h('strong', {}, 'No calls logged yet'),
    'Take a call on the phone, hang up, then submit or log it.',
  ]);

const head = (): HTMLElement =>
  h('thead', { role: 'rowgroup' }, [
    h(
      'tr',
      { role: 'row' },
      ['Customer', 'Outcome', 'Logged'].map((title) =>
        h('th', { scope: 'col', role: 'columnheader' }, title),
      ),
    ),
  ]);

/** What the CRM has as a table, below what waits in the outbox; follows both. */
export async function callLogView(store: LocalCallLogStore, outbox: CallLogOutbox): Promise<void> {
  const body = byId('calls-body');
  const count = byId('calls-count');
  const waiting = byId<OutboxElement>('outbox');
  const stale = byId('calls-stale');
  const rows = h('tbody', { role: 'rowgroup' });
  const table = h(
    'table',
    { class: 'calls-table', role: 'table', 'aria-labelledby': 'calls-title' },
    [head(), rows],
  );
  let made: ReadonlyMap<string, HTMLTableRowElement> = new Map();
  let status: CallLogStatus | undefined;
  let turn = 0;
  let known: readonly ListedCallLog[] = [];
  let readAt: number | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;

  /** Reads what the CRM has; what it had stays while it cannot be read, with a word on how old it is. */
  async function read(): Promise<void> {
    try {
      known = await store.list();
      readAt = Date.now();
      say('');
    } catch {
      const since = readAt === undefined ? '' : `, as of ${formatTime(readAt)}`;
      say(`Acme’s server cannot be reached: this list is old${since}.`);
      clearTimeout(again);
      again = setTimeout(() => void show(), AGAIN_MS);
    }
  }
  function say(text: string): void {
    if (stale.textContent !== text) stale.textContent = text;
  }

  async function show(fresh?: string): Promise<void> {
    const mine = ++turn;
    await read();
    // A later look knows more.
    if (mine !== turn) return;
    const logs = listedLogs(known, status);
    count.textContent = logs.count === 1 ? '1 call' : `${logs.count} calls`;
    waiting.hidden = logs.count === 0 && status?.isOffline !== true;
    if (logs.rows.length === 0) {
      body.replaceChildren(...(logs.count === 0 ? [empty()] : []));
      return;
    }
    // A row that is made again would lose the focus, and the part of a note that is read.
    const now = new Map<string, HTMLTableRowElement>();
    for (const logged of logs.rows) {
      const text = JSON.stringify(logged);
      now.set(text, made.get(text) ?? row(logged, logged.log.key === fresh));
    }
    made = now;
    arrange(rows, [...made.values()]);
    if (!table.isConnected) body.replaceChildren(table);
  }

  defineOutboxElement();
  waiting.texts = {
    number: formatNumber,
    time: formatWhen,
    nextTry: (at) => `next try at ${formatTime(at)}`,
  };
  waiting.outbox = outbox;
  store.subscribe(({ key }) => void show(key));
  outbox.subscribe((changed) => {
    status = changed;
    void show();
  });
  status = await outbox.status();
  await show();
}
