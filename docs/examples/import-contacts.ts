import type { ContactDatabase } from '@jackfield/plugin-contacts';
import { csv, type FileImportResult } from '@jackfield/plugin-contacts/formats';

// #region import
/** Imports a CSV file. A person sees how far it is, how many issues there are so far, and can stop it. */
export async function importFile(
  database: ContactDatabase,
  file: File,
  { bar, state, stop }: ImportControls,
): Promise<FileImportResult> {
  const controller = new AbortController();
  stop.onclick = () => controller.abort();
  let issues = 0;
  return database.importFile(file, {
    format: csv(),
    signal: controller.signal,
    onIssue() {
      issues += 1;
    },
    onProgress({ read, total, imported }) {
      bar.value = read / (total ?? read);
      state.textContent = `${imported} contacts, ${issues} issues so far`;
    },
  });
}

/** What the page has for it; `bar.max` is 1. */
export interface ImportControls {
  readonly bar: HTMLProgressElement;
  readonly state: HTMLElement;
  readonly stop: HTMLButtonElement;
}
// #endregion import
