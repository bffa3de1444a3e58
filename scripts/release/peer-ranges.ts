// The ranges of our packages' peer dependencies on each other.

/** A package.json, as far as peers go. */
export interface PeerPackage {
  readonly name: string;
  readonly version: string;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/**
 * The range for a peer that is released at the same time: from this minor version on, with which the
 * tests run, to the next major one. Changesets takes packages with a peer that leaves its range to the
 * next major version; `^0.1.0` does not include 0.2.0, so it cannot be used before 1.0.
 */
export function peerRange(version: string): string {
  const [, major, minor] = /^(\d+)\.(\d+)\.\d+$/.exec(version) ?? [];
  if (major === undefined) throw new Error(`Not a version that is released: ${version}`);
  return `>=${major}.${minor}.0 <${Number(major) + 1}.0.0`;
}

/** Each package with the ranges of those peers that are among `packages`. */
export function withPeerRanges<T extends PeerPackage>(packages: readonly T[]): readonly T[] {
  const versions = new Map(packages.map(({ name, version }) => [name, version]));
  return packages.map((json) => {
    if (!json.peerDependencies) return json;
    const peerDependencies = Object.fromEntries(
      Object.entries(json.peerDependencies).map(([name, range]) => {
        const version = versions.get(name);
        return [name, version === undefined ? range : peerRange(version)];
      }),
    );
    return Object.assign({}, json, { peerDependencies });
  });
}
