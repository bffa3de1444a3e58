/** Returns the package.json that is published, of the one in the repository. */
export declare function publishedManifest(
  json: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>>;

/** Restores the package.json of a folder, if it was replaced. */
export declare function restore(folder: string): void;
