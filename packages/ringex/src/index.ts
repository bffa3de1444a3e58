/**
 * Connects Jackfield plugins with RingCentral's RingEX Embeddable: those for RingCX run unchanged.
 *
 * @packageDocumentation
 */
import {
  definePlugin as defineAnyPlugin,
  type Plugin as AnyPlugin,
  type PluginDefinition as AnyDefinition,
} from '@jackfield/core/host';
import type { RingexMessages } from './messages.js';
import { tables } from './tables.js';

export { createHost, isJackfieldError, JackfieldError } from '@jackfield/core/host';
export { createRingex } from './protocol.js';
export type { RingexMessages } from './messages.js';
export type { RingexOptions, Service } from './translate/options.js';
export type { RegistrationOptions } from './generated/messages.js';

/** A plugin for RingEX. Plugins for RingCX run on RingEX as well. */
export type Plugin = AnyPlugin<RingexMessages>;
/** The argument of {@link definePlugin}. */
export type PluginDefinition = AnyDefinition<RingexMessages>;

/**
 * Declares a plugin that handles what only RingEX has; it does not run on RingCX.
 *
 * @throws `JackfieldError` `BAD_PLUGIN` or `UNKNOWN_MESSAGE`, with the plugin, what was expected and
 *   what was received
 * @example
 * ```ts
 * const doNotContact = definePlugin({
 *   name: 'acme-do-not-contact',
 *   requests: { checkDoNotContact: ({ phoneNumber }) => acme.mayCall(phoneNumber) },
 * });
 * ```
 */
export function definePlugin(definition: PluginDefinition): Plugin {
  return defineAnyPlugin<RingexMessages>(definition, tables);
}
