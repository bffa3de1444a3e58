import type { MessageMaps, Protocol } from '@jackfield/core';
import type { Recorded, RecordedRequest } from '../simulator/journal.js';
import { isPageMessage } from '../problems/find-problems.js';
import type { InspectedWire } from '../problems/inspected-wire.js';
import { readRecordedEnvelope } from '../transcript/read-recorded-envelope.js';
import type { ShownMessage, ShownOutcome } from './panel.js';
import { shownText, shownType } from './shown-text.js';

/** Messages beyond are dropped, the oldest first. */
export const SHOWN = 200;

/** What a control panel does not have yet. */
export interface Taken {
  readonly added: readonly ShownMessage[];
  readonly changed: readonly ShownMessage[];
  /** How many were added before, and are dropped already. */
  readonly skipped: number;
}

/** The messages that are shown, and what has changed since they were taken. */
export interface MessageLog {
  readonly shown: readonly ShownMessage[];
  /** The widget has sent a message. `isDropped`: it did not reach the page. */
  sent(recorded: Recorded, isDropped: boolean): void;
  /** The page has sent a message. */
  received(recorded: Recorded, outcome?: 'dropped'): void;
  /** A request of the widget has been recorded, or has got its outcome. */
  settle(request: RecordedRequest<string>): void;
  /** Returns what was added and changed, and forgets it. */
  take(): Taken;
  clear(): void;
}

type Parts = ShownMessage['parts'];

const hasUnknown = (outcome: ShownOutcome): boolean =>
  outcome === 'waiting' || outcome === 'dropped';

export function createMessageLog(wire: InspectedWire): MessageLog {
  const protocol: Protocol<MessageMaps> = wire.protocol;
  const { masks } = protocol;
  const shown: ShownMessage[] = [];
  /** The ids of messages that are requests, by the ids of the requests. */
  const open = new Map<string, number>();
  let added: ShownMessage[] = [];
  let skipped = 0;
  const changed = new Map<number, ShownMessage>();
  let next = 1;

  function add(message: Omit<ShownMessage, 'id'>): number {
    const row = { ...message, id: next };
    next += 1;
    shown.push(row);
    added.push(row);
    if (shown.length > SHOWN) shown.shift();
    if (added.length > SHOWN) {
      added.shift();
      skipped += 1;
    }
    return row.id;
  }

  function change(id: number, how: Partial<ShownMessage>): void {
    const at = shown.findIndex((row) => row.id === id);
    const row = shown[at];
    if (!row) return;
    const now = { ...row, ...how };
    shown[at] = now;
    const isNew = added.findIndex((one) => one.id === id);
    if (isNew >= 0) added[isNew] = now;
    else changed.set(id, now);
  }

  function outcomeOfPage(
    recorded: Recorded,
    kind: string | undefined,
    body: unknown,
  ): ShownOutcome {
    const { name } = recorded;
    if (kind === 'response') return 'ignored';
    if (name === undefined) return 'unknown';
    return isPageMessage(wire, name) && protocol.checkPageMessage(name, body)
      ? 'invalid'
      : 'received';
  }

  return {
    shown,
    sent({ at, tab, name, envelope }, isDropped) {
      const parsed = readRecordedEnvelope(wire, 'in', envelope);
      const { kind = '', id = '', type = '', body = envelope } = parsed ?? {};
      const mask = masks.fromWidget[name ?? ''];
      const isRequest = kind === 'request';
      const delivered = isRequest ? 'waiting' : 'delivered';
      const row = add({
        at,
        tab,
        direction: 'in',
        name: name ?? (kind === 'response' ? 'answer' : 'unknown'),
        wireType: type === '' ? undefined : shownType(type),
        outcome: isDropped ? 'dropped' : delivered,
        parts: [[isRequest ? 'Data' : 'Body', shownText(body, mask?.data ?? mask?.body)]],
      });
      if (isRequest) open.set(id, row);
    },
    received(recorded, outcome) {
      const { at, tab, name, envelope } = recorded;
      const parsed = readRecordedEnvelope(wire, 'out', envelope);
      const { kind, type = '', body = envelope } = parsed ?? {};
      const mask = masks.fromPage[name ?? ''];
      add({
        at,
        tab,
        direction: 'out',
        name: name ?? (kind === 'response' ? 'answer' : 'unknown'),
        wireType: type === '' ? undefined : shownType(type),
        outcome: outcome ?? outcomeOfPage(recorded, kind, body),
        parts: [[kind === 'request' ? 'Data' : 'Body', shownText(body, mask?.data ?? mask?.body)]],
      });
    },
    settle({ id, name, status, result, ms }) {
      const row = open.get(id);
      if (row === undefined || status === 'waiting') return;
      open.delete(id);
      const before = shown.find((one) => one.id === row);
      if (!before || !hasUnknown(before.outcome)) return;
      const isValid = status !== 'answered' || !protocol.checkResult(name, result);
      const parts: Parts =
        status === 'answered'
          ? [...before.parts, ['Result', shownText(result, masks.fromWidget[name]?.result)]]
          : status === 'failed'
            ? // Its text is the application's own, and may contain anything.
              [...before.parts, ['Error', '‹error›']]
            : before.parts;
      const outcome = before.outcome === 'dropped' ? 'dropped' : isValid ? status : 'invalid';
      change(row, { outcome, ms, parts });
    },
    take() {
      const taken = { added, changed: [...changed.values()], skipped };
      added = [];
      skipped = 0;
      changed.clear();
      return taken;
    },
    clear() {
      shown.length = 0;
      added = [];
      skipped = 0;
      changed.clear();
      open.clear();
    },
  };
}
