import { posix, relative, sep } from 'node:path';
import type { Protocol } from '../model.js';
import type { Files } from '../write.js';
import { emitAsyncApi } from './asyncapi.js';
import { emitBundle } from './bundle.js';
import { emitDispatcher } from './dispatcher.js';
import { emitEnvelope } from './envelope.js';
import { emitExamples } from './examples.js';
import { emitMarkdown } from './markdown.js';
import { emitMessages } from './messages.js';
import { emitProtocol } from './protocol.js';
import { emitTypes } from './types.js';
import { emitValidators, emitValidatorTypes } from './validators.js';

/** The files that core loads, by name. */
export const emitCode = async (protocol: Protocol): Promise<Files> =>
  new Map([
    ['dispatcher.ts', await emitDispatcher(protocol)],
    ['envelope.ts', await emitEnvelope(protocol)],
    ['messages.ts', await emitMessages(protocol)],
    ['protocol.ts', await emitProtocol(protocol)],
    ['types.ts', await emitTypes(protocol)],
    ['validators.d.ts', await emitValidatorTypes(protocol)],
    ['validators.js', await emitValidators(protocol)],
  ]);

/** The documents, by name; `examples.ts` imports its types from the code's folder. */
export const emitDocs = async (
  protocol: Protocol,
  folders: { readonly out: string; readonly docs: string },
): Promise<Files> => {
  const path = posix.join(relative(folders.docs, folders.out).split(sep).join('/'), 'types.js');
  const typesModule = path.startsWith('.') ? path : `./${path}`;
  return new Map([
    ['asyncapi.json', await emitAsyncApi(protocol)],
    ['bundle.schema.json', await emitBundle(protocol)],
    ['examples.ts', await emitExamples(protocol, typesModule)],
    ['protocol.md', await emitMarkdown(protocol)],
  ]);
};
