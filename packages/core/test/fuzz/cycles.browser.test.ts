import { createHost, type Host } from '@jackfield/core';
import { describe, expect, it } from 'vitest';
import { ADAPTER_ID, openFrame, WIDGET } from '../browser/frames.js';
import { countOpen } from './count-open.js';
import { makeLifePlugins, SAYINGS, use } from './life.js';
import { isLong } from './settings.js';
import { expectFlat, measureUsage } from './usage.js';

const CYCLES = isLong ? 1_000 : 200;
/** Before the heap is looked at for the first time: engines compile and cache. */
const WARM_UP = 300;
/** To make a frame takes a browser longer than all that a host does with it. */
const FRAMES = 100;
const TEST_MS = 120_000;

const NOTHING = { listeners: 0, observers: 0, timers: 0, channels: 0, connections: 0 };

describe('many hosts, one after the other,', () => {
  it(
    'on one frame leave no listener, observer, channel or timer, nothing set up, and no memory',
    async () => {
      const { element } = await openFrame({ id: ADAPTER_ID, query: { init: '0', quiet: '1' } });
      const source = element.contentWindow as Window;
      const open = countOpen();
      const life = makeLifePlugins();
      const hosts: WeakRef<Host>[] = [];
      const cycle = async (): Promise<void> => {
        const { plugins } = life;
        const host = createHost({ service: 'Acme CRM', widget: { origin: WIDGET }, plugins });
        hosts.push(new WeakRef(host));
        use(host);
        await Promise.resolve();
        for (const data of SAYINGS)
          dispatchEvent(new MessageEvent('message', { data, source, origin: WIDGET }));
        expect(open()).toEqual({ ...NOTHING, listeners: 2, observers: 1, timers: 1, channels: 1 });
        expect(life.setUp).toBe(2);
        await host.close({ now: true });
        expect(open()).toEqual(NOTHING);
        expect(life.setUp).toBe(0);
      };

      for (let turn = 0; turn < WARM_UP; turn += 1) await cycle();
      const before = await measureUsage();
      for (let turn = 0; turn < CYCLES; turn += 1) await cycle();
      const after = await measureUsage();
      expect(hosts.filter((host) => host.deref()).length, 'hosts that somebody holds').toBe(0);
      expectFlat(before, after, CYCLES);
    },
    TEST_MS,
  );

  it(
    'each on a frame of its own in a shadow tree, leave nothing either when their frames go',
    async () => {
      const open = countOpen();
      const frames: WeakRef<Element>[] = [];
      const cycle = async (): Promise<void> => {
        const outer = document.body.appendChild(document.createElement('div'));
        const frame = document.createElement('iframe');
        frames.push(new WeakRef(frame));
        const widget = { frame, origin: WIDGET };
        const host = createHost({ service: 'Acme CRM', widget });
        outer.attachShadow({ mode: 'open' }).append(frame);
        frame.dispatchEvent(new Event('load'));
        expect(host.state).toBe('loading');
        outer.remove();
        await host.close();
        expect(open()).toEqual(NOTHING);
      };

      for (let turn = 0; turn < 20; turn += 1) await cycle();
      const before = await measureUsage();
      for (let turn = 0; turn < FRAMES; turn += 1) await cycle();
      const after = await measureUsage();
      expect(frames.filter((frame) => frame.deref()).length, 'frames that somebody holds').toBe(0);
      expectFlat(before, after, FRAMES);
    },
    TEST_MS,
  );
});
