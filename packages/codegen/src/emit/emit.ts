import type { Protocol } from '../model.js';
import type { Files } from '../write.js';
import { emitDispatcher } from './dispatcher.js';
import { emitMessages } from './messages.js';
import { emitProtocol } from './protocol.js';
import { emitTypes } from './types.js';
import { emitValidators, emitValidatorTypes } from './validators.js';

/** The files that core loads, by name. */
export const emitCode = async (protocol: Protocol): Promise<Files> =>
  new Map([
    ['dispatcher.ts', await emitDispatcher(protocol)],
    ['messages.ts', await emitMessages(protocol)],
    ['protocol.ts', await emitProtocol(protocol)],
    ['types.ts', await emitTypes(protocol)],
    ['validators.d.ts', emitValidatorTypes(protocol)],
    ['validators.js', emitValidators(protocol)],
  ]);
