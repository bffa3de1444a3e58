import { createListeners } from '@jackfield/plugin-kit';
import type { CallLogStatus } from '../status.js';

/** Those who are shown how the outbox is doing. */
export interface Show {
  /** Reads the status and calls the listeners, once for all changes in the meantime. */
  soon(): void;
  add(listener: (status: CallLogStatus) => void): () => void;
}

export function createShow(read: () => Promise<CallLogStatus>): Show {
  const listeners = createListeners<CallLogStatus>();
  const leaving = new Set<() => void>();
  let isShowing = false;
  let isStale = false;

  async function showAll(): Promise<void> {
    if (isShowing) return;
    isShowing = true;
    try {
      while (isStale && leaving.size > 0) {
        isStale = false;
        listeners.emit(await read());
      }
    } finally {
      isShowing = false;
    }
  }

  return {
    soon() {
      isStale = true;
      // What cannot be read is read at the next change.
      showAll().catch(() => undefined);
    },
    add(listener) {
      const end = listeners.add(listener);
      leaving.add(end);
      return () => {
        leaving.delete(end);
        end();
      };
    },
  };
}
