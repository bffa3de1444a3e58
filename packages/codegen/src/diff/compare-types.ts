import { partsOf, type Protocol } from '../model.js';
import type { Changes } from './change.js';
import { describeSchema } from './describe-schema.js';
import type { Inclusion } from './inclusion.js';
import { definitionsByTitle } from './place.js';

/** Compares the exported types of shared definitions: code may import one without using a message. */
export const compareTypes = (
  old: Protocol,
  next: Protocol,
  includes: Inclusion,
  changes: Changes,
): void => {
  const [olds, nexts] = [definitionsByTitle(old), definitionsByTitle(next)];
  const exported = new Set([
    ...nexts.keys(),
    ...next.messages.flatMap((message) => [
      message.title,
      ...partsOf(message).map((part) => part.title),
    ]),
  ]);
  const reported = changes.list();
  for (const { title, file, schema } of olds.values()) {
    const other = nexts.get(title);
    const isRenamed = reported.some(
      ({ rule, was, breaks }) => rule === 'TITLE_CHANGED' && was === title && breaks.length > 0,
    );
    if (!exported.has(title) && !isRenamed) {
      const gone = {
        rule: 'TYPE_REMOVED',
        file,
        pointer: '/title',
        was: title,
        is: 'nothing',
      } as const;
      changes.addCommon(gone, ['plugins', 'senders']);
    }
    if (other === undefined) continue;
    const [before, after] = [
      { schemas: [schema], definitions: olds },
      { schemas: [other.schema], definitions: nexts },
    ];
    if (includes(before, after) && includes(after, before)) continue;
    // The messages that use it have reported the change.
    if (reported.some((change) => change.file === other.file)) continue;
    const [was, is] = [describeSchema(schema), describeSchema(other.schema)];
    const changed = { rule: 'TYPE_REMOVED', file: other.file, pointer: '', was, is } as const;
    changes.addCommon(changed, ['plugins', 'senders']);
  }
};
