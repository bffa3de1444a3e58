import { cliPackage } from './cli-package/cli-package.js';
import type { Migration } from './migration.js';
import { compareVersions, versionOf, type Version } from './version.js';

/** Every migration, the oldest first. */
export const MIGRATIONS: readonly Migration[] = [cliPackage];

/** Those that lie between what is asked for and the target. Of an unknown version all may be due. */
export const dueMigrations = (
  asked: Version | undefined,
  target: Version,
  all: readonly Migration[] = MIGRATIONS,
): readonly Migration[] =>
  all.filter(({ to }) => {
    const version = versionOf(to) as Version;
    const isNew = asked === undefined || compareVersions(asked, version) < 0;
    return isNew && compareVersions(version, target) <= 0;
  });
