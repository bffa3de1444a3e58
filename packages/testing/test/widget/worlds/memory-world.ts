import { createTestClock, createWidget, type Tab, type Widget } from '@jackfield/testing';
import type { Transport } from '@jackfield/core';
import { settle } from '../../../src/test-clock.js';
import { createRawPage } from './raw-page.js';
import type { StartWorld, WorldPage } from './world.js';

/** A widget and its pages in this process. */
export const startMemoryWorld: StartWorld = async (options, { listensLate }) => {
  const clock = createTestClock();
  const widget: Widget = createWidget({ ...options, clock });
  const pages = new Map<number, WorldPage>();

  function addPage(number: number, transport: Transport): void {
    const raw = createRawPage({
      post: transport.send,
      listen: (listener) =>
        transport.subscribe((event) => event.type === 'message' && listener(event.data)),
    });
    pages.set(number, {
      received: async () => structuredClone(raw.received),
      async post(message) {
        transport.send(message);
        await settle();
      },
      answer: async (type, reply) => raw.answer(type, reply),
    });
  }

  const [first] = widget.tabs;
  const { transport } = first as Tab;
  if (listensLate) await settle();
  addPage(1, transport);
  await settle();

  return {
    async call(method, args) {
      const [head = '', number, tail = ''] = method.split('.');
      const target: object =
        head === 'tabs'
          ? (widget.tabs.find((tab) => tab.number === Number(number)) as Tab)
          : widget;
      const run = (target as Record<string, (...args: readonly unknown[]) => unknown>)[
        tail || head
      ];
      const result = await (run as (...args: readonly unknown[]) => unknown)(
        ...structuredClone(args),
      );
      await settle();
      return typeof result === 'object' ? structuredClone(result) : undefined;
    },
    get: async (property) => structuredClone(widget[property as 'sent']),
    advance: (ms) => clock.advance(ms),
    page: (tab) => pages.get(tab) as WorldPage,
    async openTab(how) {
      const { number, transport: other } = await widget.openTab(how);
      addPage(number, other);
      await settle();
      return number;
    },
    async reload(how) {
      await widget.reload(how);
      await settle();
    },
    async stranger(message) {
      // In memory a window has no origin: anything that has the transport can post.
      transport.send(message);
      await settle();
    },
    settle,
    async close() {
      widget.close();
    },
  };
};
