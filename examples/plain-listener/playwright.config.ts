import { CHROMIUM_FLAGS, findChromium } from '@jackfield/test-tools/chromium';
import { defineConfig } from '@playwright/test';

const executablePath = findChromium();

export default defineConfig({
  testDir: 'test',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  workers: 1,
  webServer: { command: 'node src/main.js', url: 'http://127.0.0.1:4180/' },
  use: {
    baseURL: 'http://127.0.0.1:4180/',
    launchOptions: { args: CHROMIUM_FLAGS, ...(executablePath ? { executablePath } : {}) },
  },
});
