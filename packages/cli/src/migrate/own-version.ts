import { readFileSync } from 'node:fs';

/** The version of this package. */
export const ownVersion = (): string => {
  // What is built lies one folder below it, the source two.
  for (const path of ['../package.json', '../../package.json']) {
    try {
      const text = readFileSync(new URL(path, import.meta.url), 'utf8');
      return (JSON.parse(text) as { version: string }).version;
    } catch {
      // It is one folder further up.
    }
  }
  throw new Error('The package.json of @jackfield/cli is missing.');
};
