import { type Host, isJackfieldError, type MessageMaps } from '@jackfield/core';
import { TestingError } from '../testing-error.js';
import type { AnyWire } from './recorded-wire.js';
import { translationOf } from './translated-wire.js';

/** The name in the error of a host about a value that is not a plugin. */
const NAME = /from definePlugin for (\S+) at /;

/**
 * Returns the name of a host's protocol; `undefined` if it is closed. Only the error about a value that
 * is not a plugin says which it is; nothing is added.
 */
function protocolNameOf(host: Host<MessageMaps>): string | undefined {
  try {
    (host.add as (plugin: unknown) => unknown)(undefined);
  } catch (thrown) {
    if (isJackfieldError(thrown)) return NAME.exec(thrown.message)?.[1];
  }
  return undefined;
}

/**
 * Checks that a host was created for a wire: its messages would be read as those of another one.
 *
 * @throws `TestingError` `BAD_OPTION`
 */
export function checkWire(caller: string, host: Host<MessageMaps>, wire: AnyWire): void {
  const translation = translationOf(wire);
  const before = translation?.asked;
  const name = protocolNameOf(host);
  if (name === undefined) return;
  const fail = (where: string, expected: string, received: string): never => {
    const text = `${caller}: expected ${expected} at ${where}, received ${received}`;
    throw new TestingError('BAD_OPTION', text);
  };
  const { protocol } = wire;
  if (protocol.name !== name)
    fail('/wire', `"${name}", the wire of the host`, `"${protocol.name}"`);
  if (translation) {
    if (translation.asked === before)
      fail('/wire/protocol', 'the protocol of the host', 'another one');
  } else if (protocol.speaks)
    fail('/wire', `"${name}" from translatedWire, because it translates`, 'what it translates');
}
