// The worker that imports files: `new Worker('/import-worker.js')`. It does nothing until the page asks
// for an import, and runs several of them at the same time if the page asks for that.
import type { StartImport } from '../database/worker-messages.js';
import { runImport } from './run-import.js';

addEventListener('message', ({ data, ports }: MessageEvent<StartImport | undefined>) => {
  const [port] = ports;
  if (!port || data?.type !== 'jackfield-import' || data.version !== 1) return;
  const run = () => runImport(data, port);
  // The page waits for this lock, and gets it when this worker has ended for any reason.
  void (navigator.locks ? navigator.locks.request(data.lock, run) : run());
});
