import type { CallLogOutbox } from '@jackfield/plugin-calllog';
import { byId } from '@jackfield/dev-page/h';
import { ask } from '@jackfield/dev-page/page/ask';

const logs = (count: number): string => (count === 1 ? '1 call log is' : `${count} call logs are`);

/**
 * Deletes what this browser has stored, and reloads the page. Asks in place first, if that loses logs
 * or a call.
 *
 * @param isOnServer - whether calls and contacts are on a server, which keeps them
 * @param atRisk - returns which call a reload would lose
 */
export function resetButton(
  outbox: CallLogOutbox,
  isOnServer: boolean,
  atRisk: () => string,
): void {
  const button = byId<HTMLButtonElement>('reset');
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

  async function reset(): Promise<void> {
    const { counts } = await outbox.status();
    const waiting = counts.pending + counts.failed + counts.paused + counts.rejected;
    const losses = [waiting > 0 && `${logs(waiting)} not delivered.`, atRisk()].filter(Boolean);
    if (losses.length === 0) return forget();
    ask(button, byId('reset-question'), {
      text: losses.join(' '),
      keep: 'Keep',
      go: 'Reset and lose',
      onGo: () => void forget(),
    });
  }
  button.addEventListener('click', () => void reset());
}
