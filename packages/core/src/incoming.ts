import { acceptResult } from './accept-result.js';
import type { Clock } from './clock.js';
import { isUncloneable, type JackfieldError, messageOf, ownReasonOf } from './errors.js';
import type { Events, HostEvents, MessageOutcome } from './events.js';
import { newId, type Outgoing } from './outgoing.js';
import { hideAll } from './mask.js';
import type { Ask } from './plugin.js';
import type { Handler, Plugins } from './plugins.js';
import { type Answer, policies } from './policies.js';
import type {
  Dispatched,
  Envelope,
  MessageMaps,
  Protocol,
  PushEntry,
  RequestEntry,
} from './protocol.js';
import { type Run, runHandler } from './run-handler.js';
import { safely } from './safely.js';
import type { Session } from './session.js';
import type { TimerQueue } from './timer-queue.js';

type Known = Exclude<Dispatched, { status: 'unknown' }>;
/** A translator may change the body of a valid message. */
type Body = Known & { readonly body?: unknown; readonly context?: object };
type Reply = (result: unknown, error?: string) => void;

/** A request that has not been answered. */
interface OpenRequest {
  readonly answered: Promise<void>;
  /** Answers with `error` at once. */
  stop(error: JackfieldError): void;
}

/** Handles messages of the widget and requests of the plugins. */
export interface Incoming {
  /** Handles a posted value; `reply` answers its sender. Never throws. */
  receive(data: unknown, reply: (envelope: unknown) => void): void;
  readonly ask: Ask;
  /** Resolves when all pending requests have been answered, and their handlers have settled. */
  drained(): Promise<void>;
  /** Answers all pending requests with `error`, and aborts their handlers. */
  stop(error: JackfieldError): void;
}

/** How deep plugins may ask each other. */
const MAX_DEPTH = 5;

/** How many keys of repeated pushes are remembered. */
const REMEMBERED = 200;

/** @param deadlines - in milliseconds by request, which override those of the schemas */
export function createIncoming(
  protocol: Protocol<MessageMaps>,
  events: Events,
  clock: Clock,
  timers: TimerQueue,
  plugins: Plugins,
  outgoing: Outgoing,
  session: Session,
  deadlines: { readonly [request: string]: number | undefined },
): Incoming {
  const entries = protocol.requests as Record<string, RequestEntry | undefined>;
  const open = new Map<string, OpenRequest>();
  /** A request may be answered before all of its handlers have settled. */
  const running = new Set<Run>();
  const delivered = new Set<string>();

  function receive(data: unknown, post: (envelope: unknown) => void): void {
    try {
      const envelope = protocol.readEnvelope(data);
      if (!envelope) return;
      const { kind, id, type, body, error } = envelope;
      if (kind === 'response') return outgoing.receive(id, body, error);
      const found = protocol.dispatchFromWidget(kind, type, body);
      if (found.status === 'unknown') return emit(envelope, {}, 'unhandled', 'unknown-type');
      session.onActivity(found.name);
      if (kind !== 'request') return receivePush(envelope, found);
      const reply: Reply = (result, text) =>
        post(protocol.wrapResponse(id, result, text, found.name));
      handleRequest(envelope, found, reply).catch(onUnreadable);
    } catch (thrown) {
      onUnreadable(thrown);
    }
  }

  /** Reading a member threw, which cannot happen with a posted message. */
  function onUnreadable(thrown: unknown): void {
    events.fail('INVALID_MESSAGE', 'message', thrown);
  }

  /**
   * Emits the outcome of a message, and the `reason` if it is unhandled; without `outcome`, that the
   * request was received.
   */
  function emit(
    { kind, type, id, body: posted }: Envelope,
    found: Partial<Body>,
    outcome?: MessageOutcome,
    reason?: HostEvents['unhandled']['reason'],
    answer: Answer & { readonly at?: number; readonly ms?: number } = {},
  ): void {
    const { name, body = posted } = found;
    // A type that no schema knows may be anything.
    const wireType = name ? type : hideAll('?');
    const requestId = id || undefined;
    const detail = { kind: id ? 'request' : 'push', name, wireType, requestId } as const;
    if (reason) events.emit('unhandled', { ...detail, reason });
    const { at, ms, result, error, maskedError = error } = answer;
    const bare = kind === 'bare';
    events.message(
      { at, direction: 'in', ...detail, bare, outcome, ms, error: maskedError },
      body,
      result,
      type,
    );
  }

  /**
   * The life of a request, from the widget or, without events, from a plugin of this host (`depth` above 0).
   *
   * 1. Ours? Another script may answer a request whose capability this host never registered
   *    (RingCX ThirdParty.ts:97-106: the widget keeps one service).
   * 2. New? A request that is repeated while it is pending is answered once.
   * 3. Exactly one response, always: `respond` sends the first answer only.
   * 4. A host that is closing answers at once.
   * 5. Valid? Otherwise the plugins that declare `invalid` get the raw data, and then the widget an error.
   * 6. The policy runs the handlers. Each has a copy of the data, a deadline on a monotonic clock, and
   *    an answer by then, whatever it does.
   * 7. A handler's result is copied once, when it is accepted: what was validated is what is posted.
   */
  async function handleRequest(
    envelope: Envelope,
    found: Known,
    reply: Reply,
    depth = 0,
  ): Promise<void> {
    const { id } = envelope;
    const { name, body: data = envelope.body, context: extra } = found as Body;
    const entry = entries[name];
    const start = clock.elapsed();
    const at = clock.now();
    if (entry && depth === 0 && !session.wasRegistered(entry.capability))
      return emit(envelope, found, 'unhandled', 'not-registered');
    if (!entry || open.has(id)) return emit(envelope, found, 'ignored');
    const { combine } = entry;
    if (depth === 0) emit(envelope, found);

    const invalid =
      found.status === 'invalid' &&
      !session.closingError() &&
      events.invalid('data', name, found.issues, data, id);
    // After the events, whose listeners may close the host.
    const closing = session.closingError();
    let isAnswered = false;
    let onAnswered = (): void => undefined;
    const answered = new Promise<void>((resolve) => {
      onAnswered = resolve;
    });

    /** Posts the response, once. */
    function respond(answer: Answer, outcome: MessageOutcome = 'answered'): void {
      if (isAnswered) return;
      isAnswered = true;
      let sent = answer;
      try {
        reply(answer.result, answer.error);
      } catch (thrown) {
        const reason = ownReasonOf(thrown);
        const { message } = events.fail('SEND_FAILED', name, thrown, undefined, id, reason);
        sent = { error: message };
        // Nothing was posted: the frame does not accept the result, and may accept a text.
        if (isUncloneable(thrown)) safely(() => reply(undefined, message));
      }
      open.delete(id);
      onAnswered();
      const ms = clock.elapsed() - start;
      const shown = sent.error && outcome === 'answered' ? 'failed' : outcome;
      if (depth === 0) emit(envelope, found, shown, undefined, { ...sent, at, ms });
    }

    /** Runs one plugin's handler: there is an answer within `ms`. */
    async function run({ plugin, handler }: Handler, ms: number): Promise<Answer> {
      if (isAnswered) return { error: name };
      const context = {
        ...extra,
        requestId: id,
        request: name,
        ask: askAt(depth + 1),
        deadlineAt: clock.now() + ms,
        ...(invalid && { issues: structuredClone(invalid.issues) }),
      };
      const handling = runHandler(
        timers,
        (signal) => handler(structuredClone(data), { ...context, signal }),
        ms,
        () =>
          events.fail('DEADLINE', name, undefined, plugin, id, `no answer in ${Math.round(ms)} ms`),
        () =>
          events.emit('settledLate', { name, plugin, requestId: id, ms: clock.elapsed() - start }),
      );
      running.add(handling);
      // A handler may close its own host at once.
      if (isAnswered) handling.stop(session.closingError() as JackfieldError);
      const outcome = await handling.outcome;
      running.delete(handling);
      if (outcome.status === 'stopped') return { error: outcome.error.message };
      if (outcome.status === 'threw') {
        const { message } = events.fail('PLUGIN_FAILED', name, outcome.thrown, plugin, id);
        return { error: `${message}: ${messageOf(outcome.thrown)}`, maskedError: message };
      }
      const { value } = outcome;
      if (invalid || (value === undefined && combine === 'first')) return {};
      const { isUsable, result, issues } = acceptResult(protocol, name, combine === 'merge', value);
      events.watch?.answered(name, result, plugin);
      const error = issues[0] && events.invalid('result', name, issues, value, id, plugin);
      return isUsable ? { result } : { error: error?.message };
    }

    if (found.status === 'settled') return respond(found, 'ignored');
    if (closing) return respond({ error: closing.message });
    open.set(id, { answered, stop: ({ message }) => respond({ error: message }) });
    const ms = deadlines[name] ?? entry.deadlineMs;
    if (invalid) {
      await Promise.all(plugins.handlers('invalid', name).map((handler) => run(handler, ms)));
      return respond({ error: invalid.message }, 'invalid');
    }
    const handlers = plugins.handlers('requests', name);
    if (!handlers[0]) {
      emit(envelope, found, 'unhandled', 'no-handler');
      return respond({ error: `${name}: no plugin handles it` });
    }
    const runners = handlers.map((handler) => (share: number) => run(handler, share));
    const answer = await policies[combine](runners, ms, clock.elapsed);
    const isPassed = !answer.error && answer.result === undefined;
    if (isPassed && protocol.checkResult(name, undefined))
      return respond({ error: `${name}: no plugin answered` });
    respond(answer);
  }

  function receivePush(envelope: Envelope, found: Known): void {
    const { name, body = envelope.body } = found as Body;
    if (found.status === 'invalid') {
      events.invalid('body', name, found.issues, body);
      return emit(envelope, found, 'invalid');
    }
    // An internal push has no listeners: a plugin cannot declare it.
    const declared = plugins.handlers('pushes', name);
    const listeners = declared[0] && isRepeated(name, body) ? [] : declared;
    emit(envelope, found, listeners[0] ? 'delivered' : 'ignored');
    for (const { plugin, handler, signal } of listeners) {
      const deliver = async (): Promise<unknown> => handler(structuredClone(body), { signal, ask });
      deliver().catch((thrown: unknown) => events.fail('PLUGIN_FAILED', name, thrown, plugin));
    }
  }

  /** Returns whether this push repeats an earlier one. */
  function isRepeated(name: string, body: unknown): boolean {
    const { once } = (protocol.pushes as Record<string, PushEntry>)[name] as PushEntry;
    let value = once && body;
    for (const part of once?.split('/').slice(1) ?? [])
      value = (value as Record<string, unknown> | undefined)?.[part];
    if (value === undefined) return false;
    const key = `${name} ${value as string}`;
    if (delivered.has(key)) return true;
    delivered.add(key);
    if (delivered.size > REMEMBERED) delivered.delete([...delivered][0] as string);
    return false;
  }

  /** @param depth - how many requests have led to this one */
  const askAt =
    (depth: number): Ask =>
    (name, data) =>
      new Promise((resolve, reject) => {
        const entry = entries[name];
        if (!entry || !plugins.handlers('requests', name)[0]) return resolve(undefined);
        // Plugins that ask each other in a circle would let no timer run, and so no deadline pass.
        if (depth > MAX_DEPTH)
          return reject(new Error(`${name}: plugins ask each other in a circle`));
        // Copied, as between page and widget; so is the result.
        const body: unknown = structuredClone(data);
        const envelope = { kind: 'request', id: newId(), type: entry.type, body } as const;
        const found = protocol.dispatchFromWidget(
          'request',
          entry.type,
          envelope.body,
          name,
        ) as Known;
        const reply: Reply = (result, error) =>
          error ? reject(new Error(error)) : resolve(result);
        handleRequest(envelope, found, reply, depth).catch(reject);
      });
  const ask = askAt(1);

  return {
    receive,
    ask,
    drained: async () => {
      // Of lists that do not grow: requests of a busy widget may overlap without an end.
      for (const { answered } of [...open.values()]) await answered;
      for (const { outcome } of [...running]) await outcome;
    },
    stop(error) {
      for (const request of open.values()) request.stop(error);
      for (const handling of running) handling.stop(error);
    },
  };
}
