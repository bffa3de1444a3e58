/** A set of listeners of one event. */
export interface Listeners<T> {
  emit(value: T): void;
  add(listener: (value: T) => void): () => void;
}

/** A failing listener is reported to the page, and disturbs neither the others nor the caller. */
export function createListeners<T>(): Listeners<T> {
  const entries = new Set<{ readonly listener: (value: T) => void }>();
  return {
    emit(value) {
      for (const { listener } of entries) {
        try {
          listener(value);
        } catch (error) {
          globalThis.reportError?.(error);
        }
      }
    },
    add(listener) {
      const entry = { listener };
      entries.add(entry);
      return () => void entries.delete(entry);
    },
  };
}
