import type { Clock } from './clock.js';
import type { Envelope, Envelopes } from './envelope.js';
import { JackfieldError, messageOf } from './errors.js';
import type { Events, HostEvents, MessageOutcome } from './events.js';
import { applyMask, locate, sayFaults } from './mask.js';
import type { Plugins } from './plugins.js';
import type { Dispatched, MessageMaps, Protocol, PushEntry, RequestEntry } from './protocol.js';
import type { Requester } from './requester.js';
import type { Responder } from './responder.js';

interface Options {
  readonly protocol: Protocol<MessageMaps>;
  readonly envelopes: Envelopes;
  readonly events: Events;
  readonly clock: Clock;
  readonly plugins: Plugins;
  readonly responder: Responder;
  readonly requester: Requester;
  /** Whether this host has asked the widget for requests of this capability. */
  isOurs(capability: string): boolean;
  /** Whether the host has begun to close. */
  isClosing(): boolean;
  /** The widget has shown that it listens; `name` is the message that showed it. */
  alive(name: string): void;
}

/** Takes one posted value and whatever answers its sender. Never throws. */
export type Inbox = (data: unknown, reply: (envelope: unknown) => void) => void;

/** How many keys of repeated pushes are remembered, for each push. */
const REMEMBERED = 200;

type Known = Exclude<Dispatched, { status: 'unknown' }>;
type Incoming = Exclude<Envelope, { kind: 'response' }>;

/** Sorts what comes from the widget: to the plugins, to the responder, to whoever waits, or nowhere. */
export function createInbox(options: Options): Inbox {
  const { protocol, envelopes, events, clock, plugins, responder, requester } = options;
  const delivered = new Map<string, Set<unknown>>();

  function tell(
    envelope: Incoming,
    name: string | undefined,
    outcome: MessageOutcome,
    body: unknown,
  ): void {
    if (!events.has('message')) return;
    const request = envelope.kind === 'request';
    const masks = name === undefined ? undefined : protocol.masks.fromWidget[name];
    events.emit('message', {
      at: clock.now(),
      direction: 'in',
      kind: request ? 'request' : 'push',
      ...(name === undefined ? {} : { name }),
      wireType: envelope.type,
      ...(request ? { requestId: envelope.id } : {}),
      outcome,
      get body() {
        return applyMask(body, request ? masks?.data : masks?.body);
      },
    });
  }

  function leave(
    envelope: Incoming,
    name: string | undefined,
    reason: HostEvents['unhandled']['reason'],
  ): void {
    const request = envelope.kind === 'request';
    events.emit('unhandled', {
      kind: request ? 'request' : 'push',
      ...(name === undefined ? {} : { name }),
      wireType: envelope.type,
      ...(request ? { requestId: envelope.id } : {}),
      reason,
    });
    tell(envelope, name, 'unhandled', envelope.body);
  }

  /** Whether this push says again what one before has said. */
  function isRepeated(name: string, body: unknown): boolean {
    const { once } = (protocol.pushes as Record<string, PushEntry>)[name] ?? {};
    if (once === undefined) return false;
    let key = body;
    for (const part of once.split('/').slice(1))
      key = (key as Record<string, unknown> | undefined)?.[part];
    if (key === undefined) return false;
    const seen = delivered.get(name) ?? new Set();
    delivered.set(name, seen);
    if (seen.has(key)) return true;
    if (seen.add(key).size > REMEMBERED)
      for (const oldest of [...seen].slice(0, 1)) seen.delete(oldest);
    return false;
  }

  function push(envelope: Incoming, found: Known): void {
    const { name } = found;
    if (found.status === 'invalid') {
      const faults = locate(found.faults, envelope.body, protocol.masks.fromWidget[name]?.body);
      const error = new JackfieldError(
        'INVALID_MESSAGE',
        `${name} is invalid and was not delivered: ${sayFaults(faults)}`,
      );
      events.emit('invalid', { name, part: 'body', faults, error });
      return tell(envelope, name, 'invalid', envelope.body);
    }
    const listeners =
      found.status === 'internal' || isRepeated(name, found.body) ? [] : plugins.listeners(name);
    tell(envelope, name, listeners.length > 0 ? 'delivered' : 'ignored', envelope.body);
    for (const [index, { plugin, run }] of listeners.entries()) {
      const body = index < listeners.length - 1 ? structuredClone(envelope.body) : envelope.body;
      new Promise((resolve) => {
        resolve(run(body));
      }).catch((thrown: unknown) => {
        const text = `${name} failed in plugin "${plugin}": ${messageOf(thrown)}`;
        events.emit('failed', {
          name,
          plugin,
          error: new JackfieldError('PLUGIN_FAILED', text, thrown),
        });
      });
    }
  }

  function request(
    envelope: Incoming & { kind: 'request' },
    found: Known,
    reply: (envelope: unknown) => void,
  ): void {
    const { name } = found;
    const entry = (protocol.requests as Record<string, RequestEntry | undefined>)[name];
    if (found.status === 'internal' || !entry)
      return tell(envelope, name, 'ignored', envelope.body);
    if (!options.isOurs(entry.capability)) return leave(envelope, name, 'not-registered');
    if (responder.has(envelope.id)) return tell(envelope, name, 'ignored', envelope.body);
    const incoming = {
      id: envelope.id,
      name,
      wireType: envelope.type,
      data: envelope.body,
      at: clock.now(),
      reply,
    };
    const keepers = plugins.keepers(name);
    const handlers = plugins.handlers(name);
    if (options.isClosing()) {
      return responder.decline(
        incoming,
        new JackfieldError('HOST_CLOSED', `${name}: the host is closing`),
      );
    }
    if (found.status === 'invalid') return responder.refuse(incoming, found.faults, keepers);
    if (handlers.length > 0) return responder.answer(incoming, handlers);
    leave(envelope, name, 'no-handler');
    responder.decline(
      incoming,
      new JackfieldError('NO_HANDLER', `${name}: no plugin handles it any more`),
    );
  }

  return (data, reply) => {
    const envelope = envelopes.read(data);
    if (!envelope) return;
    if (envelope.kind === 'response')
      return void requester.receive(envelope.id, envelope.result, envelope.error);
    const found = protocol.dispatchFromWidget(envelope.kind, envelope.type, envelope.body);
    if (found.status === 'unknown') return leave(envelope, undefined, 'unknown-type');
    options.alive(found.name);
    if (envelope.kind === 'request') request(envelope, found, reply);
    else push(envelope, found);
  };
}
