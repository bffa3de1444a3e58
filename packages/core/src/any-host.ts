/**
 * Hosts and plugins of a wire that is given: no code of RingCX is loaded.
 *
 * @packageDocumentation
 */
import { type Host, startHost } from './host.js';
import type { HostOptions } from './options.js';
import { makePlugin, type Plugin, type PluginDefinition } from './plugin.js';
import type { MessageMaps, Protocol } from './protocol.js';

/**
 * Connects plugins with one widget, as `createHost` of `@jackfield/core` does, by the protocol in its
 * options.
 *
 * @throws `JackfieldError` as `createHost` of `@jackfield/core`
 */
export function createHost<M extends MessageMaps>(
  options: HostOptions<M> & { readonly protocol: Protocol<M> },
): Host<M> {
  return startHost(options, options.protocol);
}

/**
 * Declares a plugin of one protocol.
 *
 * @throws `JackfieldError` `BAD_PLUGIN` or `UNKNOWN_MESSAGE`, with the plugin, what was expected and
 *   what was received
 */
export function definePlugin<M extends MessageMaps>(
  definition: PluginDefinition<NoInfer<M>>,
  protocol: Pick<Protocol<M>, 'name' | 'requests' | 'pushes' | 'messages'>,
): Plugin<M> {
  return makePlugin(definition, protocol) as unknown as Plugin<M>;
}

export { isJackfieldError, JackfieldError } from './errors.js';
export type { Clock } from './clock.js';
export type { ErrorCode } from './errors.js';
export type { HostEvents } from './events.js';
export type { Host, RequestOptions } from './host.js';
export type { HostOptions, WidgetOptions } from './options.js';
export type {
  InvalidContext,
  Plugin,
  PluginContext,
  PluginDefinition,
  PushContext,
  RequestContext,
} from './plugin.js';
export type { MessageMaps, Protocol } from './protocol.js';
export type { Transport, TransportEvent } from './transport.js';
