import { describe, expect, it } from 'vitest';
import { loadProtocol } from '../src/index.js';
import types from './protocol-types.fixture.json' with { type: 'json' };
import { SCHEMAS } from './support.js';

const line = (message: { type: string; from: string; kind: string }): string =>
  `${message.from} ${message.kind} ${message.type}`;

describe('the schemas of RingCX', () => {
  it('define every type of the protocol, and invent none', async () => {
    const { messages } = await loadProtocol({ schemas: SCHEMAS, wire: 'ringcx' });
    expect(messages.map(line).sort()).toEqual(types.map(line).sort());
  });
});
