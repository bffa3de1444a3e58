import type { PackageJson } from '../../plugin/package-json.js';
import type { Place } from '../../read/place.js';
import type { BrokenRule } from '../violation.js';
import { makeBundle, type Bundle } from './make-bundle.js';
import { ownerOf } from './owner-of.js';
import { scanCode } from './scan-code.js';

/** The size of a plugin's bundle. */
export interface Weight {
  /** Bytes, minified and gzipped, without core. */
  readonly bytes: number;
  readonly limit: number;
  /** Its parts, largest first: the package's own files, and each dependency as a whole. */
  readonly inputs: readonly { readonly name: string; readonly minified: number }[];
}

export interface BundleOptions {
  readonly folder: string;
  readonly entry: string;
  readonly json: PackageJson;
  /** In bytes. */
  readonly limit: number;
  /** The place that sets the limit, or the entry. */
  readonly limitPlace: Place;
}

const weigh = async (bundle: Bundle, { folder, limit }: BundleOptions): Promise<Weight> => {
  const inputs = new Map<string, number>();
  for (const { file, bytes } of bundle.inputs) {
    const { name } = await ownerOf(folder, file);
    inputs.set(name, (inputs.get(name) ?? 0) + bytes);
  }
  return {
    bytes: bundle.size,
    limit,
    inputs: [...inputs]
      .map(([name, minified]) => ({ name, minified }))
      .sort((a, b) => b.minified - a.minified || (a.name < b.name ? -1 : 1)),
  };
};

const LARGEST = 5;

const count = (bytes: number): string => bytes.toLocaleString('en');

const tooLarge = ({ bytes, limit, inputs }: Weight, place: Place): readonly BrokenRule[] => {
  if (bytes <= limit) return [];
  const largest = inputs
    .slice(0, LARGEST)
    .map(({ name, minified }) => `${name} ${count(minified)}`)
    .join(', ');
  const message = `Expected a bundle of at most ${count(limit)} bytes gzipped, received ${count(bytes)}. Largest inputs before gzip: ${largest}.`;
  return [{ rule: 'BUNDLE_SIZE', place, message }];
};

/** Bundles a plugin, checks the rules for its bundle, and measures it. */
export const bundleViolations = async (
  options: BundleOptions,
): Promise<{ readonly violations: readonly BrokenRule[]; readonly weight: Weight | undefined }> => {
  const { folder, entry, json, limitPlace } = options;
  const bundle = await makeBundle(folder, entry, json);
  if (!('code' in bundle)) {
    return {
      violations: bundle.map(({ place, message }) => ({ rule: 'BUNDLE_FAILED', place, message })),
      weight: undefined,
    };
  }
  const violations: BrokenRule[] = [];
  for (const { rule, index, what } of scanCode(bundle.code)) {
    const place = bundle.originOf(index) ?? { file: entry, line: 1, column: 1 };
    const { name, isDependency } = await ownerOf(folder, place.file);
    const where = isDependency ? `, in the dependency ${name}` : '';
    violations.push({ rule, place, message: `The bundle contains ${what}${where}.` });
  }
  const weight = await weigh(bundle, options);
  return { violations: [...violations, ...tooLarge(weight, limitPlace)], weight };
};
