import { areasOf, ofOwnWire, type Protocol } from '../model.js';
import { AREAS, REFERENCE, type Files } from '../write.js';
import { emitAsyncApi } from './asyncapi.js';
import { emitBundle } from './bundle.js';
import { emitDispatcher } from './dispatcher.js';
import { emitEnvelope } from './envelope.js';
import { emitExamples } from './examples.js';
import { emitMessages } from './messages.js';
import { emitProtocol } from './protocol.js';
import { emitReference } from './reference/reference.js';
import { emitSchemas } from './schemas.js';
import { emitSpeaks } from './speaks.js';
import { emitTypes } from './types.js';
import { emitValidators, emitValidatorTypes } from './validators.js';

/**
 * Emits the modules of a protocol or of one of its areas, by name.
 *
 * @param shared - the folder of the types and the validators, which all areas share
 */
const emitModules = async (own: Protocol, shared: string): Promise<Files> => {
  const speaks = await emitSpeaks(own);
  return new Map([
    ['dispatcher.ts', await emitDispatcher(own, shared)],
    ['envelope.ts', await emitEnvelope(own)],
    ['messages.ts', await emitMessages(own, shared)],
    ['protocol.ts', await emitProtocol(own)],
    ...(speaks === undefined ? [] : [['speaks.ts', speaks] as const]),
  ]);
};

/** Emits the files that core loads, by name. */
export const emitCode = async (protocol: Protocol): Promise<Files> => {
  const own = ofOwnWire(protocol);
  const files = new Map([
    ...(await emitModules(own, '.')),
    ['types.ts', await emitTypes(protocol)],
    ['validators.d.ts', await emitValidatorTypes(own)],
    ['validators.js', await emitValidators(own)],
  ]);
  for (const [area, part] of areasOf(own))
    for (const [name, text] of await emitModules(part, '../..'))
      files.set(`${AREAS}/${area}/${name}`, text);
  return files;
};

/** Emits the documents for people, by name. */
export const emitDocs = async (protocol: Protocol): Promise<Files> =>
  new Map(
    [...(await emitReference(protocol))].map(
      ([path, text]) => [`${REFERENCE}/${path}`, text] as const,
    ),
  );

/** Emits the whole protocol for tools that read AsyncAPI or JSON Schema, by file name. */
export const emitSpec = async (protocol: Protocol): Promise<Files> =>
  new Map([
    ['asyncapi.json', await emitAsyncApi(protocol)],
    ['bundle.schema.json', await emitBundle(protocol)],
  ]);

/** Emits the modules of a test kit, by name; `examples.ts` imports its types from the named module. */
export const emitKit = async (protocol: Protocol, typesModule: string): Promise<Files> =>
  new Map([
    ['examples.ts', await emitExamples(protocol, typesModule)],
    ['schemas.ts', await emitSchemas(ofOwnWire(protocol))],
  ]);
