import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository's folder, without a slash at its end. */
export const ROOT: string = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** The parts of a package.json that the proofs look at. */
export interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly homepage?: string;
  readonly bugs?: string;
  readonly license?: string;
  readonly author?: string;
  readonly repository?: {
    readonly type: string;
    readonly url: string;
    readonly directory: string;
  };
  readonly type?: string;
  readonly sideEffects?: false | readonly string[];
  readonly engines?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly files: readonly string[];
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly publishConfig?: { readonly access?: string; readonly provenance?: boolean };
}

/** A package that is published. */
export interface PublishedPackage {
  /** The folder's name below `packages`. */
  readonly name: string;
  readonly folder: string;
  readonly json: PackageJson;
}

/** Every package of the repository that is published, by name. */
export const publishedPackages: readonly PublishedPackage[] = readdirSync(`${ROOT}/packages`)
  .sort()
  .map((name) => {
    const folder = `${ROOT}/packages/${name}`;
    const json = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as PackageJson;
    return { name, folder, json };
  })
  .filter(({ json }) => json.private !== true);
