import { join } from 'node:path';
import { createHost, definePlugin, type Transport, type TransportEvent } from '@jackfield/core';
import type { MessageMaps, Protocol } from '@jackfield/core/protocol';
import { expect, it, vi } from 'vitest';
import { generate } from '../../codegen/src/index.js';
import { freshFolder, load } from '../../codegen/test/support.js';
import { BODY, ERROR, ID, RESULT, ROWS, type Row } from '../../codegen/test/envelopes/wires.js';
import { writeSchemas } from '../../codegen/test/envelopes/write-schemas.js';

interface Messages extends MessageMaps {
  readonly requests: {
    readonly ask: { readonly data: typeof BODY; readonly result: typeof RESULT };
  };
  readonly pageRequests: Messages['requests'];
}

const rows = ROWS.filter(({ posted }) => posted.request !== undefined);

it.each(rows)('a host answers and asks over $name', async (row: Row) => {
  const out = await freshFolder();
  await writeSchemas(join(out, 'schemas'), row);
  await generate({ schemas: join(out, 'schemas'), out });
  const { protocol } = await load<{ protocol: Protocol<Messages> }>(join(out, 'protocol.ts'));

  const listeners = new Set<(event: TransportEvent) => void>();
  const emit = (event: TransportEvent): void => listeners.forEach((listener) => listener(event));
  const posted: unknown[] = [];
  const transport: Transport = {
    send: (envelope) => void posted.push(structuredClone(envelope)),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  let answer: () => typeof RESULT = () => RESULT;
  const plugin = definePlugin({ name: 'finder', requests: { ask: () => answer() } }, protocol);
  const host = createHost({ service: 'Acme', protocol, plugins: [plugin], widget: { transport } });
  emit({ type: 'load' });

  const replied = (): Promise<unknown> =>
    new Promise((resolve) => {
      emit({ type: 'message', data: structuredClone(row.posted.request), reply: resolve });
    });
  const { constants } = row.envelope.page;
  const swap = (value: unknown): unknown =>
    constants?.['source'] === undefined ? value : { ...(value as object), source: 'acme-page' };
  expect(await replied()).toEqual(swap(row.posted.response));
  answer = () => {
    throw new Error(ERROR);
  };
  expect(JSON.stringify(await replied())).toContain(ERROR);

  // The largest id: receivers often keep numbers in 32 bits with a sign.
  const largest = vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
    (array as Uint32Array | null)?.fill(2 ** 32 - 1);
    return array;
  });
  const result = host.request('ask', BODY);
  largest.mockRestore();
  expect(posted).toHaveLength(1);
  const [asked] = posted;
  const form = row.envelope.ids === 'number' ? /\b2147483647\b/ : /(?<=")\d+-\d+-\d+-\d+(?=")/;
  const [id] = form.exec(JSON.stringify(asked)) ?? [];
  const text = JSON.stringify(row.posted.response).replace(ID, String(id));
  emit({ type: 'message', data: JSON.parse(text), reply: () => undefined });
  expect(await result).toEqual(RESULT);
  await host.close();
});
