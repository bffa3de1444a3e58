import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { defineConfig } from 'tsdown';
import { globalScript } from '../build-kit/src/script.js';

const SCHEMAS = '../../schemas';
/** The whole protocol in one file each, for tools that read AsyncAPI or JSON Schema. */
const DOCUMENTS = ['asyncapi.json', 'bundle.schema.json'];

/** For pages without a bundler: the same as one script, which sets `Jackfield`. */
export const iife = defineConfig({ ...globalScript(), entry: { jackfield: 'src/index.ts' } });

export default defineConfig([
  {
    entry: ['src/index.ts', 'src/any-host.ts', 'src/ringcx.ts', 'src/protocol.ts'],
    platform: 'browser',
    target: 'es2022',
    tsconfig: 'tsconfig.build.json',
    dts: true,
    fixedExtension: false,
    // `jackfield check-transcript` reads them where there is no folder of schemas.
    copy: () => [
      ...DOCUMENTS.map((name) => ({ from: `src/generated/${name}`, to: 'dist' })),
      ...readdirSync(SCHEMAS, { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.json'))
        .map((path) => ({ from: `${SCHEMAS}/${path}`, to: `dist/schemas/${dirname(path)}` })),
    ],
    publint: { strict: true },
    attw: { profile: 'esm-only', excludeEntrypoints: ['./jackfield.iife.js'], level: 'error' },
  },
  ...[iife].flat(),
]);
