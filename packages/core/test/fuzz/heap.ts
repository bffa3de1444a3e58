import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** The bytes that are in use when all that nobody holds any more is gone. */
export async function heapUsed(): Promise<number> {
  for (let turn = 0; turn < 3; turn += 1) {
    collect();
    // What is cleaned up afterwards, such as a WeakRef's target, goes with the next one.
    await setImmediate();
  }
  return process.memoryUsage().heapUsed;
}
