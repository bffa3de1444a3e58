import type { Call } from '@jackfield/core';
import type { CallLogDisposition } from '../call-log-store.js';

/** What a disposition is called: labels by id, or a function that knows them. */
export type Dispositions =
  Readonly<Record<string, string>> | ((id: string, call: Call) => string | undefined);

const isText = (x: unknown): x is string => typeof x === 'string' && x !== '';

function labelOf(option: Dispositions, id: string, call: Call): unknown {
  if (typeof option === 'function') return option(id, call);
  if (Object.hasOwn(option, id)) return option[id];
  // Rows of the history carry the label in the id's place.
  return Object.values(option).includes(id) ? id : undefined;
}

/** The disposition that a log's task has, with its label where that is known. Never throws. */
export function resolveDisposition(
  option: Dispositions | undefined,
  dispositionId: string | null | undefined,
  call: Call,
): CallLogDisposition | undefined {
  if (!isText(dispositionId)) return undefined;
  let label: unknown;
  try {
    if (option) label = labelOf(option, dispositionId, call);
  } catch {
    // The label is a courtesy: what the agent chose is in the log all the same.
  }
  return { id: dispositionId, ...(isText(label) && { label }) };
}
