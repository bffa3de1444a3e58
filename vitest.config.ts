import { playwright } from '@vitest/browser-playwright';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_FLAGS, findChromium } from './scripts/chromium.mjs';

const source = '@jackfield/source';
const chromium = findChromium();
const resolve = { conditions: [source, ...defaultClientConditions] };
const ssr = { resolve: { conditions: [source, ...defaultServerConditions] } };

export default defineConfig({
  test: {
    reporters: process.env.CI
      ? ['dot', './scripts/closing-line.ts']
      : ['default', './scripts/closing-line.ts'],
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
      {
        resolve,
        ssr,
        test: {
          name: 'node',
          environment: 'node',
          include: [
            '{packages,apps,examples}/*/{src,test}/**/*.test.ts',
            '{docs,proofs}/test/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          exclude: ['**/*.browser.test.ts', '**/node_modules/**', '**/dist/**'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
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
      {
        resolve,
        // Found while the tests run, they would be bundled anew and the page loaded once more.
        optimizeDeps: {
          include: ['fast-check', 'ical.js', 'idb', 'libphonenumber-js/min', 'papaparse'],
        },
        test: {
          name: 'browser',
          include: [
            '{packages,apps,examples}/*/{src,test}/**/*.browser.test.ts',
            'docs/test/**/*.browser.test.ts',
          ],
          globalSetup: ['./scripts/frame-server.ts'],
          testTimeout: 20_000,
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
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
