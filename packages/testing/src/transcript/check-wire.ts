import { type Host, isJackfieldError, type MessageMaps } from '@jackfield/core';
import { TestingError } from '../testing-error.js';
import type { AnyWire } from './recorded-wire.js';
import { translationOf } from './translated-wire.js';

/** The name of a host's wire, in its error about a value that is not a plugin. */
const NAME = /from definePlugin for (\S+) at /;

/**
 * Checks that a host was created for a wire: its messages would be read as those of another one.
 *
 * 1. A host does not say what its protocol is, but asks it about each plugin: it is given a value that is
 *    not one.
 * 2. Of wires on which the plugins of others run, some translate. So the host's protocol must be the one
 *    that was given. Other protocols have their names only, because there may be several copies.
 *
 * @throws `TestingError` `BAD_OPTION`
 */
export function checkWire(caller: string, host: Host<MessageMaps>, wire: AnyWire): void {
  const protocol: { speaks?: AnyWire['protocol']['speaks']; readonly name: string } = wire.protocol;
  const { name, speaks } = protocol;
  let isOfHost = !speaks;
  let text = '';
  if (speaks)
    protocol.speaks = {
      includes(other) {
        isOfHost = true;
        return speaks.includes(other);
      },
    };
  try {
    (host.add as (plugin: unknown) => unknown)(undefined);
  } catch (thrown) {
    if (isJackfieldError(thrown)) text = thrown.message;
  } finally {
    if (speaks) protocol.speaks = speaks;
  }
  const expected = NAME.exec(text)?.[1];
  // A closed host.
  if (expected === undefined) return;
  const isTranslated = speaks !== undefined && !Array.isArray(speaks);
  if (expected === name && isOfHost && (!isTranslated || translationOf(wire))) return;
  const received = expected === name ? 'another protocol of that name' : `"${name}"`;
  throw new TestingError(
    'BAD_OPTION',
    `${caller}: expected the wire of the host, "${expected}", at /wire, received ${received}. Give the wire ` +
      "whose protocol the host was created with; if that protocol translates, as RingEX's does, make the wire by translatedWire.",
  );
}
