import { toJson, fromJson } from '@jackfield/plugin-kit/special-values';
import {
  createServedWidget,
  type FromDocument,
  type Panel,
  type PanelChange,
  type Problem,
  type ServedWidget,
  type ServedWidgetOptions,
  type ShownMessage,
  type ToDocument,
} from '../../src/served.js';
import { createTestClock, type TestClock } from '../../src/test-clock.js';

type Members = Readonly<Record<string, unknown>>;

/** A document of the app page, in a page that is written in the test. */
export interface TestDocument {
  readonly id: string;
  /** What the page received, the oldest first. */
  readonly received: Members[];
  /** The other events, such as `reload`. */
  readonly events: ToDocument[];
  /** Posts as the page. */
  post(message: unknown): Promise<void>;
  report(message: FromDocument): Promise<void>;
  /** The same, without waiting. */
  send(message: FromDocument): void;
  close(): Promise<void>;
}

export interface World {
  readonly widget: ServedWidget;
  readonly clock: TestClock;
  readonly thrown: readonly unknown[];
  readonly panel: Panel | undefined;
  readonly problems: readonly Problem[];
  /** The rows of a control panel that was open from the start. */
  readonly messages: readonly ShownMessage[];
  /** Connects a document, which says hello. */
  open(how?: Partial<Extract<FromDocument, { kind: 'hello' }>>): Promise<TestDocument>;
  act(action: string, ...args: readonly unknown[]): Promise<unknown>;
  /** Performs an action, and lets time pass until it is done. */
  perform(action: string, ...args: readonly unknown[]): Promise<unknown>;
  /** Lets what is under way happen, and the panel show it. */
  pass(ms?: number): Promise<void>;
}

let next = 1;

export function createWorld(options: Partial<ServedWidgetOptions> = {}): World {
  const clock = createTestClock();
  const thrown: unknown[] = [];
  const widget = createServedWidget({
    wire: 'ringcx',
    agent: { leads: [], dispositions: [{ id: '1', label: 'Resolved' }] },
    clock,
    onError: (error) => void thrown.push(error),
    ...options,
  });
  let panel: Panel | undefined;
  let problems: readonly Problem[] = [];
  const messages = new Map<number, ShownMessage>();
  widget.watch((change: PanelChange) => {
    if (change.kind === 'panel') ({ panel } = change);
    else if (change.kind === 'problems') ({ problems } = change);
    else {
      if (change.isReset) messages.clear();
      for (const one of [...change.added, ...change.changed]) messages.set(one.id, one);
    }
  });
  const pass = async (ms = 400): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await clock.advance(ms / 10);
  };

  return {
    widget,
    clock,
    thrown,
    get panel() {
      return panel;
    },
    get problems() {
      return problems;
    },
    get messages() {
      return [...messages.values()];
    },
    pass,
    act: (action, ...args) => widget.run({ name: 'act', action, args }),
    async perform(action, ...args) {
      const state = { isDone: false };
      const done = widget.run({ name: 'act', action, args }).finally(() => {
        state.isDone = true;
      });
      while (!state.isDone) await pass(10_000);
      return done;
    },
    async open(how = {}) {
      const received: Members[] = [];
      const events: ToDocument[] = [];
      const id = `document-${next}`;
      next += 1;
      const connection = widget.connect({
        id,
        send(event) {
          // As it passes: in JSON.
          const sent = JSON.parse(JSON.stringify(event)) as ToDocument;
          if (sent.kind === 'message') received.push(fromJson(sent.data) as Members);
          else events.push(sent);
        },
      });
      const report = async (message: FromDocument): Promise<void> => {
        connection.receive(message);
        await pass();
      };
      await report({
        kind: 'hello',
        address: 'http://127.0.0.1:4175/app.html?fromAdapter=1',
        page: 'http://localhost:3000',
        isHidden: false,
        ...how,
      });
      return {
        id,
        received,
        events,
        report,
        send: connection.receive,
        post: (message) =>
          report({ kind: 'message', data: fromJson(JSON.parse(JSON.stringify(toJson(message)))) }),
        async close() {
          connection.close();
          await pass();
        },
      };
    },
  };
}

/** Registers as a page of RingCX. */
export const register = (name = 'Acme CRM'): object => ({
  type: 'MessageTransport-push',
  payload: {
    type: 'rc-ev-register',
    service: { name, callLoggerEnabled: true, contactMatcherEnabled: true },
  },
});

/** Returns the last entry of a list that passes a test. */
export const lastOf = <T>(list: readonly T[], isWanted: (entry: T) => boolean): T | undefined =>
  [...list].reverse().find(isWanted);

/** Returns the last request of a name that a page of RingCX received. */
export function requestOf(document: TestDocument, type: string): { readonly requestId: string } {
  const found = lastOf(
    document.received,
    ({ payload }) => (payload as Members | undefined)?.['requestType'] === type,
  );
  if (!found) throw new Error(`The page has received no ${type}.`);
  return found as never;
}

/** Answers a request of RingCX. */
export const answer = (requestId: string, result: unknown, error?: unknown): object => ({
  type: 'MessageTransport-response',
  requestId,
  result,
  error,
});
