import type { Clock, Messages, Transport } from '@jackfield/core';
import { protocol } from '@jackfield/core/ringcx';
import { createTestClock, settle, type TestClock } from '../test-clock.js';
import { type FromPage, typeOf } from './envelope.js';
import { type Journal, openJournal } from './journal.js';
import { memoryLink } from './memory-link.js';
import type { RegisteredService } from './service.js';
import { createThirdParty } from './third-party.js';
import type { WidgetVersion } from './version.js';
import { type Answer, openWire } from './wire.js';

export interface WidgetOptions {
  /** `1.0` if left out. */
  readonly version?: WidgetVersion;
  /** The widget's time; a clock of its own that stands still until it is moved, if left out. */
  readonly clock?: Clock;
}

/** A widget that is played, and the record of what it sent and got. */
export interface Widget<C extends Clock = TestClock> extends Journal {
  readonly version: WidgetVersion;
  readonly clock: C;
  /** The page's end: `createHost({ widget: { transport: widget.transport }, clock: widget.clock })`. */
  readonly transport: Transport;
  /** What the page has registered. */
  readonly service: RegisteredService | undefined;
  /** The names under which each matcher asks; no name is ever forgotten. */
  readonly providers: {
    readonly contacts: readonly string[];
    readonly callLogs: readonly string[];
  };
  /** Says once more that the widget has started. */
  init(): Promise<void>;
  /** Tells the page anything at any time, by the schemas' name. */
  push<K extends keyof Messages['pushes']>(
    name: K,
    ...body: Record<never, never> extends Messages['pushes'][K]
      ? [body?: Messages['pushes'][K]]
      : [body: Messages['pushes'][K]]
  ): Promise<void>;
  /** Asks the page as the widget does, whatever it has registered. Never rejects. */
  request<K extends keyof Messages['requests']>(
    name: K,
    data: Messages['requests'][K] extends { readonly data: infer Data } ? Data : never,
  ): Promise<Answer>;
  /** Posts anything at all. */
  post(message: unknown): Promise<void>;
  /** The widget goes away: nothing comes, nothing goes, no timer stays. */
  close(): void;
}

/** Plays the RingCX widget for a test. */
export function createWidget(options: WidgetOptions = {}): Widget {
  const { version = '1.0', clock = createTestClock() } = options;
  const journal = openJournal();
  const link = memoryLink();
  const hear = (message: Exclude<FromPage, { kind: 'response' }>): void => {
    if (message.kind === 'push' && typeOf(message.payload) === protocol.pagePushes.register.type)
      thirdParty.register(message.payload);
  };
  const wire = openWire(1, link, clock, journal, hear);
  const thirdParty = createThirdParty(clock, version !== '0.x', {
    ask: wire.request,
    contactQueries: () => [],
    callLogQueries: () => [],
    changed: () => undefined,
  });
  const init = async (): Promise<void> => {
    wire.bare(protocol.pushes.init.type);
    await settle();
  };
  void init();
  return {
    ...journal,
    version,
    clock: clock as TestClock,
    transport: link.transport,
    get service() {
      return thirdParty.service;
    },
    get providers() {
      const { contacts, callLogs } = thirdParty;
      return { contacts: contacts.providers, callLogs: callLogs.providers };
    },
    init,
    async push(name, ...[body]) {
      const { type, bare } = protocol.pushes[name];
      (bare ? wire.bare : wire.push)(type, body);
      await settle();
    },
    async request(name, data) {
      await settle();
      return wire.request(name, data);
    },
    async post(message) {
      wire.post(message);
      await settle();
    },
    close: () => wire.close(),
  };
}
