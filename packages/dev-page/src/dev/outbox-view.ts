import type { Plugin } from '@jackfield/core';
import {
  defineOutboxElement,
  type CallLogOutbox,
  type OutboxElement,
} from '@jackfield/plugin-calllog';
import { byId, h } from '../h.js';
import { formatNumber, formatTime, formatWhen } from '../page/format.js';
import type { Loaded } from './load-packages.js';

const hasOutbox = (plugin: Plugin): plugin is Plugin & CallLogOutbox =>
  ['subscribe', 'status', 'retry'].every(
    (name) => typeof (plugin as unknown as Record<string, unknown>)[name] === 'function',
  );

/** The outbox of each plugin that keeps one, as `callLog` does. */
export const outboxView = (): ((loaded: readonly Loaded[]) => void) => {
  const card = byId('calls');
  const place = byId('outboxes');
  let shown: readonly Plugin[] = [];
  defineOutboxElement();

  return (loaded) => {
    const keepers = loaded.flatMap(({ plugins }) => plugins).filter(hasOutbox);
    if (keepers.length === shown.length && keepers.every((each, at) => each === shown[at])) return;
    shown = keepers;
    card.hidden = keepers.length === 0;
    place.replaceChildren(
      ...keepers.map((keeper) => {
        const element = h('jackfield-outbox' as 'div') as HTMLElement as OutboxElement;
        element.texts = {
          number: formatNumber,
          time: formatWhen,
          nextTry: (at) => `next try at ${formatTime(at)}`,
        };
        element.outbox = keeper;
        return element;
      }),
    );
  };
};
