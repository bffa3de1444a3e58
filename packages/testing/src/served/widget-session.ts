import type { Clock } from '@jackfield/core';
import type { PageError } from '../problems/problem.js';
import { type AnyWidget, createWidgetTabs, type WidgetTabs } from '../relay/widget-tabs.js';
import type { FrameTab } from './frame-tab.js';
import { linkToTab } from './frame-tab.js';
import { createJournalReader, journalOf, type JournalReader } from './journal-reader.js';
import type { MessageLog } from './message-log.js';
import type { FromDocument } from './messages.js';
import { createProblemLog, type ProblemLog } from './problem-log.js';
import type { Agent, ServedWire } from './served-wire.js';

/** One widget, from its first tab to its end: another version or other parameters make another one. */
export interface WidgetSession {
  readonly widget: AnyWidget;
  /** What its address asked for. */
  readonly setUp: string;
  readonly tabs: WidgetTabs<FrameTab>;
  readonly journal: JournalReader;
  readonly problems: ProblemLog;
  /** The errors that the pages did not catch. */
  readonly errors: PageError[];
  /** When the pages posted while no widget was there, and to another origin than the widget's. */
  readonly lost: number[];
  readonly elsewhere: number[];
  /** Whether a page has posted to any origin. */
  anyTarget: boolean;
  close(): void;
}

/** What sessions need. */
export interface SessionSource {
  readonly wire: ServedWire;
  readonly agent: Agent;
  readonly clock: Clock;
  readonly messages: MessageLog;
  /** Sends a message of the widget to a frame; returns whether it was dropped. */
  send(tab: FrameTab, message: unknown): boolean;
  onChange(): void;
}

/** Starts a widget with its first tab. */
export async function startSession(
  { wire, agent, clock, messages, send, onChange }: SessionSource,
  setUp: string,
  first: FrameTab,
  address: URL,
): Promise<WidgetSession> {
  const early: boolean[] = [];
  let session: WidgetSession | undefined;
  let widget: AnyWidget | undefined;
  const errors: PageError[] = [];
  const lost: number[] = [];
  const elsewhere: number[] = [];

  const tabs = createWidgetTabs<FrameTab>({
    linkTo: (tab) =>
      linkToTab(tab, (message) => {
        const isDropped = send(tab, message);
        if (session) session.journal.posts(isDropped);
        else early.push(isDropped);
        onChange();
      }),
    widget: () => widget,
    make(page) {
      widget = wire.make(setUp, agent, page, clock);
      return widget;
    },
  });
  await tabs.load(first, { address, isPopup: false });
  const made = widget as unknown as AnyWidget;
  const records = journalOf(made);
  const journal = createJournalReader(wire.inspected, records, messages);
  for (const isDropped of early) journal.posts(isDropped);
  const { excused } = journal;
  const stop = made.subscribe(onChange);
  session = {
    widget: made,
    setUp,
    tabs,
    journal,
    problems: createProblemLog(wire.inspected, records, clock, {
      errors,
      lost,
      elsewhere,
      excused,
    }),
    errors,
    lost,
    elsewhere,
    anyTarget: false,
    close() {
      journal.read();
      stop();
      made.close();
    },
  };
  return session;
}

/** Notes what the script in a page has reported of it. */
export function noteReport(
  session: WidgetSession,
  tab: FrameTab,
  message: FromDocument,
  at: number,
): void {
  if (message.kind === 'posted') {
    const { target, isLost } = message;
    if (target === '*') session.anyTarget = true;
    if (isLost) session.lost.push(at);
    else if (target !== '*' && target !== tab.origin) session.elsewhere.push(at);
  } else if (message.kind === 'thrown') {
    const { name, text, place } = message;
    session.errors.push({ at, name, text, place });
  }
}
