import type { CallLogOutbox } from '@jackfield/plugin-calllog';
import { byId, h } from '@jackfield/dev-page/h';

const logs = (count: number): string => (count === 1 ? '1 call log is' : `${count} call logs are`);

/**
 * Deletes what this browser has stored, and reloads the page. Asks in place first, if that loses logs.
 *
 * @param isOnServer - whether calls and contacts are on a server, which keeps them
 */
export function resetButton(outbox: CallLogOutbox, isOnServer: boolean): void {
  const button = byId<HTMLButtonElement>('reset');
  const question = byId('reset-question');
  if (isOnServer) {
    button.textContent = 'Reset this browser';
    button.title = 'The server keeps its calls and contacts';
  }

  const forget = async (): Promise<void> => {
    // The outbox would take a database that is gone for a loss, and say so.
    await outbox.wipe({ evenUndelivered: true });
    for (const name of ['jackfield-calllog', 'jackfield-contacts']) indexedDB.deleteDatabase(name);
    // Deletions are queued before whatever the next page opens.
    location.reload();
  };

  function close(): void {
    question.replaceChildren();
    button.hidden = false;
    button.focus();
  }

  async function ask(): Promise<void> {
    const { counts } = await outbox.status();
    const waiting = counts.pending + counts.failed + counts.paused + counts.rejected;
    if (waiting === 0) return forget();
    const keep = h('button', { type: 'button', class: 'button small' }, 'Keep', { click: close });
    const lose = h('button', { type: 'button', class: 'button small stop' }, 'Reset and lose', {
      click: () => void forget(),
    });
    question.replaceChildren(
      h('span', { role: 'alert' }, `${logs(waiting)} not delivered.`),
      keep,
      lose,
    );
    button.hidden = true;
    keep.focus();
  }
  button.addEventListener('click', () => void ask());
  question.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close();
  });
}
