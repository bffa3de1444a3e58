/**
 * The widget's app page in a test: it passes messages between the page around it and the simulated widget,
 * which runs in the test's process.
 *
 * @packageDocumentation
 */
import type { FromFrame } from './messages.js';

const { jackfieldRelay } = globalThis as unknown as {
  readonly jackfieldRelay: (message: FromFrame) => Promise<void>;
};

// Messages of any window and origin, as the real widgets take them.
globalThis.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  void jackfieldRelay({ kind: 'message', data });
});
void jackfieldRelay({ kind: 'hello', address: location.href });
