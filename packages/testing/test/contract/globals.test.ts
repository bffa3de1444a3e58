import { definePlugin } from '@jackfield/core';
import { afterEach, describe, expect, it } from 'vitest';
import { collect } from './collect.js';
import { rulesOf } from './left-by.js';

const rules = rulesOf('changes-no-global');
const plugin = definePlugin({ name: 'acme', requests: { viewLead: async () => 'ok' } });
const strings = String.prototype as { toE164?: () => string };
const { structuredClone } = globalThis;

afterEach(() => {
  delete strings.toE164;
  globalThis.structuredClone = structuredClone;
});

const received = async (...given: Parameters<typeof collect>): Promise<string | undefined> =>
  /received {2}(.*)/.exec((await collect(...given))[0]?.error?.message ?? '')?.[1];

describe('the contract reports a change of what all scripts share', () => {
  it('that the plugin made when its module is loaded', async () => {
    strings.toE164 = () => '';
    expect(await received(plugin, { rules })).toBe('String.prototype.toE164 (added)');
  });

  it('that the plugin made once, when it is created', async () => {
    let isFirst = true;
    const create = () => {
      if (isFirst)
        globalThis.structuredClone = ((value: unknown) => value) as typeof structuredClone;
      isFirst = false;
      return plugin;
    };
    expect(await received(create, { rules })).toBe('structuredClone (replaced)');
  });

  it('such as a member that is deleted', async () => {
    const create = () => {
      delete (Math as Partial<typeof Math>).hypot;
      return plugin;
    };
    const { hypot } = Math;
    const found = await received(create, { rules });
    Object.defineProperty(Math, 'hypot', { value: hypot, configurable: true, writable: true });
    expect(found).toBe('Math.hypot (deleted)');
  });
});

describe('the contract does not report', () => {
  it('the use of globals that the engine loads at their first use', async () => {
    const uses = definePlugin({
      name: 'acme',
      requests: {
        viewLead: async () => {
          void [globalThis.crypto, globalThis.CompressionStream, globalThis.WebSocket];
          return 'ok';
        },
      },
    });
    expect(await received(uses, { rules })).toBeUndefined();
  });

  it('a polyfill of a standard member', async () => {
    Object.defineProperty(strings, 'toE164', { value: () => '', configurable: true });
    expect(await received(plugin, { rules })).toBeUndefined();
  });
});
