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
import type { Area, RingexMessages } from './messages.js';
import { forPlugins } from './tables.js';

export { createHost, isJackfieldError, JackfieldError } from '@jackfield/core/host';
export { callsArea, contactsArea, messagesArea, pagesArea, phoneArea } from './areas.js';
export { createRingex } from './protocol.js';
export type { Area, RingexMessages } from './messages.js';
export type { RingexOptions, Service } from './translate/options.js';
export type { RegistrationOptions } from './generated/areas/base/messages.js';

/**
 * A plugin for RingEX. Plugins for RingCX run on RingEX as well.
 *
 * @typeParam A - the areas whose messages it handles
 */
export type Plugin<A extends Area = never> = AnyPlugin<RingexMessages<A>>;
/** The argument of {@link definePlugin}. */
export type PluginDefinition<A extends Area = never> = AnyDefinition<RingexMessages<A>>;

/**
 * Declares a plugin that handles what only RingEX has; it does not run on RingCX.
 *
 * @param areas - the areas whose messages it handles: its host's protocol has them, too
 * @throws `JackfieldError` `BAD_PLUGIN` or `UNKNOWN_MESSAGE`, with the plugin, what was expected and
 *   what was received
 * @example
 * ```ts
 * const doNotContact = definePlugin(
 *   { name: 'acme-consent', requests: { checkDoNotContact: (who) => acme.mayContact(who) } },
 *   [contactsArea],
 * );
 * ```
 */
export function definePlugin<A extends Area = never>(
  definition: PluginDefinition<A>,
  areas: readonly A[] = [],
): Plugin<A> {
  return defineAnyPlugin<RingexMessages<A>>(definition, forPlugins(areas));
}
