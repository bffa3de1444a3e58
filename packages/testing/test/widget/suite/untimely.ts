import type { Schema } from '../../../src/generated/schemas.js';

/** Where `value` has a member that this version does not send. */
export function untimely(
  schema: Schema,
  value: unknown,
  version: string,
  at: string,
  definitions: Readonly<Record<string, Schema>>,
): string[] {
  const found: string[] = [];
  const { $ref, allOf = [], properties = {}, items } = schema;
  const target = $ref && definitions[$ref];
  for (const part of target ? [target, ...allOf] : allOf)
    found.push(...untimely(part, value, version, at, definitions));
  if (Array.isArray(value) && items)
    for (const [index, item] of value.entries())
      found.push(...untimely(items, item, version, `${at}/${index}`, definitions));
  if (typeof value !== 'object' || value === null) return found;
  for (const [name, member] of Object.entries(properties)) {
    // A member that is undefined is not sent.
    const sent = (value as Readonly<Record<string, unknown>>)[name];
    if (sent === undefined) continue;
    const where = `${at}/${name}`;
    if (member['x-versions']?.includes(version) === false) found.push(where);
    found.push(...untimely(member, sent, version, where, definitions));
  }
  return found;
}
