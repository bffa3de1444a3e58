import { built } from '@jackfield/test-tools/built';
import { readWidgetShell, type WidgetShell } from '../../src/widget/widget-shell.js';

/** What the command serves, as it is built. */
export async function builtShell(): Promise<WidgetShell> {
  await built('@jackfield/cli');
  return readWidgetShell();
}
