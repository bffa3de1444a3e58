import { byId } from '../h.js';

/** Forgets what this browser has stored, and begins anew. */
export function resetButton(): void {
  byId('reset').addEventListener('click', () => {
    for (const name of ['jackfield-calllog', 'jackfield-contacts']) indexedDB.deleteDatabase(name);
    // Deletions are queued before whatever the next page opens.
    location.reload();
  });
}
