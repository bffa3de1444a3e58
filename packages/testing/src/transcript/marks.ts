import { createHide } from './hide.js';
import type { Hide } from './reveal.js';
import type { Personal } from './transcript.js';

/** A value at a personal place, or at one that no schema knows. */
export class Hidden {
  readonly kind: string;
  readonly value: unknown;

  constructor(kind: string, value: unknown) {
    this.kind = kind;
    this.value = value;
  }
}

/** Tells in a copy which values are personal. */
export interface Marks {
  /** Puts a {@link Hidden} in place of each value, and a text that stands for it in place of a key. */
  readonly hide: Hide;
  /** The key that such a text stands for. */
  keyOf(text: string): Hidden | undefined;
  /** The value without its marks. */
  unmark(value: unknown): unknown;
}

/** What was recorded with masks is compared with masks, so then nothing needs to be told. */
export function createMarks(personal: Personal): Marks {
  if (personal === 'mask')
    return { hide: createHide('mask'), keyOf: () => undefined, unmark: (value) => value };
  const keys = new Map<string, Hidden>();

  function unmark(value: unknown): unknown {
    if (value instanceof Hidden) return value.value;
    if (Array.isArray(value)) return value.map(unmark);
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).map(([name, member]) => [
      keys.get(name)?.value ?? name,
      unmark(member),
    ]);
    return Object.fromEntries(members);
  }

  return {
    unmark,
    hide(place, value) {
      const kind = place.replace(/ \d+$/, '');
      const hidden = new Hidden(kind, value);
      if (kind === place) return hidden;
      const text = `\u0000${keys.size}`;
      keys.set(text, hidden);
      return text;
    },
    keyOf: (text) => keys.get(text),
  };
}
