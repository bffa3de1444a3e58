/**
 * Connects typed, declarative plugins with RingCentral's RingCX widget.
 *
 * @packageDocumentation
 */
import { pushes, requests, wire } from './generated/messages.js';
import { protocol as ringcx, type Messages } from './generated/protocol.js';
import { type Host as AnyHost, startHost } from './host.js';
import type { HostOptions as AnyHostOptions } from './options.js';
import {
  type InvalidContext as AnyInvalidContext,
  makePlugin,
  type Plugin as AnyPlugin,
  type PluginContext as AnyContext,
  type PluginDefinition as AnyDefinition,
  type PushContext as AnyPushContext,
  type RequestContext as AnyRequestContext,
} from './plugin.js';
import type { MessageMaps, Protocol } from './protocol.js';

/** A plugin, which {@link definePlugin} returns. */
export type Plugin<M extends MessageMaps = Messages> = AnyPlugin<M>;
/** The argument of {@link definePlugin}. */
export type PluginDefinition<M extends MessageMaps = Messages> = AnyDefinition<M>;
/** What a plugin's `setup` may use of its host. */
export type PluginContext<M extends MessageMaps = Messages> = AnyContext<M>;
/** What a handler receives in addition to the request's data. */
export type RequestContext<M extends MessageMaps = Messages> = AnyRequestContext<M>;
/** What an `invalid` handler receives in addition to the raw body. */
export type InvalidContext<M extends MessageMaps = Messages> = AnyInvalidContext<M>;
/** What a listener receives in addition to a push's body. */
export type PushContext<M extends MessageMaps = Messages> = AnyPushContext<M>;
export type Host<M extends MessageMaps = Messages> = AnyHost<M>;
export type HostOptions<M extends MessageMaps = Messages> = AnyHostOptions<M>;

/**
 * Connects plugins with one widget: registers the requests that the plugins handle, and answers them.
 *
 * @throws `JackfieldError` `BAD_OPTION`, `BAD_PLUGIN`, `DUPLICATE_PLUGIN` or `UNKNOWN_MESSAGE` for
 *   invalid options, and `WIDGET_TAKEN` if another host uses the frame
 * @example
 * ```ts
 * const host = createHost({ service: 'Acme CRM', plugins: [screenPop] });
 * await host.send('clickToDial', { phoneNumber: '+16599999999' });
 * ```
 */
export function createHost<M extends MessageMaps = Messages>(options: HostOptions<M>): Host<M> {
  return startHost(options, ringcx as Protocol<MessageMaps> as Protocol<M>);
}

/**
 * Declares a plugin: the requests it handles, the pushes it listens to, its set-up.
 *
 * @param protocol - the generated protocol of another wire; default: RingCX
 * @throws `JackfieldError` `BAD_PLUGIN` or `UNKNOWN_MESSAGE`, with the plugin, what was expected and
 *   what was received
 * @example
 * ```ts
 * const screenPop = definePlugin({
 *   name: 'acme-screen-pop',
 *   pushes: { ringCall: ({ call }) => acme.open(call.from.phoneNumber) },
 * });
 * ```
 */
export function definePlugin<M extends MessageMaps = Messages>(
  definition: PluginDefinition<NoInfer<M>>,
  protocol?: Protocol<M>,
): Plugin<M> {
  // Not the whole protocol: it would bring the validators into the bundle of a plugin alone.
  return makePlugin(definition, protocol ?? { name: wire.name, requests, pushes }) as Plugin<M>;
}

export { isJackfieldError, JackfieldError } from './errors.js';
export type { Clock } from './clock.js';
export type { ErrorCode } from './errors.js';
export type { HostEvents } from './events.js';
export type { MessageMaps, Protocol } from './protocol.js';
export type { Transport, TransportEvent } from './transport.js';
export type { Messages } from './generated/protocol.js';
export type { PageRequestMap, PagePushMap, PushMap, RequestMap } from './generated/messages.js';
export type { Call, CallLogEntry, Contact, Lead, Task } from './generated/types.js';
