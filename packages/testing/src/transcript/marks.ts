import { createHide } from './hide.js';
import type { Hide } from './reveal.js';
import type { Personal } from './transcript.js';

/** A value at a personal place, or at one unknown to the schemas. */
export class Hidden {
  readonly kind: string;
  readonly value: unknown;

  constructor(kind: string, value: unknown) {
    this.kind = kind;
    this.value = value;
  }
}

/** Marks the personal values in a copy. */
export interface Marks {
  /** Replaces each value by a {@link Hidden}, and each key by a text that refers to one. */
  readonly hide: Hide;
  /** Returns the key that such a text refers to. */
  keyOf(text: string): Hidden | undefined;
  /** Returns the value without its marks. */
  unmark(value: unknown): unknown;
}

/** Creates marks. Recordings with masks are compared by their masks, so they need no marks. */
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
