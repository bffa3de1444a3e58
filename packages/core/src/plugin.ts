import { JackfieldError } from './errors.js';
import { nearest } from './nearest.js';
import type { DataOf, Fault, MessageMaps, Protocol, ResultOf } from './protocol.js';

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
  readonly faults: readonly Fault[];
}

/** What a plugin's `setup` may use of its host. */
export interface PluginContext {
  /** The service's name, as the widget knows it. */
  readonly service: string;
  /** Aborts when the plugin is removed or the host is closed. */
  readonly signal: AbortSignal;
}

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
    readonly [K in keyof M['requests']]?: (
      raw: unknown,
      context: InvalidContext,
    ) => Awaitable<void>;
  };
  /** Listeners to what the widget tells. */
  readonly pushes?: {
    readonly [K in keyof M['pushes']]?: (body: M['pushes'][K]) => Awaitable<void>;
  };
  /** Runs when the plugin is added; what it returns runs when the plugin is removed. */
  readonly setup?: (context: PluginContext) => Awaitable<Cleanup>;
}

/** A plugin as the runtime sees it, whatever its protocol. */
export interface AnyPlugin {
  readonly name: string;
  readonly requests?: Readonly<Record<string, (data: unknown, context: RequestContext) => unknown>>;
  readonly invalid?: Readonly<Record<string, (raw: unknown, context: InvalidContext) => unknown>>;
  readonly pushes?: Readonly<Record<string, (body: unknown) => unknown>>;
  readonly setup?: (context: PluginContext) => unknown;
}

const GROUPS = ['requests', 'invalid', 'pushes'] as const;
const MEMBERS = ['name', 'setup', ...GROUPS];

const bad = (message: string): JackfieldError => new JackfieldError('BAD_PLUGIN', message);

const sayType = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/**
 * Checks the shape of a plugin's declaration.
 *
 * @throws `JackfieldError` `BAD_PLUGIN`, naming the plugin, what was expected and what came
 */
export function checkShape(plugin: unknown): AnyPlugin {
  if (typeof plugin !== 'object' || plugin === null)
    throw bad(`Plugin: expected an object, got ${sayType(plugin)}`);
  const { name } = plugin as { name?: unknown };
  if (typeof name !== 'string' || !name)
    throw bad(
      `Plugin: expected a non-empty string as name, got ${name === '' ? "''" : sayType(name)}`,
    );
  for (const member of Object.keys(plugin)) {
    if (!MEMBERS.includes(member)) {
      throw bad(
        `Plugin "${name}": expected one of ${MEMBERS.join(', ')}, got /${member}${nearest(member, MEMBERS)}`,
      );
    }
  }
  const declared = plugin as AnyPlugin;
  if (declared.setup !== undefined && typeof declared.setup !== 'function') {
    throw bad(`Plugin "${name}": expected a function at /setup, got ${sayType(declared.setup)}`);
  }
  for (const group of GROUPS) {
    const handlers: unknown = declared[group];
    if (handlers === undefined) continue;
    if (typeof handlers !== 'object' || handlers === null) {
      throw bad(`Plugin "${name}": expected an object at /${group}, got ${sayType(handlers)}`);
    }
    for (const [message, handler] of Object.entries(handlers)) {
      if (handler !== undefined && typeof handler !== 'function') {
        throw bad(
          `Plugin "${name}": expected a function at /${group}/${message}, got ${sayType(handler)}`,
        );
      }
    }
  }
  return declared;
}

/**
 * Checks that the protocol has every message that the plugin declares.
 *
 * @throws `JackfieldError` `UNKNOWN_MESSAGE`, naming the plugin and the nearest known name
 */
export function checkNames(
  plugin: AnyPlugin,
  protocol: Pick<Protocol<MessageMaps>, 'requests' | 'pushes'>,
): void {
  for (const group of GROUPS) {
    const known = group === 'pushes' ? protocol.pushes : protocol.requests;
    for (const message of Object.keys(plugin[group] ?? {})) {
      if (Object.hasOwn(known, message)) continue;
      const kind = group === 'pushes' ? 'push' : 'request';
      throw new JackfieldError(
        'UNKNOWN_MESSAGE',
        `Plugin "${plugin.name}": the protocol has no ${kind} named "${message}" (at /${group}/${message})${nearest(message, Object.keys(known))}`,
      );
    }
  }
}
