import { hasMethods } from '@jackfield/plugin-kit';
import { describe } from '@jackfield/plugin-kit';
import { CallLogError } from '../call-log-error.js';
import type { CallLogOutbox } from '../status.js';
import { createOutboxView, type OutboxView } from './outbox-view.js';
import { createStyle } from './style.js';
import { englishTexts, type OutboxTexts } from './texts.js';

/** A `<jackfield-outbox>`. */
export interface OutboxElement extends HTMLElement {
  /** What it shows: what `callLog` has returned. It shows nothing without one. */
  outbox: CallLogOutbox | undefined;
  /** Texts in place of the English ones; all that are left out stay English. */
  texts: Partial<OutboxTexts>;
}

declare global {
  interface HTMLElementTagNameMap {
    'jackfield-outbox': OutboxElement;
  }
}

const isOutbox = (x: unknown): boolean =>
  hasMethods(x, 'status', 'subscribe', 'retry', 'discard', 'resume');

/** Made when it is asked for: there is no `HTMLElement` to extend where a page is rendered in Node. */
function makeElementClass(): CustomElementConstructor {
  return class JackfieldOutbox extends HTMLElement implements OutboxElement {
    #root = this.attachShadow({ mode: 'open' });
    #outbox: CallLogOutbox | undefined;
    #texts: Partial<OutboxTexts> = {};
    #leave: (() => void) | undefined;

    constructor() {
      super();
      this.#root.adoptedStyleSheets = [createStyle()];
    }

    get outbox(): CallLogOutbox | undefined {
      return this.#outbox;
    }

    set outbox(outbox: CallLogOutbox | undefined) {
      if (outbox !== undefined && outbox !== null && !isOutbox(outbox)) {
        throw new CallLogError(
          'OPTION_INVALID',
          `<${this.localName}>, outbox: expected what callLog returned, received ${describe(outbox)}.`,
        );
      }
      this.#outbox = outbox ?? undefined;
      this.#begin();
    }

    get texts(): Partial<OutboxTexts> {
      return this.#texts;
    }

    set texts(texts: Partial<OutboxTexts>) {
      this.#texts = texts;
      this.#begin();
    }

    connectedCallback(): void {
      // What was set before the element was defined hides the setters.
      for (const name of ['texts', 'outbox'] as const) {
        if (!Object.hasOwn(this, name)) continue;
        const value = this[name];
        Reflect.deleteProperty(this, name);
        Reflect.set(this, name, value);
      }
      this.#begin();
    }

    disconnectedCallback(): void {
      this.#end();
    }

    #end(): void {
      this.#leave?.();
      this.#leave = undefined;
    }

    #begin(): void {
      this.#end();
      const outbox = this.#outbox;
      if (!this.isConnected) return;
      const view = createOutboxView(
        this.#root,
        { ...englishTexts, ...this.#texts },
        {
          retry: async (key) => outbox?.retry(key),
          discard: async (key) => outbox?.discard(key),
          resume: async () => outbox?.resume(),
        },
      );
      if (outbox) this.#leave = follow(outbox, view);
    }
  };
}

/** Shows what the outbox says until what is returned is called. */
function follow(outbox: CallLogOutbox, view: OutboxView): () => void {
  // What comes by subscription is later than what `status` was asked for before it.
  let isSettled = false;
  const unsubscribe = outbox.subscribe((status) => {
    isSettled = true;
    view.show(status);
  });
  outbox.status().then(
    (status) => !isSettled && view.show(status),
    (error: unknown) => !isSettled && view.fail(error),
  );
  return () => {
    isSettled = true;
    unsubscribe();
    view.stop();
  };
}

/**
 * Defines the element that shows which call logs are on their way, and which have failed.
 *
 * Does nothing where the name is defined already, or where there are no custom elements.
 *
 * @example
 * ```ts
 * const calllog = callLog({ store });
 * defineOutboxElement();
 * document.querySelector('jackfield-outbox')!.outbox = calllog;
 * ```
 */
export function defineOutboxElement(name = 'jackfield-outbox'): void {
  const registry = globalThis.customElements;
  if (!registry || registry.get(name)) return;
  registry.define(name, makeElementClass());
}
