import { availableParallelism } from 'node:os';
import { playwright } from '@vitest/browser-playwright';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_FLAGS, findChromium } from './packages/test-tools/src/chromium.js';

const source = '@jackfield/source';
const chromium = findChromium();
const resolve = { conditions: [source, ...defaultClientConditions] };
const ssr = { resolve: { conditions: [source, ...defaultServerConditions] } };

/** A busy machine needs more than the second that is usual. */
const expect = { poll: { timeout: Number(process.env['JACKFIELD_POLL_MS'] ?? 20_000) } };

/** Test files by where they run; the long ones run in `npm run test:all` only. */
const FOLDERS = ['{packages,apps,examples}/*/{src,test}', '{docs,package-tests}/test', 'scripts'];
const named = (ending: string): string[] => FOLDERS.map((folder) => `${folder}/**/*.${ending}`);
/** The names of test files that replace modules or globals, or measure memory. */
const ALONE = [
  ...['watch', 'write-failures', 'outage', 'cycles', 'heap', 'readme', 'examples', 'asyncapi'],
  ...['rest-call-log-store', 'end-to-end', 'call-log', 'leadership', 'volatile', 'worker-file'],
  ...['deadline', 'sources', 'numbers', 'ringcx-and-ringex'],
].join('|');
/** All others share what they import, which is much. */
const sharing = (ending: string): string[] =>
  [
    'packages/{cli,codegen,core,create-plugin,ringex}/{src,test}',
    'packages/testing/test/{data,problems,ringex-widget,transcript,widget}',
    'packages/plugin-{calllog,contacts}/test',
    'apps/crm-server/test',
    'docs/test',
  ].map((folder) => `${folder}/**/!(${ALONE}).${ending}`);
const BROWSER = named('browser.test.ts');
const LONG = named('long.test.ts');
const LONG_BROWSER = named('long.browser.test.ts');
const OUTSIDE = [
  '**/node_modules/**',
  '**/dist/**',
  // scripts/test/run.ts names those that it runs on their own.
  process.env['JACKFIELD_EXCLUDED_TESTS'] ?? [],
].flat();

const inNode = (
  name: string,
  include: string[],
  exclude: string[],
  testTimeout: number,
  isolate = true,
) => ({
  resolve,
  ssr,
  test: {
    name,
    isolate,
    environment: 'node',
    include,
    exclude: [...exclude, ...OUTSIDE],
    testTimeout,
    hookTimeout: testTimeout,
    expect,
  },
});

const inBrowser = (name: string, include: string[], exclude: string[]) => ({
  resolve,
  // Found while the tests run, they would be bundled again and the page would be reloaded.
  optimizeDeps: {
    include: ['fast-check', 'idb', 'libphonenumber-js/min'],
  },
  test: {
    name,
    include,
    exclude: [...exclude, ...OUTSIDE],
    globalSetup: ['./packages/test-tools/src/frame-server.ts'],
    testTimeout: 60_000,
    expect,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: {
          args: CHROMIUM_FLAGS,
          ...(chromium ? { executablePath: chromium } : {}),
        },
      }),
      instances: [{ browser: 'chromium' as const }],
    },
  },
});

export default defineConfig({
  test: {
    // All cores: much of a test file's time is waiting for a browser, a disk or a child process.
    maxWorkers: availableParallelism(),
    reporters: ['default', './packages/test-tools/src/reporter.ts'],
    coverage: {
      provider: 'v8',
      include: ['packages/{core,codegen}/src/**/*.ts'],
      exclude: ['**/generated/**', '**/*.test.ts', '**/*.test-d.ts', '**/cli.ts'],
      reporter: ['text', 'json-summary'],
      reportOnFailure: true,
      thresholds: {
        'packages/core/src/**': { lines: 95, branches: 95 },
        'packages/codegen/src/**': { lines: 95, branches: 95 },
      },
    },
    projects: [
      inNode('node', sharing('test.ts'), [...BROWSER, ...LONG], 60_000, false),
      inNode('node-alone', named('test.ts'), [...BROWSER, ...LONG, ...sharing('test.ts')], 60_000),
      {
        resolve,
        test: {
          name: 'types',
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: ['{packages,examples}/*/{src,test}/**/*.test-d.ts'],
            tsconfig: './tsconfig.test-d.json',
          },
        },
      },
      inBrowser('browser', BROWSER, LONG_BROWSER),
      inNode('long', sharing('long.test.ts'), [], 600_000, false),
      inNode('long-alone', LONG, sharing('long.test.ts'), 600_000),
      inBrowser('long-browser', LONG_BROWSER, []),
    ],
  },
});
