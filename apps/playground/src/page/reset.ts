import type { CallLogOutbox } from '@jackfield/plugin-calllog';
import { byId } from '@jackfield/dev-page/h';

/** Deletes what this browser has stored, and reloads the page. */
export function resetButton(outbox: CallLogOutbox): void {
  const forget = async (): Promise<void> => {
    // The outbox would take a database that is gone for a loss, and say so.
    await outbox.wipe({ evenUndelivered: true });
    for (const name of ['jackfield-calllog', 'jackfield-contacts']) indexedDB.deleteDatabase(name);
    // Deletions are queued before whatever the next page opens.
    location.reload();
  };
  byId('reset').addEventListener('click', () => void forget());
}
