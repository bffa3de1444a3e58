import type { Clock } from './clock.js';
import { closestMatch } from './closest-match.js';
import { isRecord, JackfieldError, unexpected } from './errors.js';
import type { DataOf, Issue, MessageMaps, Protocol, ResultOf } from './protocol.js';

type Awaitable<T> = T | Promise<T>;

/**
 * What a listener receives in addition to a push's body.
 *
 * @typeParam M - the messages of the protocol it is for
 */
export interface PushContext<M extends MessageMaps> {
  /** Aborts when the plugin is removed or the host is closed. */
  readonly signal: AbortSignal;
  /**
   * Sends a request to this host's plugins as the widget would: with the same checks, deadline and
   * policy, but not over the wire. A plugin must not ask a request that it handles itself.
   *
   * Resolves to `undefined` if no plugin handles the request. Rejects with the error that the widget
   * would receive.
   */
  ask<K extends keyof M['requests'] & string>(
    name: K,
    data: DataOf<M['requests'][K]>,
  ): Promise<ResultOf<M['requests'][K]> | undefined>;
}

/**
 * What a handler receives in addition to the request's data.
 *
 * @typeParam M - the messages of the protocol it is for
 */
export interface RequestContext<M extends MessageMaps> extends Pick<PushContext<M>, 'ask'> {
  /** Aborts at the handler's deadline and on `host.close({ now: true })`, for no other reason. */
  readonly signal: AbortSignal;
  /** When the request is answered without this handler, in milliseconds since 1970. */
  readonly deadlineAt: number;
  readonly requestId: string;
  /** The request's name. */
  readonly request: string;
  /**
   * Whether the widget shows entries with a `status` as the state of a log. Where it does not, any
   * entry means that the call is logged.
   */
  readonly statusRows?: boolean;
}

/** What an `invalid` handler receives in addition to the raw body. */
export interface InvalidContext<M extends MessageMaps> extends RequestContext<M> {
  readonly issues: readonly Issue[];
  /** The wire whose form the body should have had, if it is not the one that the plugin was made for. */
  readonly wire?: string;
}

/**
 * What a plugin's `setup` may use of its host.
 *
 * @typeParam M - the messages of the protocol it is for
 */
export interface PluginContext<M extends MessageMaps> extends PushContext<M> {
  /** The name of the service. */
  readonly service: string;
  /** The host's clock: a plugin that uses it follows the clock of a test. */
  readonly clock: Clock;
}

/** {@link PushContext.ask} of any protocol. */
export type Ask = (name: string, data: unknown) => Promise<unknown>;

/** Undoes what `setup` did. */
type Cleanup = void | (() => Awaitable<void>);

/**
 * A plugin's declaration. The requests it handles are the capabilities that the host registers.
 *
 * @typeParam M - the messages of the protocol it is for
 */
export interface PluginDefinition<M extends MessageMaps> {
  /** Unique in a host; errors and events name the plugin by it. */
  readonly name: string;
  /** Handlers of the widget's requests. A request is answered within its deadline even if its handler hangs. */
  readonly requests?: {
    readonly [K in keyof M['requests']]?: (
      data: DataOf<M['requests'][K]>,
      context: RequestContext<M>,
    ) => Awaitable<ResultOf<M['requests'][K]>>;
  };
  /** Handlers of request bodies that do not match their schema, called before the error response. */
  readonly invalid?: {
    readonly [K in keyof M['requests']]?: (raw: unknown, context: InvalidContext<M>) => unknown;
  };
  /** Listeners to the widget's pushes. */
  readonly pushes?: {
    readonly [K in keyof M['pushes']]?: (body: M['pushes'][K], context: PushContext<M>) => unknown;
  };
  /** Called when the plugin is added; the function that it returns is called when the plugin is removed. */
  readonly setup?: (context: PluginContext<M>) => Awaitable<Cleanup>;
}

/**
 * A plugin: the checked copy of a {@link PluginDefinition} that `definePlugin` returns.
 *
 * @typeParam M - the messages of the protocol it is for
 */
export interface Plugin<M extends MessageMaps> extends PluginDefinition<M> {
  /** Only `definePlugin` creates plugins; a host accepts those of messages that it has. */
  readonly [made]: keyof M['requests'] | keyof M['pushes'];
}

declare const made: unique symbol;

/** A handler or listener of any message. */
type AnyHandler = (body: unknown, context: unknown) => unknown;

/** A plugin of any protocol, as the runtime uses it. */
export interface AnyPlugin {
  readonly name: string;
  readonly requests?: Readonly<Record<string, AnyHandler | undefined>>;
  readonly invalid?: Readonly<Record<string, AnyHandler | undefined>>;
  readonly pushes?: Readonly<Record<string, AnyHandler | undefined>>;
  readonly setup?: (context: {
    readonly service: string;
    readonly clock: Clock;
    readonly signal: AbortSignal;
    readonly ask: Ask;
  }) => unknown;
}

const GROUPS = ['requests', 'invalid', 'pushes'] as const;

/** The key of a plugin's protocol name; registered, so that all copies of core share it. */
const MADE = Symbol.for('jackfield.plugin');

/** Returns the protocol name of `plugin`; `undefined` if it is not from `definePlugin`. */
export const protocolOf = (plugin: unknown): string | undefined =>
  (plugin as { [MADE]?: string } | null | undefined)?.[MADE];

/** Copies an object's own members, reading each once. */
function copyOf(value: unknown): Record<string, unknown> {
  try {
    return { ...(value as object) };
  } catch (thrown) {
    const text = 'Plugin: expected members that can be read, received an object that throws';
    throw new JackfieldError('BAD_PLUGIN', text, thrown);
  }
}

/**
 * Copies a declaration once, checks the copy, and returns it frozen as a plugin: what the declaration
 * becomes later changes nothing.
 *
 * @throws `JackfieldError` `BAD_PLUGIN` or `UNKNOWN_MESSAGE`, with the plugin, what was expected and what
 *   was received
 */
export function makePlugin(
  definition: unknown,
  { name: wire, requests, pushes }: Pick<Protocol<MessageMaps>, 'name' | 'requests' | 'pushes'>,
): AnyPlugin {
  if (!isRecord(definition))
    throw unexpected('BAD_PLUGIN', 'Plugin', '/', 'a definition', definition);
  const plugin = copyOf(definition);
  const { name, setup } = plugin;
  if (typeof name !== 'string' || !name)
    throw unexpected('BAD_PLUGIN', 'Plugin', '/name', 'a non-empty string', name);
  const subject = `Plugin "${name}"`;
  const check = (holds: boolean, where: string, expected: string, received: unknown): void => {
    if (!holds) throw unexpected('BAD_PLUGIN', subject, where, expected, received);
  };
  const checkFunction = (value: unknown, where: string): void =>
    check(value === undefined || typeof value === 'function', where, 'a function', value);
  // A local, because bundlers keep a module-level spread even in a page that only creates a host.
  const members = ['name', 'setup', ...GROUPS];
  for (const member of Object.keys(plugin))
    if (!members.includes(member))
      throw new JackfieldError(
        'BAD_PLUGIN',
        `${subject}: no member "${member}"${closestMatch(member, members)}`,
      );
  checkFunction(setup, '/setup');
  for (const group of GROUPS) {
    const given = plugin[group];
    if (given === undefined) continue;
    check(isRecord(given), `/${group}`, 'an object', given);
    const handlers = copyOf(given);
    const known = group === 'pushes' ? pushes : requests;
    for (const [message, handler] of Object.entries(handlers)) {
      const where = `/${group}/${message}`;
      checkFunction(handler, where);
      if (!Object.hasOwn(known, message)) {
        const other = group === 'pushes' ? requests : pushes;
        const hint = Object.hasOwn(other, message)
          ? `; it is a ${group === 'pushes' ? 'request' : 'push'}`
          : closestMatch(message, Object.keys(known));
        throw new JackfieldError(
          'UNKNOWN_MESSAGE',
          `${subject}: no message of ${wire} at ${where}${hint}`,
        );
      }
    }
    plugin[group] = Object.freeze(handlers);
  }
  return Object.freeze({ ...plugin, [MADE]: wire }) as unknown as AnyPlugin;
}
