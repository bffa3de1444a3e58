import type { TransportEvent } from '@jackfield/core';
import type { Transport } from '@jackfield/core';
import { connectPage, type Page, type PanelHandlers } from 'acme-call-script/panel';
import { vi } from 'vitest';

/** A panel in memory: each side receives copies of what the other one posts. */
export interface MemoryPanel {
  readonly transport: Transport;
  readonly page: Page;
  readonly handlers: {
    readonly showScript: ReturnType<typeof vi.fn>;
    readonly hideScript: ReturnType<typeof vi.fn>;
    readonly readNotes: ReturnType<typeof vi.fn>;
  };
  /** All that the page has posted. */
  readonly posted: readonly unknown[];
  /** The frame has been loaded. */
  load(): void;
  /** Posts anything to the page. */
  post(data: unknown): void;
}

export function createMemoryPanel(): MemoryPanel {
  const posted: unknown[] = [];
  const pages = new Set<(event: TransportEvent) => void>();
  const panels = new Set<(data: unknown) => void>();
  const handlers = { showScript: vi.fn(), hideScript: vi.fn(), readNotes: vi.fn(() => []) };
  const post = (data: unknown): void => {
    for (const emit of pages) emit({ type: 'message', data: structuredClone(data) });
  };
  const panel = {
    pushes: { showScript: handlers.showScript, hideScript: handlers.hideScript },
    requests: { readNotes: handlers.readNotes },
  } as PanelHandlers;
  const page = connectPage(
    {
      post,
      listen(listener) {
        panels.add(listener);
        return () => panels.delete(listener);
      },
    },
    panel,
  );
  return {
    transport: {
      send(envelope) {
        posted.push(structuredClone(envelope));
        for (const emit of panels) emit(structuredClone(envelope));
      },
      subscribe(listener) {
        pages.add(listener);
        return () => pages.delete(listener);
      },
    },
    page,
    handlers,
    posted,
    load: () => {
      for (const emit of pages) emit({ type: 'load' });
    },
    post,
  };
}
