/** A version: three numbers, and what comes after a hyphen. */
interface Version {
  readonly numbers: readonly [major: number, minor: number, patch: number];
  readonly pre: readonly (string | number)[];
}

interface Comparator {
  readonly operator: '<' | '<=' | '>' | '>=' | '=';
  readonly version: Version;
}

const PART = String.raw`[vV=\s]*(\d+|[xX*])(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?`;
const COMPARATOR = new RegExp(String.raw`^(\^|~>?|[<>]=?|=)?${PART}$`);

const preOf = (text: string | undefined): readonly (string | number)[] =>
  text === undefined
    ? []
    : text.split('.').map((each) => (/^\d+$/.test(each) ? Number(each) : each));

const compareParts = (a: string | number | undefined, b: string | number | undefined): number => {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : 1;
};

const compare = (a: Version, b: Version): number => {
  for (const [index, number] of a.numbers.entries()) {
    const other = b.numbers[index] as number;
    if (number !== other) return number - other;
  }
  // What has a suffix comes before what has none.
  if (a.pre.length === 0 || b.pre.length === 0) return b.pre.length - a.pre.length;
  for (let index = 0; index < Math.max(a.pre.length, b.pre.length); index += 1) {
    const order = compareParts(a.pre[index], b.pre[index]);
    if (order !== 0) return order;
  }
  return 0;
};

const versionOf = (text: string): Version | undefined => {
  const match = /^v?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/.exec(
    text.trim(),
  );
  if (match === null) return undefined;
  const [, major, minor, patch, pre] = match;
  return { numbers: [Number(major), Number(minor), Number(patch)], pre: preOf(pre) };
};

const plain = (major: number, minor = 0, patch = 0): Version => ({
  numbers: [major, minor, patch],
  pre: [],
});

/** Below a version and all its previews. */
const below = (major: number, minor = 0, patch = 0): Comparator => ({
  operator: '<',
  version: { numbers: [major, minor, patch], pre: [0] },
});

const NONE: Comparator = { operator: '<', version: { numbers: [0, 0, 0], pre: [0] } };

/** The bounds that one word of a range means: `^1.2`, `1.x`, `>=2`. */
const comparatorsOf = (word: string): readonly Comparator[] | undefined => {
  const match = COMPARATOR.exec(word);
  if (match === null) return undefined;
  const [, operator = '', ...parts] = match;
  const [major, minor, patch] = parts.slice(0, 3).map((part) => {
    return part === undefined || /[xX*]/.test(part) ? undefined : Number(part);
  });
  if (major === undefined) return operator === '<' || operator === '>' ? [NONE] : [];
  const from: Version = { numbers: [major, minor ?? 0, patch ?? 0], pre: preOf(parts[3]) };
  const afterPart =
    minor === undefined
      ? below(major + 1)
      : patch === undefined
        ? below(major, minor + 1)
        : undefined;
  const least: Comparator = { operator: '>=', version: from };
  switch (operator) {
    case '^':
      if (major > 0 || minor === undefined) return [least, below(major + 1)];
      if (minor > 0 || patch === undefined) return [least, below(0, minor + 1)];
      return [least, below(0, 0, patch + 1)];
    case '~':
    case '~>':
      return [least, minor === undefined ? below(major + 1) : below(major, minor + 1)];
    case '>=':
      return [least];
    case '<':
      return [{ operator: '<', version: from }];
    case '>':
      return afterPart === undefined
        ? [{ operator: '>', version: from }]
        : [{ operator: '>=', version: afterPart.version }];
    case '<=':
      return [afterPart ?? { operator: '<=', version: from }];
    default:
      return afterPart === undefined ? [{ operator: '=', version: from }] : [least, afterPart];
  }
};

/** The alternatives of a range; `undefined` where it cannot be read. */
const alternativesOf = (range: string): readonly (readonly Comparator[])[] | undefined => {
  const found: (readonly Comparator[])[] = [];
  for (const part of range.split('||')) {
    const text = part
      .trim()
      .replace(/^(\S+)\s+-\s+(\S+)$/, '>=$1 <=$2')
      .replace(/([\^~<>=])\s+/g, '$1');
    const words = text === '' ? [] : text.split(/\s+/).map(comparatorsOf);
    if (words.some((word) => word === undefined)) return undefined;
    found.push((words as readonly (readonly Comparator[])[]).flat());
  }
  return found;
};

const holds = (version: Version, { operator, version: bound }: Comparator): boolean => {
  const order = compare(version, bound);
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    default:
      return order === 0;
  }
};

/** A preview is meant only by a range that names one of the same version. */
const mayBePreview = (version: Version, comparators: readonly Comparator[]): boolean =>
  version.pre.length === 0 ||
  comparators.some(
    ({ operator, version: bound }) =>
      bound.pre.length > 0 &&
      !(operator === '<' && bound.pre[0] === 0) &&
      compare({ ...bound, pre: [] }, { ...version, pre: [] }) === 0,
  );

/** Whether a range as npm writes it can be read. */
export const isRange = (range: string): boolean => alternativesOf(range) !== undefined;

/** Whether a version is within a range as npm writes it; neither if one of them cannot be read. */
export const isWithin = (version: string, range: string): boolean => {
  const read = versionOf(version);
  return (
    read !== undefined &&
    (alternativesOf(range) ?? []).some(
      (comparators) =>
        mayBePreview(read, comparators) && comparators.every((each) => holds(read, each)),
    )
  );
};

/** Whether a range has no upper end. */
export const isOpenEnded = (range: string): boolean =>
  (alternativesOf(range) ?? []).some((comparators) =>
    comparators.every((each) => holds(plain(999_999), each)),
  );
