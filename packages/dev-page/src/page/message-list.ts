import { byId, h } from '../h.js';
import { filterField } from './filter-field.js';
import { findText, matchesText } from './find-text.js';
import { legend, type Word } from './legend.js';
import { setListed } from './listed.js';
import { type Copy, createEntry, type Entry, type ListedRow, type Row } from './message-entry.js';

/** Rows beyond are dropped. */
const LIMIT = 200;

/** Writes a count: “1 message”, “2 messages”. */
export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

const droppedText = (n: number): string => {
  if (n === 0) return '';
  return n === 1 ? 'The oldest message is not shown.' : `The oldest ${n} messages are not shown.`;
};

export interface MessageListOptions {
  /** More buttons, which may copy something. */
  readonly buttons?: (copy: Copy) => readonly Node[];
  /** Somebody has pressed “Clear”. */
  readonly onClear: () => void;
  /** The meanings of outcomes, if they are not those of a host. */
  readonly words?: readonly Word[];
}

/** The running list of what went by, of bounded length. */
export interface MessageList {
  add(row: Row, label?: string): ListedRow;
  /**
   * Adds rows together, from the oldest on.
   *
   * @param skipped - how many came before them, and are not shown
   */
  addAll(rows: readonly Row[], skipped: number): readonly ListedRow[];
  clear(): void;
}

/** Fills the section of messages. */
export function messageList({ buttons, onClear, words }: MessageListOptions): MessageList {
  const list = byId('messages-list');
  const empty = byId('messages-empty');
  const note = h('p', { class: 'list-note soft', hidden: true });
  const counted = h('p', { class: 'count' });
  const status = h('p', { class: 'list-status soft', role: 'status' });
  /** From the oldest on. */
  const entries = new Set<Entry>();
  /** What came while the list is paused; `undefined` while it is not. */
  let waiting: Entry[] | undefined;
  /** How many came since then, also beyond the limit. */
  let arrived = 0;
  let dropped = 0;

  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Says something again, too. */
  function say(text: string): void {
    status.textContent = '';
    clearTimeout(timer);
    timer = setTimeout(() => {
      status.textContent = text;
    }, 50);
  }
  async function copyText(text: string, done: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      say(done);
    } catch {
      say('Nothing was copied: the browser does not allow it.');
    }
  }
  const copy: Copy = (text, done) => void copyText(text, done);

  const failures = h('input', { type: 'checkbox' });
  const filter = filterField({
    label: 'Filter messages',
    hint: 'Name, outcome or content',
    controls: 'messages-list',
    count: counted,
    filter(sought) {
      const finds = findText(sought);
      let found = 0;
      for (const entry of entries) {
        const isListed =
          (entry.isFailure || !failures.checked) && (sought === '' || finds(entry.text()));
        setListed(entry.element, isListed);
        if (isListed) found += 1;
      }
      const isFiltered = failures.checked || sought !== '';
      const all = isFiltered
        ? matchesText(found, entries.size, 'messages')
        : count(entries.size, 'message');
      return waiting ? `${all}, paused with ${arrived} new` : all;
    },
  });
  failures.addEventListener('change', filter.changed);

  /** Drops the oldest, but neither what somebody reads nor what has just come. */
  function trim(latest: Entry | undefined): void {
    let excess = entries.size - LIMIT;
    for (const entry of entries) {
      if (excess <= 0) break;
      if (entry === latest || entry.isInUse()) continue;
      entry.element.remove();
      entries.delete(entry);
      dropped += 1;
      excess -= 1;
    }
  }
  function show(added: readonly Entry[]): void {
    for (const entry of added) {
      entries.add(entry);
      list.prepend(entry.element);
    }
    trim(added.at(-1));
    empty.hidden = entries.size > 0;
    note.hidden = dropped === 0;
    note.textContent = droppedText(dropped);
    filter.refresh();
  }
  function addEntries(added: readonly Entry[]): void {
    if (!waiting) return show(added);
    arrived += added.length;
    waiting.push(...added);
    const excess = Math.max(0, waiting.length - LIMIT);
    waiting.splice(0, excess);
    dropped += excess;
    filter.refresh();
  }
  /** An entry that filters again when its outcome is known. */
  const entryOf = (row: Row, label?: string): Entry => {
    const entry = createEntry(row, label, copy);
    const { update } = entry;
    return Object.assign(entry, {
      update(next: Row) {
        update(next);
        filter.refresh();
      },
    });
  };

  const pause = h('button', { type: 'button', class: 'button small' }, 'Pause', {
    click: () => {
      const added = waiting;
      const news = `Resumed with ${count(arrived, 'new message')}.`;
      waiting = added ? undefined : [];
      arrived = 0;
      pause.textContent = added ? 'Pause' : 'Resume';
      show(added ?? []);
      say(added ? news : 'Paused. New messages are counted.');
    },
  });
  function clear(): void {
    for (const { element } of entries) element.remove();
    entries.clear();
    if (waiting) waiting = [];
    arrived = 0;
    dropped = 0;
    show([]);
  }
  byId('clear').addEventListener('click', () => {
    onClear();
    clear();
    say(waiting ? 'Cleared. The list is still paused.' : 'Cleared.');
  });

  byId('messages-tools').after(legend(words));
  byId('messages-tools').append(
    filter.element,
    h('label', { class: 'check' }, [failures, 'Only failures']),
    h('div', { class: 'list-buttons' }, [pause, ...(buttons?.(copy) ?? [])]),
    counted,
    status,
  );
  list.after(note);
  filter.refresh();
  return {
    add(row, label) {
      const entry = entryOf(row, label);
      addEntries([entry]);
      return entry;
    },
    addAll(rows, skipped) {
      dropped += skipped;
      const added = rows.map((row) => entryOf(row));
      addEntries(added);
      return added;
    },
    clear,
  };
}
