import { byId, h } from '@jackfield/dev-page/h';
import type { ContactDatabase } from '@jackfield/plugin-contacts';
import {
  csv,
  type FileImportResult,
  jsonLines,
  type OpenFormat,
  vcard,
} from '@jackfield/plugin-contacts/formats';

/** Issues that are listed after an import; a file may have a million. */
const LISTED = 20;

const number = new Intl.NumberFormat('en');
const count = (n: number, noun: string): string =>
  `${number.format(n)} ${noun}${n === 1 ? '' : 's'}`;

function formatOf({ name, type }: File): OpenFormat {
  if (/\.(?:vcf|vcard)$/iu.test(name) || type === 'text/vcard') return vcard();
  if (/\.(?:jsonl|ndjson|json)$/iu.test(name)) return jsonLines();
  return csv();
}

function summary(
  { imported, added, faulty, issues, ignored }: FileImportResult,
  found: number,
): HTMLElement[] {
  const listed = issues
    .slice(0, LISTED)
    .map(({ line, pointer, expected, received }) =>
      h(
        'li',
        {},
        `Line ${line}${pointer && `, ${pointer}`}: expected ${expected}, received ${received}`,
      ),
    );
  return [
    h('p', {}, `${count(imported, 'contact')} imported, ${number.format(added)} of them new.`),
    ...(ignored.length > 0
      ? [h('p', { class: 'soft' }, `Columns not used: ${ignored.join(', ')}.`)]
      : []),
    ...(issues.length > 0
      ? [
          h('details', {}, [
            h('summary', {}, `${count(found, 'issue')}, ${count(faulty, 'row')} not imported`),
            h('ul', { class: 'soft' }, listed),
          ]),
        ]
      : []),
  ];
}

/**
 * Lets a person import a file of contacts. While it is read, they see how far it is and what was
 * wrong so far, and can stop it: what was imported by then stays.
 */
export function importView(database: ContactDatabase, onImported: () => void): void {
  const input = byId<HTMLInputElement>('import-file');
  const place = byId('import');
  byId('import-label').hidden = false;

  async function run(file: File): Promise<void> {
    const controller = new AbortController();
    const bar = h('progress', { max: 1, value: 0, 'aria-label': `Import of ${file.name}` });
    const state = h('p', { class: 'soft' }, 'No contacts yet');
    const stop = h('button', { type: 'button', class: 'button small' }, 'Stop', {
      click: () => controller.abort(new Error('Stopped.')),
    });
    const result = h('div', { role: 'status' }, `Importing ${file.name}`);
    place.replaceChildren(result, h('div', { class: 'import-progress' }, [bar, state, stop]));
    input.disabled = true;
    let [imported, found] = [0, 0];
    try {
      const done = await database.importFile(file, {
        format: formatOf(file),
        signal: controller.signal,
        onIssue() {
          found += 1;
        },
        onProgress(progress) {
          ({ imported } = progress);
          bar.value = progress.read / Math.max(1, file.size);
          state.textContent = `${count(imported, 'contact')}, ${count(found, 'issue')} so far`;
        },
      });
      result.replaceChildren(...summary(done, found));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      result.replaceChildren(
        h('p', {}, `${message} ${count(imported, 'contact')} imported before that.`),
      );
    }
    const hadFocus = document.activeElement === stop;
    place.lastElementChild?.remove();
    input.disabled = false;
    input.value = '';
    if (hadFocus) input.focus();
    if (imported > 0) onImported();
  }

  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) void run(file);
  });
}
