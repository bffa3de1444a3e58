/**
 * JSON of what came through structured clone: numbers that are not finite are left out, since JSON
 * has none, and bigints become texts.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value, function (this: unknown, _name, member: unknown) {
    if (typeof member === 'bigint') return String(member);
    if (typeof member === 'number' && !Number.isFinite(member)) {
      return Array.isArray(this) ? null : undefined;
    }
    return member;
  });
}
