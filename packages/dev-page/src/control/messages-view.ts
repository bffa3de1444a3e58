import type { PanelChange, ShownMessage } from '@jackfield/testing/served';
import type { Word } from '../page/legend.js';
import type { ListedRow, Row } from '../page/message-entry.js';
import { messageList } from '../page/message-list.js';
import type { Remote } from './remote.js';

const WORDS: readonly Word[] = [
  ['delivered', 'A message of the widget was posted to the page.'],
  ['received', 'A message of the page reached the widget.'],
  ['waiting', 'A request of the widget that the page has not answered yet.'],
  ['answered', 'The page answered the request with a result.'],
  ['failed', 'The page answered the request with an error.'],
  ['timeout', 'The page did not answer the request in time.'],
  ['invalid', 'Not of the form that its schema requires.'],
  ['unknown', 'No schema describes it: it may be a message of another script.'],
  ['ignored', 'It has no effect: a second or a late answer, or one to an unknown request.'],
  ['dropped', 'It was lost, because this page has lost the network.'],
  ['lost', 'The frame was reloaded or removed before the page answered.'],
];

const rowOf = ({ parts, tab, id: _id, ...message }: ShownMessage): Row => ({
  ...message,
  detail: () => [...parts, ['Tab', String(tab)]],
});

/** The list of messages: each has one row, whose outcome may change. */
export function messagesView(
  { run }: Remote,
  onError: (error: unknown) => void,
): (change: Extract<PanelChange, { kind: 'messages' }>) => void {
  const listed = new Map<number, ListedRow>();
  const list = messageList({
    words: WORDS,
    onClear: () => void run({ name: 'clearMessages' }).catch(onError),
  });
  return ({ added, changed, skipped, isReset }) => {
    if (isReset) {
      listed.clear();
      list.clear();
    }
    // A message may come twice just after the connection.
    const fresh = added.filter(({ id }) => !listed.has(id));
    for (const message of [...added, ...changed]) listed.get(message.id)?.update(rowOf(message));
    const rows = list.addAll(fresh.map(rowOf), skipped);
    for (const [index, { id }] of fresh.entries()) listed.set(id, rows[index] as ListedRow);
    for (const id of listed.keys()) {
      if (listed.size <= KEPT) break;
      listed.delete(id);
    }
  };
}

/** Rows beyond have an outcome that does not change. */
const KEPT = 500;
