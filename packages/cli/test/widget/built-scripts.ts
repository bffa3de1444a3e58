import { readFileSync } from 'node:fs';
import { built } from '@jackfield/test-tools/built';
import type { WidgetShell } from '../../src/widget/widget-shell.js';
import { FAKE_SHELL } from './fake-shell.js';

/** The scripts of frames and pages as they are built, without the page of the control panel. */
export async function builtScripts(): Promise<WidgetShell> {
  await built('@jackfield/testing');
  return {
    ...FAKE_SHELL,
    script: (name) =>
      readFileSync(new URL(`../../../testing/dist/widget/${name}.js`, import.meta.url), 'utf8'),
  };
}
