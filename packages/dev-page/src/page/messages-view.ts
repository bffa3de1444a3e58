import type { HostEvents } from '@jackfield/core';
import { record } from '@jackfield/testing';
import { byId, h, icon, type Child } from '../h.js';
import { filterField } from './filter-field.js';
import { findText, matchesText } from './find-text.js';
import { legend } from './legend.js';
import { setListed } from './listed.js';
import { formatExactTime, formatMs } from './format.js';
import type { ShownHost } from './shown-host.js';

/** Rows beyond are dropped. */
const LIMIT = 200;

const IGNORED = 'it repeats an earlier one, or no plugin listens to it';

type Part = readonly [title: string, value: unknown];

interface Row {
  readonly at: number;
  readonly direction?: 'in' | 'out';
  readonly name: string;
  readonly wireType?: string;
  readonly outcome: string;
  readonly ms?: number | undefined;
  /** Called when the row is opened or searched: masked bodies are computed when they are read. */
  detail(): readonly Part[];
}

/** A row with the element that shows it. */
interface Entry {
  readonly element: HTMLLIElement;
  readonly isFailure: boolean;
  /** What a filter finds it by. */
  text(): string;
  /** Whether somebody reads it, so that it must stay. */
  isInUse(): boolean;
}

const toText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? 'nothing');

const arrow = (direction: Row['direction']): Child =>
  direction
    ? h('span', {}, [
        icon(direction === 'in' ? 'inbound' : 'outbound'),
        h(
          'span',
          { class: 'visually-hidden' },
          direction === 'in' ? 'from the widget' : 'to the widget',
        ),
      ])
    : h('span');

/** Copies a text, and says how that went. */
type Copy = (text: string, done: string) => void;

function partElement(row: Row, [title, value]: Part, copy: Copy): readonly Node[] {
  const text = toText(value);
  const what = `${title} of ${row.name}`;
  const button = h(
    'button',
    { type: 'button', class: 'button small', 'aria-label': `Copy: ${what}` },
    'Copy',
    { click: () => copy(text, `Copied: ${what}.`) },
  );
  return [
    h('div', { class: 'detail-head' }, [h('h3', {}, title), button]),
    h('pre', { tabindex: 0 }, text),
  ];
}

function createEntry(row: Row, label: string | undefined, copy: Copy): Entry {
  const isFailure = row.outcome === 'failed' || row.outcome === 'invalid';
  const time = formatExactTime(row.at);
  const detail = h('div', { class: 'detail' });
  const details = h(
    'details',
    {},
    [
      h('summary', {}, [
        h('time', { class: 'time soft', datetime: new Date(row.at).toISOString() }, time),
        arrow(row.direction),
        h('span', {}, [
          label !== undefined && h('span', { class: 'origin' }, `${label} `),
          h('span', { class: 'name' }, row.name),
          row.wireType !== undefined && h('span', { class: 'wire' }, row.wireType),
        ]),
        h('span', { class: `tag ${row.outcome}` }, row.outcome),
        h('span', { class: 'ms' }, row.ms === undefined ? '' : formatMs(row.ms)),
      ]),
      detail,
    ],
    {
      toggle: () => {
        if (detail.childElementCount > 0) return;
        // Where the screen is narrow, the line above has no place for it.
        detail.append(h('p', { class: 'detail-time soft' }, time));
        for (const part of row.detail()) detail.append(...partElement(row, part, copy));
      },
    },
  );
  const element = h(
    'li',
    {
      class: 'message',
      'data-direction': row.direction,
      'data-tone': isFailure ? 'bad' : undefined,
    },
    [details],
  );
  let text: string | undefined;
  return {
    element,
    isFailure,
    text: () =>
      (text ??= [
        [label, row.name, row.wireType, row.outcome],
        ...row.detail().map(([title, value]) => [title, toText(value)]),
      ]
        .flat()
        .join(' ')),
    isInUse: () => details.open || element.contains(document.activeElement),
  };
}

const present = (entries: readonly Part[]): readonly Part[] =>
  entries.filter(([, value]) => value !== undefined);

const messageRow = (message: HostEvents['message'], reason?: string): Row => ({
  at: message.at,
  direction: message.direction,
  name: message.name ?? 'unknown',
  wireType: message.wireType,
  outcome: message.outcome,
  ms: message.ms,
  detail: () =>
    present([
      [message.kind === 'request' ? 'Data' : 'Body', message.body],
      ['Result', message.result],
      ['Error that was sent', message.error],
      ['Left alone, because', reason],
      ['Not delivered, because', message.outcome === 'ignored' ? IGNORED : undefined],
      ['Request', message.requestId],
    ]),
});

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

const droppedText = (n: number): string => {
  if (n === 0) return '';
  return n === 1 ? 'The oldest message is not shown.' : `The oldest ${n} messages are not shown.`;
};

/** The transcript of a host, from the start or from the last "Clear" on, and the button that copies it. */
function transcript(
  { host, label, wire }: ShownHost,
  copy: Copy,
): { element: Node; clear(): void } {
  const begin = () => (wire ? record(host, { wire }) : record(host));
  let tape = begin();
  const click = (): void => {
    const { lines, dropped } = tape;
    const missing =
      dropped > 0
        ? ` It is full: the last ${dropped} are missing. “Clear” begins another one.`
        : '';
    copy(
      tape.text(),
      `Copied a transcript with ${count(lines.length, 'line')}, which “jackfield check-transcript” reads.${missing}`,
    );
  };
  const text = label === undefined ? 'Copy all' : `Copy all of ${label}`;
  return {
    element: h('button', { type: 'button', class: 'button small' }, text, { click }),
    clear() {
      tape.stop();
      tape = begin();
    },
  };
}

/** The running list of what went by: everything in it comes from `host.on`. */
export function messagesView(hosts: readonly ShownHost[]): void {
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
      for (const { element, isFailure, text } of entries) {
        const isListed = (isFailure || !failures.checked) && (sought === '' || finds(text()));
        setListed(element, isListed);
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
  const add = (row: Row, label?: string): void => {
    const entry = createEntry(row, label, copy);
    if (!waiting) return show([entry]);
    arrived += 1;
    waiting.push(entry);
    if (waiting.length > LIMIT) {
      waiting.shift();
      dropped += 1;
    }
    filter.refresh();
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
  const transcripts = hosts.map((shown) => transcript(shown, copy));
  byId('clear').addEventListener('click', () => {
    for (const { element } of entries) element.remove();
    entries.clear();
    if (waiting) waiting = [];
    arrived = 0;
    dropped = 0;
    for (const { clear } of transcripts) clear();
    show([]);
    say(waiting ? 'Cleared. The list is still paused.' : 'Cleared.');
  });

  byId('messages-tools').after(legend());
  byId('messages-tools').append(
    filter.element,
    h('label', { class: 'check' }, [failures, 'Only failures']),
    h('div', { class: 'list-buttons' }, [pause, ...transcripts.map(({ element }) => element)]),
    counted,
    status,
  );
  list.after(note);
  filter.refresh();
  for (const shown of hosts) follow(shown, add);
}

/** Adds a row for everything that a host reports. */
function follow({ host, label }: ShownHost, addTo: (row: Row, label?: string) => void): void {
  const add = (row: Row): void => addTo(row, label);
  // The reason why a message is unhandled is emitted just before the message itself.
  let reason: string | undefined;
  host.on('unhandled', (event) => {
    reason = event.reason;
  });
  host.on('message', (message) => {
    add(messageRow(message, message.outcome === 'unhandled' ? reason : undefined));
  });
  host.on('registered', ({ service, capabilities }) =>
    add({
      at: Date.now(),
      name: 'registered',
      outcome: 'session',
      detail: () => [
        ['Service', service],
        ['Capabilities', capabilities],
      ],
    }),
  );
  host.on('invalid', ({ name, part, plugin, issues, error }) =>
    add({
      at: Date.now(),
      name: plugin === undefined ? name : `${plugin} · ${name}`,
      outcome: 'invalid',
      detail: () => [
        ['Error', error.message],
        [`Issues in the ${part}`, issues],
      ],
    }),
  );
  host.on('failed', ({ name, plugin, error }) =>
    add({
      at: Date.now(),
      name: [plugin ?? 'host', name].filter(Boolean).join(' · '),
      outcome: 'failed',
      detail: () =>
        present([
          ['Error', `${error.code}: ${error.message}`],
          ['Cause', error.cause instanceof Error ? error.cause.message : error.cause],
        ]),
    }),
  );
  host.on('settledLate', ({ name, plugin, ms }) =>
    add({
      at: Date.now(),
      name: `${plugin} · ${name}`,
      outcome: 'late',
      ms,
      detail: () => [['Settled after its answer had been given', formatMs(ms)]],
    }),
  );
}
