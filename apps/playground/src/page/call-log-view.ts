import type { ListedCallLog, LocalCallLogStore } from '@jackfield/plugin-calllog';
import { byId, h, icon } from '../h.js';
import { dispositionLabel } from './dispositions.js';
import { formatNumber, formatWhen } from './format.js';

const who = (log: ListedCallLog): HTMLElement => {
  if (log.status === 'rejected')
    return h('div', {}, [
      h('div', { class: 'person-name' }, 'Unreadable log'),
      h('div', { class: 'soft' }, 'Kept as the widget sent it'),
    ]);
  const inbound = log.call.direction === 'INBOUND';
  const { name, phoneNumber } = inbound ? log.call.from : log.call.to;
  return h('div', { class: 'person' }, [
    icon(inbound ? 'inbound' : 'outbound'),
    h('div', {}, [
      h('span', { class: 'visually-hidden' }, inbound ? 'From ' : 'To '),
      h('span', { class: 'person-name' }, name ?? formatNumber(phoneNumber)),
      name !== undefined && h('div', { class: 'soft' }, formatNumber(phoneNumber)),
    ]),
  ]);
};

// The roles are spelt out: at phone width the rows are laid out as a grid, which drops the implied ones.
const cell = (children: Parameters<typeof h>[2], name?: string): HTMLElement =>
  h('td', { role: 'cell', class: name }, children);

function row(log: ListedCallLog, fresh: boolean): HTMLTableRowElement {
  const task = log.status === 'logged' ? log.task : undefined;
  const disposition = dispositionLabel(task?.dispositionId);
  return h('tr', { role: 'row', 'data-key': log.key, 'data-fresh': fresh ? 'true' : undefined }, [
    cell([who(log)]),
    cell([
      disposition !== undefined && h('p', { class: 'tag' }, disposition),
      task?.notes !== undefined && task.notes !== '' && h('p', { class: 'note' }, task.notes),
    ]),
    cell(formatWhen(log.receivedAt), 'soft'),
  ]);
}

const empty = (): HTMLElement =>
  h('p', { class: 'empty' }, [
    h('strong', {}, 'No calls logged yet'),
    'Take a call on the phone, write a note and submit.',
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

/** The store's logs as a table that follows the store. */
export async function callLogView(store: LocalCallLogStore): Promise<void> {
  const body = byId('calls-body');
  const count = byId('calls-count');

  async function show(fresh?: string): Promise<void> {
    const logs = await store.list();
    count.textContent = logs.length === 1 ? '1 call' : `${logs.length} calls`;
    body.replaceChildren(
      logs.length === 0
        ? empty()
        : h('table', { class: 'calls-table', role: 'table', 'aria-labelledby': 'calls-title' }, [
            head(),
            h(
              'tbody',
              { role: 'rowgroup' },
              logs.map((log) => row(log, log.key === fresh)),
            ),
          ]),
    );
  }

  store.subscribe(({ key }) => void show(key));
  await show();
}
