import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { collect } from './collect.js';
import { goodPlugins } from './good-plugins.js';

describe('a plugin keeps the contract that', () => {
  const server = createServer((_request, response) => response.end('{}'));
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  beforeAll(async () => {
    vi.spyOn(console, 'debug').mockImplementation(() => undefined);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  it.each(Object.keys(goodPlugins('')))('%s', async (name) => {
    const plugin = goodPlugins(url())[name]!;
    const collected = await collect(plugin, { seed: 1, runs: 1 });
    expect(collected.flatMap(({ error }) => (error ? [error.message] : []))).toEqual([]);
  });
});
