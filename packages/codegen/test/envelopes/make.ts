import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnySchemaObject } from 'ajv';
import { emitEnvelope } from '../../src/emit/envelope.js';
import { generate, loadProtocol } from '../../src/index.js';
import { load } from '../support.js';
import type { Row } from './wires.js';
import { writeSchemas } from './write-schemas.js';

export interface Wrapping {
  readEnvelope(data: unknown): Readonly<Record<string, unknown>> | undefined;
  wrapMessage(kind: string, type: string, body: unknown, id?: string): unknown;
  wrapResponse(id: string, result: unknown, error?: string): unknown;
}

export interface Generated {
  readonly protocol: Wrapping & {
    dispatchFromWidget(kind: string, type: string, body: unknown): { readonly status: string };
    checkPageMessage(name: string, body: unknown): unknown;
  };
}

interface Document {
  readonly components: {
    readonly messages: Readonly<Record<string, { readonly payload: AnySchemaObject }>>;
  };
}

/** The code of a row. `widget` has the two sides exchanged: what wraps there is read here. */
export interface Made {
  readonly page: Generated['protocol'];
  readonly widget: Wrapping;
  readonly document: Document;
  readonly schemas: string;
}

/** Writes the schemas of a row beside `out`, and generates their code there. */
export const make = async (row: Row, out: string): Promise<Made> => {
  const schemas = join(out, '../schemas');
  await writeSchemas(schemas, row);
  await generate({ schemas, out, spec: out, docs: join(out, 'docs') });
  const protocol = await loadProtocol({ schemas });
  const { widget, page } = protocol.wire.envelope;
  const envelope = { ...protocol.wire.envelope, widget: page, page: widget };
  const mirror = { ...protocol, wire: { ...protocol.wire, envelope } };
  await writeFile(join(out, 'mirror.ts'), await emitEnvelope(mirror));
  return {
    page: (await load<Generated>(join(out, 'protocol.ts'))).protocol,
    widget: await load<Wrapping>(join(out, 'mirror.ts')),
    document: JSON.parse(await readFile(join(out, 'asyncapi.json'), 'utf8')) as Document,
    schemas,
  };
};
