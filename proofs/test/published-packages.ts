import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The parts of a package.json that the proofs look at. */
export interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly publishConfig?: { readonly access?: string; readonly provenance?: boolean };
}

/** A package that is published. */
export interface PublishedPackage {
  readonly folder: string;
  readonly json: PackageJson;
}

/** Every package of the repository that is published, by name. */
export const publishedPackages: readonly PublishedPackage[] = readdirSync(`${ROOT}/packages`)
  .sort()
  .map((name) => {
    const folder = `${ROOT}/packages/${name}`;
    const json = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as PackageJson;
    return { folder, json };
  })
  .filter(({ json }) => json.private !== true);
