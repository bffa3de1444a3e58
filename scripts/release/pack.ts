// Packs the built packages as they would be published: `npm run pack` writes them to tarballs/.
import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pack } from '../../package-tests/test/packed.js';
import { ROOT } from '../../package-tests/test/published-packages.js';

const FOLDER = join(ROOT, 'tarballs');

// A tarball of an earlier version would be installed as well.
rmSync(FOLDER, { recursive: true, force: true });
for (const { tarball } of pack(FOLDER)) console.log(relative(ROOT, tarball));
