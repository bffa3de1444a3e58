import type { HostEvents } from '@jackfield/core';
import { record } from '@jackfield/testing';
import { h } from '../h.js';
import { formatMs } from './format.js';
import type { Copy, Part, Row } from './message-entry.js';
import { count, messageList } from './message-list.js';
import type { ShownHost } from './shown-host.js';

const IGNORED = 'it repeats an earlier one, or no plugin listens to it';

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
  let transcripts: readonly ReturnType<typeof transcript>[] = [];
  const { add } = messageList({
    buttons(copy) {
      transcripts = hosts.map((shown) => transcript(shown, copy));
      return transcripts.map(({ element }) => element);
    },
    onClear() {
      for (const { clear } of transcripts) clear();
    },
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
