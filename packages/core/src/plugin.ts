import { JackfieldError, unexpected } from './errors.js';
import { nearest } from './nearest.js';
import type { DataOf, Issue, MessageMaps, Protocol, ResultOf } from './protocol.js';

type Awaitable<T> = T | Promise<T>;

/** What a handler is told beside the request's data. */
export interface RequestContext {
  /** Aborts at the handler's deadline and when the host is closed at once, for nothing else. */
  readonly signal: AbortSignal;
  /** When the answer is given without this handler, in milliseconds since 1970. */
  readonly deadlineAt: number;
  readonly requestId: string;
  /** The request's name. */
  readonly request: string;
}

/** What an `invalid` handler is told beside the raw body. */
export interface InvalidContext extends RequestContext {
  readonly issues: readonly Issue[];
}

/**
 * What a plugin's `setup` may use of its host.
 *
 * @typeParam M - the messages of the protocol it is for
 */
export interface PluginContext<M extends MessageMaps> {
  /** The service's name, as the widget knows it. */
  readonly service: string;
  /** Aborts when the plugin is removed or the host is closed. */
  readonly signal: AbortSignal;
  /**
   * Asks this host's own plugins what the widget would ask them: the same checks, deadline and
   * combine policy, and nothing on the wire. Whoever handles the request must not ask it.
   *
   * Resolves to `undefined` if no plugin handles the request. Rejects with an `Error` of the message
   * that the widget would get.
   */
  ask<K extends keyof M['requests'] & string>(
    name: K,
    data: DataOf<M['requests'][K]>,
  ): Promise<ResultOf<M['requests'][K]> | undefined>;
}

/** {@link PluginContext.ask}, whatever the protocol. */
export type Ask = (name: string, data: unknown) => Promise<unknown>;

/** What ends what `setup` began. */
type Cleanup = void | (() => Awaitable<void>);

/**
 * A plugin's declaration. The requests it handles are the capabilities that the host registers.
 *
 * @typeParam M - the messages of the protocol it is for
 */
export interface PluginDefinition<M extends MessageMaps> {
  /** Unique in a host; errors and events name the plugin by it. */
  readonly name: string;
  /** Handlers of the widget's requests. Each is answered within its deadline, whatever they do. */
  readonly requests?: {
    readonly [K in keyof M['requests']]?: (
      data: DataOf<M['requests'][K]>,
      context: RequestContext,
    ) => Awaitable<ResultOf<M['requests'][K]>>;
  };
  /** Given the raw body of a request that breaks its schema, before the widget is told so. */
  readonly invalid?: {
    readonly [K in keyof M['requests']]?: (raw: unknown, context: InvalidContext) => unknown;
  };
  /** Listeners to what the widget tells. */
  readonly pushes?: {
    readonly [K in keyof M['pushes']]?: (body: M['pushes'][K]) => unknown;
  };
  /** Runs when the plugin is added; what it returns runs when the plugin is removed. */
  readonly setup?: (context: PluginContext<M>) => Awaitable<Cleanup>;
}

/**
 * What `definePlugin` makes of a {@link PluginDefinition}.
 *
 * @typeParam M - the messages of the protocol it is for
 */
export interface Plugin<M extends MessageMaps> extends PluginDefinition<M> {
  /** A plugin is made by `definePlugin`, which checks it. */
  readonly [made]: true;
}

declare const made: unique symbol;

/** A plugin as the runtime sees it, whatever its protocol. */
export interface AnyPlugin {
  readonly name: string;
  readonly requests?: Readonly<Record<string, (data: unknown, context: RequestContext) => unknown>>;
  readonly invalid?: Readonly<Record<string, (raw: unknown, context: InvalidContext) => unknown>>;
  readonly pushes?: Readonly<Record<string, (body: unknown) => unknown>>;
  readonly setup?: (context: {
    readonly service: string;
    readonly signal: AbortSignal;
    readonly ask: Ask;
  }) => unknown;
}

const GROUPS = ['requests', 'invalid', 'pushes'] as const;

/**
 * Checks the shape of a plugin's declaration.
 *
 * @throws `JackfieldError` `BAD_PLUGIN`, naming the plugin, what was expected and what came
 */
function checkShape(plugin: unknown): AnyPlugin {
  const declared = plugin as AnyPlugin;
  const name: unknown = (plugin as { name?: unknown } | null | undefined)?.name;
  if (typeof name !== 'string' || !name) {
    throw unexpected('BAD_PLUGIN', 'Plugin', '/name', 'a non-empty string', name);
  }
  const subject = `Plugin "${name}"`;
  const check = (holds: boolean, where: string, expected: string, got: unknown): void => {
    if (!holds) throw unexpected('BAD_PLUGIN', subject, where, expected, got);
  };
  // Here, since a bundler would keep a constant that it is made of for a page that has only a host.
  const members = ['name', 'setup', ...GROUPS];
  for (const member of Object.keys(declared)) {
    check(members.includes(member), '/', `only ${members.join(', ')}`, member);
  }
  check(
    ['undefined', 'function'].includes(typeof declared.setup),
    '/setup',
    'a function',
    declared.setup,
  );
  for (const group of GROUPS) {
    const handlers: unknown = declared[group] ?? {};
    check(
      typeof handlers === 'object' && declared[group] !== null,
      `/${group}`,
      'an object',
      declared[group],
    );
    for (const [message, handler] of Object.entries(handlers as object)) {
      check(
        ['undefined', 'function'].includes(typeof handler),
        `/${group}/${message}`,
        'a function',
        handler,
      );
    }
  }
  return declared;
}

/** The symbol under which a made plugin carries the name of its protocol, over all copies of core. */
const MADE = Symbol.for('jackfield.plugin');

/** The protocol that `plugin` was made for; `undefined` if `definePlugin` has not made it. */
export const protocolOf = (plugin: unknown): unknown =>
  (plugin as { [MADE]?: unknown } | null | undefined)?.[MADE];

/**
 * Checks a declaration and makes it a plugin.
 *
 * @throws `JackfieldError` `BAD_PLUGIN` or `UNKNOWN_MESSAGE`
 */
export function makePlugin(
  definition: unknown,
  { name, requests, pushes }: Pick<Protocol<MessageMaps>, 'name' | 'requests' | 'pushes'>,
): AnyPlugin {
  const plugin = checkShape(definition);
  for (const group of GROUPS) {
    for (const message of Object.keys(plugin[group] ?? {})) {
      const known = group === 'pushes' ? pushes : requests;
      if (!Object.hasOwn(known, message)) {
        const where = `Plugin "${plugin.name}": no message of ${name} at /${group}/${message}`;
        throw new JackfieldError(
          'UNKNOWN_MESSAGE',
          `${where}${nearest(message, Object.keys(known))}`,
        );
      }
    }
  }
  return Object.freeze({ ...plugin, [MADE]: name });
}
