import type { Host, MessageMaps } from '@jackfield/core';
import { TestingError } from '../testing-error.js';
import type { AnyWire } from './recorded-wire.js';
import { translationOf } from './translated-wire.js';

/**
 * Checks that a host was created for a wire: its messages would be read as those of another one.
 *
 * Of wires on which the plugins of others run, some translate. So the host's protocol must be the one that
 * was given. Other protocols have their names only, because there may be several copies.
 *
 * @throws `TestingError` `BAD_OPTION`
 */
export function checkWire(caller: string, host: Host<MessageMaps>, wire: AnyWire): void {
  const { name, speaks } = wire.protocol;
  const { protocol } = host;
  const isTranslated = speaks !== undefined && !Array.isArray(speaks);
  const isSame = speaks ? (protocol as unknown) === wire.protocol : protocol.name === name;
  if (isSame && (!isTranslated || translationOf(wire))) return;
  const received = protocol.name === name ? 'another protocol of that name' : `"${name}"`;
  throw new TestingError(
    'BAD_OPTION',
    `${caller}: expected the wire of the host, "${protocol.name}", at /wire, received ${received}. Give the wire ` +
      "whose protocol the host was created with; if that protocol translates, as RingEX's does, make the wire by translatedWire.",
  );
}
