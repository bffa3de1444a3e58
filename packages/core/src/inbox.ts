import type { Clock } from './clock.js';
import { JackfieldError, messageOf } from './errors.js';
import type { Events, HostEvents, MessageOutcome } from './events.js';
import { newId } from './sender.js';
import type { Ask } from './plugin.js';
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
import type { Job, Responder } from './responder.js';

/** What the inbox needs from its host. */
interface Owner {
  /** Returns whether this host has ever registered this capability. */
  isOurs(capability: string): boolean;
  /** Returns the error of a host that is closing; otherwise `undefined`. */
  closed(): JackfieldError | undefined;
  /** Called when a message shows that the widget listens; `name` is that message. */
  alive(name: string): void;
  /** Deadlines in milliseconds that override those of the schemas. */
  readonly deadlines: { readonly [request: string]: number | undefined };
}

/** How many keys of repeated pushes are remembered. */
const REMEMBERED = 200;

type Known = Exclude<Dispatched, { status: 'unknown' }>;

/** Handles messages of the widget and requests of the plugins. */
export interface Inbox {
  /** Handles a posted value; `reply` answers its sender. Never throws. */
  receive(data: unknown, reply: (envelope: unknown) => void): void;
  readonly ask: Ask;
}

/**
 * Dispatches messages of the widget: to the plugins, to the responder, or to a pending request; drops
 * others.
 */
export function createInbox(
  protocol: Protocol<MessageMaps>,
  events: Events,
  clock: Clock,
  plugins: Plugins,
  responder: Responder,
  requester: Requester,
  owner: Owner,
): Inbox {
  const entries = protocol.requests as Record<string, RequestEntry | undefined>;
  const delivered = new Set<string>();

  /**
   * Emits the outcome of a message without an answer, and the `reason` if it is unhandled; without
   * `outcome`, emits that the request was received.
   */
  function emitOutcome(
    envelope: Envelope,
    name: string | undefined,
    outcome?: MessageOutcome,
    reason?: HostEvents['unhandled']['reason'],
  ): void {
    const { kind, type: wireType, id, body } = envelope;
    const detail = {
      kind: id ? 'request' : 'push',
      name,
      wireType,
      requestId: id || undefined,
    } as const;
    if (reason) events.emit('unhandled', { ...detail, reason });
    events.message({ direction: 'in', ...detail, bare: kind === 'bare', outcome }, body);
  }

  /** Returns whether this push repeats an earlier one. */
  function isRepeated(name: string, body: unknown): boolean {
    const { once } = (protocol.pushes as Record<string, PushEntry>)[name] as PushEntry;
    let said = once && body;
    for (const part of once?.split('/').slice(1) ?? [])
      said = (said as Record<string, unknown> | undefined)?.[part];
    if (said === undefined) return false;
    const key = `${name} ${said as string}`;
    if (delivered.has(key)) return true;
    delivered.add(key);
    if (delivered.size > REMEMBERED) delivered.delete([...delivered][0] as string);
    return false;
  }

  function push(envelope: Envelope, found: Known): void {
    const { name } = found;
    const { body } = envelope;
    if (found.status === 'invalid') {
      events.invalid('body', name, found.issues, body);
      return emitOutcome(envelope, name, 'invalid');
    }
    // An internal push has no listeners: a plugin cannot declare it.
    const willing = plugins.pick('pushes', name);
    const listeners = willing[0] && isRepeated(name, body) ? [] : willing;
    emitOutcome(envelope, name, listeners[0] ? 'delivered' : 'ignored');
    for (const [index, { plugin, run }] of listeners.entries()) {
      // Each listener gets its own copy, the last one the original.
      const deliver = async (): Promise<unknown> =>
        (run as (body: unknown) => unknown)(listeners[index + 1] ? structuredClone(body) : body);
      deliver().catch((thrown: unknown) =>
        events.fail('PLUGIN_FAILED', name, messageOf(thrown), thrown, plugin),
      );
    }
  }

  /** Runs the plugins' handlers of a request; calls `orphan` if there are none. */
  function serve(
    id: string,
    entry: RequestEntry,
    data: unknown,
    found: Known,
    reply: Job['reply'],
    isOwn?: boolean,
    orphan?: () => void,
  ): void {
    const { name } = found;
    const at = clock.now();
    const deadlineAt = at + (owner.deadlines[name] ?? entry.deadlineMs);
    const job: Job = { id, name, entry, data, at, deadlineAt, reply, isOwn, attempts: [] };
    const error = owner.closed();
    if (error) return responder.decline(job, error);
    if (found.status === 'invalid')
      return responder.refuse(job, found.issues, plugins.pick('invalid', name));
    const handlers = plugins.pick('requests', name);
    if (handlers[0]) return responder.answer(job, handlers);
    orphan?.();
    responder.decline(job, new JackfieldError('NO_HANDLER', `${name}: no plugin handles it`));
  }

  function request(envelope: Envelope, found: Known, reply: (envelope: unknown) => void): void {
    const { name } = found;
    const { id, body } = envelope;
    const entry = entries[name];
    if (entry && !owner.isOurs(entry.capability))
      return emitOutcome(envelope, name, 'unhandled', 'not-registered');
    if (!entry || responder.has(id)) return emitOutcome(envelope, name, 'ignored');
    emitOutcome(envelope, name);
    serve(
      id,
      entry,
      body,
      found,
      (result, error) => reply(protocol.wrapResponse(id, result, error)),
      false,
      () => emitOutcome(envelope, name, 'unhandled', 'no-handler'),
    );
  }

  const ask: Ask = (name, data) =>
    new Promise((resolve, reject) => {
      const entry = entries[name];
      if (!entry || !plugins.pick('requests', name)[0]) return resolve(undefined);
      // Copied in both directions, as between page and widget.
      const copy: unknown = structuredClone(data);
      serve(
        newId(),
        entry,
        copy,
        protocol.dispatchFromWidget('request', entry.type, copy) as Known,
        (result, error) => {
          const answer: unknown = structuredClone(result);
          if (error) reject(new Error(error));
          else resolve(answer);
        },
        true,
      );
    });

  function receive(data: unknown, reply: (envelope: unknown) => void): void {
    try {
      const envelope = protocol.readEnvelope(data);
      if (!envelope) return;
      const { kind, id, type, body, error } = envelope;
      if (kind === 'response') return requester.receive(id, body, error);
      const found = protocol.dispatchFromWidget(kind, type, body);
      if (found.status === 'unknown')
        return emitOutcome(envelope, undefined, 'unhandled', 'unknown-type');
      owner.alive(found.name);
      if (kind === 'request') request(envelope, found, reply);
      else push(envelope, found);
    } catch (thrown) {
      // Reading a member throws, which cannot happen with a posted message.
      events.fail('INVALID_MESSAGE', 'message', messageOf(thrown), thrown);
    }
  }

  return { receive, ask };
}
