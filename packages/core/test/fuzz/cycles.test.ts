import { createHost, type Host, type TransportEvent } from '@jackfield/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { settle } from '../../../testing/src/test-clock.js';
import { heapUsed } from './heap.js';
import { makeLifePlugins, SAYINGS, use } from './life.js';

const CYCLES = 1_000;
/** Before the heap is looked at for the first time: engines compile and cache. */
const WARM_UP = 500;

/** Counts the real timers and the channels that are open. */
function countResources(): { readonly timers: number; readonly channels: number } {
  const timers = new Set<unknown>();
  const channels = new Set<BroadcastChannel>();
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  vi.stubGlobal('setTimeout', (run: () => void, ms: number) => {
    const timer = set(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
    return timer;
  });
  vi.stubGlobal('clearTimeout', (timer: NodeJS.Timeout) => {
    timers.delete(timer);
    clear(timer);
  });
  class CountedChannel extends BroadcastChannel {
    constructor(name: string) {
      super(name);
      channels.add(this);
    }
    override close(): void {
      channels.delete(this);
      super.close();
    }
  }
  vi.stubGlobal('BroadcastChannel', CountedChannel);
  return {
    get timers() {
      return timers.size;
    },
    get channels() {
      return channels.size;
    },
  };
}

afterEach(() => void vi.unstubAllGlobals());

describe('a thousand hosts, one after the other,', () => {
  it('leave no listener, no timer, no channel, nothing set up, and no memory', async () => {
    const counted = countResources();
    const life = makeLifePlugins();
    let listeners = 0;
    let answered = 0;
    const hosts: WeakRef<Host>[] = [];
    const cycle = async (): Promise<void> => {
      let emit: (event: TransportEvent) => void = () => undefined;
      const transport = {
        send: (envelope: unknown) => {
          if ((envelope as { type: string }).type === 'MessageTransport-response') answered += 1;
        },
        subscribe(listener: typeof emit) {
          emit = listener;
          listeners += 1;
          listener({ type: 'load' });
          return () => {
            listeners -= 1;
          };
        },
      };
      const host = createHost({
        service: 'Acme CRM',
        widget: { transport },
        plugins: life.plugins,
      });
      hosts.push(new WeakRef(host));
      use(host);
      for (const data of SAYINGS) emit({ type: 'message', data: structuredClone(data) });
      await settle();
      expect([listeners, life.setUp, counted.channels, counted.timers]).toEqual([1, 2, 1, 1]);
      await host.close({ now: true });
    };

    for (let turn = 0; turn < WARM_UP; turn += 1) await cycle();
    const before = await heapUsed();
    for (let turn = 0; turn < CYCLES; turn += 1) await cycle();
    const grown = (await heapUsed()) - before;
    expect([listeners, life.setUp, counted.channels, counted.timers]).toEqual([0, 0, 0, 0]);
    expect(answered).toBe(3 * (WARM_UP + CYCLES));
    expect(hosts.filter((host) => host.deref()).length, 'hosts that somebody holds').toBe(0);
    // A host has some ten thousand bytes. The engine itself takes up to half a million in this time.
    expect(grown / CYCLES, 'bytes for each host').toBeLessThan(1_000);
  });
});
