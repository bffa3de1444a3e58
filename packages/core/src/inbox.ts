import type { Clock } from './clock.js';
import { JackfieldError, messageOf } from './errors.js';
import type { Events, HostEvents, MessageOutcome } from './events.js';
import type { Plugins } from './plugins.js';
import type {
  Dispatched,
  Envelope,
  MessageMaps,
  Protocol,
  PushEntry,
  RequestEntry,
} from './protocol.js';
import type { Requester } from './requester.js';
import type { Responder } from './responder.js';

/** What the inbox asks of its host. */
interface Owner {
  /** Whether this host has asked the widget for requests of this capability. */
  isOurs(capability: string): boolean;
  /** Whether the host has begun to close. */
  isClosing(): boolean;
  /** The error of a host that has. */
  closed(): JackfieldError;
  /** The widget has shown that it listens; `name` is the message that showed it. */
  alive(name: string): void;
  /** Milliseconds for a request, where not its schema's. */
  readonly deadlines: { readonly [request: string]: number | undefined };
}

/** How many keys of repeated pushes are remembered, for each push. */
const REMEMBERED = 200;

type Known = Exclude<Dispatched, { status: 'unknown' }>;

/**
 * Sorts what comes from the widget: to the plugins, to the responder, to whoever waits for a
 * response, or nowhere. What it returns takes one posted value and what answers its sender, and
 * never throws.
 */
export function createInbox(
  protocol: Protocol<MessageMaps>,
  events: Events,
  clock: Clock,
  plugins: Plugins,
  responder: Responder,
  requester: Requester,
  owner: Owner,
): (data: unknown, reply: (envelope: unknown) => void) => void {
  const delivered = new Map<string, Set<unknown>>();

  /** Tells what became of a message that is not answered; with `reason`, why it was left alone. */
  function tell(
    envelope: Envelope,
    name: string | undefined,
    outcome: MessageOutcome,
    reason?: HostEvents['unhandled']['reason'],
  ): void {
    const { type: wireType, id, body } = envelope;
    const detail = {
      kind: id ? 'request' : 'push',
      name,
      wireType,
      requestId: id || undefined,
    } as const;
    if (reason) events.emit('unhandled', { ...detail, reason });
    events.message({ direction: 'in', ...detail, outcome }, body);
  }

  /** Whether this push says again what one before has said. */
  function isRepeated(name: string, body: unknown): boolean {
    const { once = '' } = (protocol.pushes as Record<string, PushEntry>)[name] ?? {};
    let key = body;
    for (const part of once.split('/').slice(1))
      key = (key as Record<string, unknown> | undefined)?.[part];
    if (!once || key === undefined) return false;
    const seen = delivered.get(name) ?? new Set();
    delivered.set(name, seen);
    if (seen.has(key)) return true;
    seen.add(key);
    if (seen.size > REMEMBERED) seen.delete(seen.values().next().value);
    return false;
  }

  function push(envelope: Envelope, found: Known): void {
    const { name } = found;
    const { body } = envelope;
    if (found.status === 'invalid') {
      events.invalid('body', name, found.faults, body);
      return tell(envelope, name, 'invalid');
    }
    const willing = found.status === 'internal' ? [] : plugins.pick('pushes', name);
    const listeners = willing[0] && isRepeated(name, body) ? [] : willing;
    tell(envelope, name, listeners[0] ? 'delivered' : 'ignored');
    for (const [index, { plugin, run }] of listeners.entries()) {
      new Promise((resolve) => {
        // Each has a copy of its own, the last one the original.
        resolve(
          (run as (body: unknown) => unknown)(listeners[index + 1] ? structuredClone(body) : body),
        );
      }).catch((thrown: unknown) =>
        events.fail('PLUGIN_FAILED', name, messageOf(thrown), thrown, plugin),
      );
    }
  }

  function request(envelope: Envelope, found: Known, reply: (envelope: unknown) => void): void {
    const { name } = found;
    const { id, body: data } = envelope;
    const entry = (protocol.requests as Record<string, RequestEntry | undefined>)[name];
    if (entry && !owner.isOurs(entry.capability))
      return tell(envelope, name, 'unhandled', 'not-registered');
    if (!entry || responder.has(id)) return tell(envelope, name, 'ignored');
    const at = clock.now();
    const incoming = {
      id,
      name,
      entry,
      data,
      at,
      deadlineAt: at + (owner.deadlines[name] ?? entry.deadlineMs),
      reply,
    };
    if (owner.isClosing()) return responder.decline(incoming, owner.closed());
    if (found.status === 'invalid')
      return responder.refuse(incoming, found.faults, plugins.pick('invalid', name));
    const handlers = plugins.pick('requests', name);
    if (handlers[0]) return responder.answer(incoming, handlers);
    tell(envelope, name, 'unhandled', 'no-handler');
    responder.decline(
      incoming,
      new JackfieldError('NO_HANDLER', `${name}: no plugin handles it any more`),
    );
  }

  return (data, reply) => {
    try {
      const envelope = protocol.readEnvelope(data);
      if (!envelope) return;
      const { kind, id, type, body, error } = envelope;
      if (kind === 'response') return requester.receive(id, body, error);
      const found = protocol.dispatchFromWidget(kind, type, body);
      if (found.status === 'unknown') return tell(envelope, undefined, 'unhandled', 'unknown-type');
      owner.alive(found.name);
      if (kind === 'request') request(envelope, found, reply);
      else push(envelope, found);
    } catch (thrown) {
      // Something in it throws when it is read, as nothing does that was posted.
      events.fail('INVALID_MESSAGE', 'message', messageOf(thrown), thrown);
    }
  };
}
