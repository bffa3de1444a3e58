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

/** What the inbox asks of its host. */
interface Owner {
  /** Whether this host has asked the widget for requests of this capability. */
  isOurs(capability: string): boolean;
  /** The error of a host that is closing; `undefined` while it is not. */
  closed(): JackfieldError | undefined;
  /** The widget has shown that it listens; `name` is the message that showed it. */
  alive(name: string): void;
  /** Milliseconds for a request, where not its schema's. */
  readonly deadlines: { readonly [request: string]: number | undefined };
}

/** How many keys of repeated pushes are remembered. */
const REMEMBERED = 200;

type Known = Exclude<Dispatched, { status: 'unknown' }>;

/** What comes in: from the widget, and from the plugins themselves. */
export interface Inbox {
  /** Takes one posted value and what answers its sender. Never throws. */
  receive(data: unknown, reply: (envelope: unknown) => void): void;
  readonly ask: Ask;
}

/**
 * Sorts what comes from the widget: to the plugins, to the responder, to whoever waits for a
 * response, or nowhere.
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
   * Tells what became of a message that is not answered, and with `reason` why it was left alone;
   * without `outcome`, that it is going to be answered.
   */
  function tell(
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

  /** Whether this push says again what one before has said. */
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
      return tell(envelope, name, 'invalid');
    }
    // Of an internal one there are none: a plugin cannot declare it.
    const willing = plugins.pick('pushes', name);
    const listeners = willing[0] && isRepeated(name, body) ? [] : willing;
    tell(envelope, name, listeners[0] ? 'delivered' : 'ignored');
    for (const [index, { plugin, run }] of listeners.entries()) {
      // Each has a copy of its own, the last one the original.
      const hear = async (): Promise<unknown> =>
        (run as (body: unknown) => unknown)(listeners[index + 1] ? structuredClone(body) : body);
      hear().catch((thrown: unknown) =>
        events.fail('PLUGIN_FAILED', name, messageOf(thrown), thrown, plugin),
      );
    }
  }

  /** Lets the plugins work on a request. `orphan` is told if there is none for it. */
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
      return tell(envelope, name, 'unhandled', 'not-registered');
    if (!entry || responder.has(id)) return tell(envelope, name, 'ignored');
    tell(envelope, name);
    serve(
      id,
      entry,
      body,
      found,
      (result, error) => reply(protocol.wrapResponse(id, result, error)),
      false,
      () => tell(envelope, name, 'unhandled', 'no-handler'),
    );
  }

  const ask: Ask = (name, data) =>
    new Promise((resolve, reject) => {
      const entry = entries[name];
      if (!entry || !plugins.pick('requests', name)[0]) return resolve(undefined);
      // A copy each way, as between page and widget.
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
      if (found.status === 'unknown') return tell(envelope, undefined, 'unhandled', 'unknown-type');
      owner.alive(found.name);
      if (kind === 'request') request(envelope, found, reply);
      else push(envelope, found);
    } catch (thrown) {
      // Something in it throws when it is read, as nothing does that was posted.
      events.fail('INVALID_MESSAGE', 'message', messageOf(thrown), thrown);
    }
  }

  return { receive, ask };
}
