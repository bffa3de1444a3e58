import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { publishedManifest } from '../../scripts/release/manifest.mjs';
import type { Packed } from './packed.js';
import { publishedPackages } from './published-packages.js';

/** A registry of npm on the loopback address, with what was packed. */
export interface LocalRegistry {
  readonly url: string;
  close(): Promise<void>;
}

/** What a lock file says of a tarball. */
export const integrityOf = ({ tarball }: Packed): string =>
  `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;

/** What npm asks for first: the versions of a package, and where they are. */
const packument = (packed: Packed, url: string): object => {
  const { name, tarball } = packed;
  const json = publishedPackages.find((each) => each.json.name === name)?.json;
  if (json === undefined) throw new Error(`${name} is not published.`);
  const dist = { tarball: `${url}${basename(tarball)}`, integrity: integrityOf(packed) };
  return {
    name,
    'dist-tags': { latest: json.version },
    versions: { [json.version]: { ...publishedManifest({ ...json }), dist } },
  };
};

/** Serves tarballs as npm's registry does, so that they are installed by their names. */
export async function serveRegistry(packed: readonly Packed[]): Promise<LocalRegistry> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '').slice(1));
    const named = packed.find(({ name }) => name === path);
    const filed = packed.find(({ tarball }) => basename(tarball) === path);
    if (named !== undefined) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(packument(named, url)));
    } else if (filed !== undefined) {
      response.end(readFileSync(filed.tarball));
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
