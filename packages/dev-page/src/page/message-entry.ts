import { h, icon, type Child } from '../h.js';
import { formatExactTime, formatMs } from './format.js';

/** What a row shows when it is opened. */
export type Part = readonly [title: string, value: unknown];

/** A message, or something else that happened. */
export interface Row {
  readonly at: number;
  readonly direction?: 'in' | 'out';
  readonly name: string;
  readonly wireType?: string | undefined;
  readonly outcome: string;
  readonly ms?: number | undefined;
  /** Called when the row is opened or searched: masked bodies are computed when they are read. */
  detail(): readonly Part[];
}

/** A row that is in the list. */
export interface ListedRow {
  /** Shows the row again, because its outcome is known now. */
  update(row: Row): void;
}

/** A row with the element that shows it. */
export interface Entry extends ListedRow {
  readonly element: HTMLLIElement;
  readonly isFailure: boolean;
  /** What a filter finds it by. */
  text(): string;
  /** Whether somebody reads it, so that it must stay. */
  isInUse(): boolean;
}

const FAILURES: ReadonlySet<string> = new Set(['failed', 'invalid', 'timeout', 'unknown']);

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
export type Copy = (text: string, done: string) => void;

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

/** Creates the element of a row. */
export function createEntry(first: Row, label: string | undefined, copy: Copy): Entry {
  let row = first;
  const time = formatExactTime(row.at);
  const detail = h('div', { class: 'detail' });
  const tag = h('span');
  const ms = h('span', { class: 'ms' });
  function fillDetail(): void {
    // Where the screen is narrow, the line above has no place for it.
    detail.replaceChildren(h('p', { class: 'detail-time soft' }, time));
    for (const part of row.detail()) detail.append(...partElement(row, part, copy));
  }
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
        tag,
        ms,
      ]),
      detail,
    ],
    {
      toggle: () => {
        if (detail.childElementCount === 0) fillDetail();
      },
    },
  );
  const element = h('li', { class: 'message', 'data-direction': row.direction }, [details]);
  let text: string | undefined;
  const isFailure = (): boolean => FAILURES.has(row.outcome);
  function show(): void {
    tag.className = `tag ${row.outcome}`;
    tag.textContent = row.outcome;
    ms.textContent = row.ms === undefined ? '' : formatMs(row.ms);
    if (isFailure()) element.dataset['tone'] = 'bad';
    else delete element.dataset['tone'];
  }
  show();
  return {
    element,
    get isFailure() {
      return isFailure();
    },
    text: () =>
      (text ??= [
        [label, row.name, row.wireType, row.outcome],
        ...row.detail().map(([title, value]) => [title, toText(value)]),
      ]
        .flat()
        .join(' ')),
    isInUse: () => details.open || element.contains(document.activeElement),
    update(next) {
      row = next;
      text = undefined;
      show();
      if (detail.childElementCount > 0) fillDetail();
    },
  };
}
