import type { TransportEvent } from '@jackfield/core';
import type { Transport } from '@jackfield/core';
import { connectPage, type Page, type PanelHandlers } from 'acme-call-script/panel';
import { vi } from 'vitest';

/** A panel in memory: what the page posts reaches it, and the other way round, as copies. */
export interface MemoryPanel {
  readonly transport: Transport;
  readonly page: Page;
  readonly handlers: {
    readonly showScript: ReturnType<typeof vi.fn>;
    readonly hideScript: ReturnType<typeof vi.fn>;
    readonly readNotes: ReturnType<typeof vi.fn>;
  };
  /** All that the page has posted. */
  readonly heard: readonly unknown[];
  /** The frame has been loaded. */
  load(): void;
  /** Posts anything to the page. */
  post(data: unknown): void;
}

export function createMemoryPanel(): MemoryPanel {
  const heard: unknown[] = [];
  const pages = new Set<(event: TransportEvent) => void>();
  const panels = new Set<(data: unknown) => void>();
  const handlers = { showScript: vi.fn(), hideScript: vi.fn(), readNotes: vi.fn(() => []) };
  const post = (data: unknown): void => {
    for (const tell of pages) tell({ type: 'message', data: structuredClone(data) });
  };
  const panel = {
    pushes: { showScript: handlers.showScript, hideScript: handlers.hideScript },
    requests: { readNotes: handlers.readNotes },
  } as PanelHandlers;
  const page = connectPage(
    {
      post,
      listen(tell) {
        panels.add(tell);
        return () => panels.delete(tell);
      },
    },
    panel,
  );
  return {
    transport: {
      send(envelope) {
        heard.push(structuredClone(envelope));
        for (const tell of panels) tell(structuredClone(envelope));
      },
      subscribe(tell) {
        pages.add(tell);
        return () => pages.delete(tell);
      },
    },
    page,
    handlers,
    heard,
    load: () => {
      for (const tell of pages) tell({ type: 'load' });
    },
    post,
  };
}
