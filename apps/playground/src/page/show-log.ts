import { byId, isolated } from '@jackfield/dev-page/h';

/** Brings the log of a call into view, as the agent has asked for in the phone, which keeps the focus. */
export function showLog(key: string): void {
  const rows = [...byId('calls-body').querySelectorAll<HTMLElement>('tr[data-key]')];
  const row = rows.find(({ dataset }) => dataset['key'] === key);
  for (const each of rows) each.dataset['current'] = String(each === row);
  // A log that is not in the table is in the outbox, above it.
  (row ?? byId('calls')).scrollIntoView({ block: row ? 'center' : 'start' });
  const name = row?.querySelector('.person-name')?.textContent;
  if (name) byId('said').textContent = `The page shows the call log of ${isolated(name)}.`;
}
