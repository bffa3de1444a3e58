import type { HostEvents } from '@jackfield/core';
import { byId, h, icon, type Child } from '../h.js';
import { formatMs, formatTime } from './format.js';
import type { ShownHost } from './shown-host.js';

const LIMIT = 200;

const IGNORED = 'it repeats an earlier one, or no plugin listens to it';

interface Row {
  readonly at: number;
  readonly direction?: 'in' | 'out';
  readonly name: string;
  readonly wireType?: string;
  readonly outcome: string;
  readonly ms?: number | undefined;
  /** Called when the row is opened: masked bodies are computed when they are read. */
  detail(): readonly (readonly [title: string, value: unknown])[];
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

function element(row: Row, label?: string): HTMLLIElement {
  const bad = row.outcome === 'failed' || row.outcome === 'invalid';
  const detail = h('div', { class: 'detail' });
  const details = h(
    'details',
    {},
    [
      h('summary', {}, [
        h(
          'time',
          { class: 'time soft', datetime: new Date(row.at).toISOString() },
          formatTime(row.at),
        ),
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
        for (const [title, value] of row.detail())
          detail.append(h('h3', {}, title), h('pre', { tabindex: 0 }, toText(value)));
      },
    },
  );
  return h(
    'li',
    { class: 'message', 'data-direction': row.direction, 'data-tone': bad ? 'bad' : undefined },
    [details],
  );
}

const present = (
  entries: readonly (readonly [title: string, value: unknown])[],
): readonly (readonly [title: string, value: unknown])[] =>
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

/** The running list of what went by: everything in it comes from `host.on`. */
export function messagesView(hosts: readonly ShownHost[]): void {
  const list = byId('messages-list');
  const empty = byId('messages-empty');

  const add = (row: Row, label?: string): void => {
    list.prepend(element(row, label));
    while (list.childElementCount > LIMIT) list.lastElementChild?.remove();
    empty.hidden = true;
  };
  byId('clear').addEventListener('click', () => {
    list.replaceChildren();
    empty.hidden = false;
  });

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
