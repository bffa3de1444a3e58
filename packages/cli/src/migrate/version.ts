/** Major, minor, patch. */
export type Version = readonly [number, number, number];

/** Reads `1.2.3`, and `1`, `1.2` and `1.2.x` as their first versions; `undefined` for all else. */
export const versionOf = (text: string): Version | undefined => {
  const [, major, minor, patch] =
    /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?![\d.])/.exec(text.trim().replace(/(\.[xX*])+$/, '')) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor ?? 0), Number(patch ?? 0)];
};

export const textOfVersion = (version: Version): string => version.join('.');

/** Below zero if `a` is the older one. */
export const compareVersions = (a: Version, b: Version): number =>
  a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

/** The oldest version that a range of package.json allows; `undefined` where it does not say. */
export const lowestOf = (range: string): Version | undefined => {
  const ways = range.split('||').map((way) => {
    const bound = /^\s*(?:\^|~|>=|=)?\s*(v?\d[^\s]*)/.exec(way)?.[1];
    return bound === undefined ? undefined : versionOf(bound);
  });
  if (ways.includes(undefined)) return undefined;
  return (ways as Version[]).sort(compareVersions)[0];
};

/** Whether `^` or `~` or no operator before `low` lets `version` in, by npm's rules. */
const isWithin = (operator: string, low: Version, version: Version): boolean => {
  if (compareVersions(version, low) < 0) return false;
  if (operator === '') return compareVersions(version, low) === 0;
  const isCaret = operator === '^';
  if (version[0] !== low[0]) return false;
  if (isCaret && low[0] > 0) return true;
  if (version[1] !== low[1]) return false;
  return !isCaret || low[1] > 0 || version[2] === low[2];
};

/**
 * A plain range (`^1.2.3`, `~1.2.3`, `1.2.3`) moved to `version`; `undefined` where it lets `version`
 * in already, or is no plain range.
 */
export const movedRange = (range: string, version: Version): string | undefined => {
  const [, operator = '', bound = ''] = /^([~^]?)(\d+\.\d+\.\d+)$/.exec(range.trim()) ?? [];
  const low = versionOf(bound);
  if (low === undefined || compareVersions(version, low) < 0) return undefined;
  return isWithin(operator, low, version) ? undefined : `${operator}${textOfVersion(version)}`;
};
