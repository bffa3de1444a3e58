// Builds what the playground needs, and serves it. One process serves, so that one signal ends it.
import { turbo } from '@jackfield/build-kit/turbo';

const built = turbo([
  'run',
  'build',
  '--filter=@jackfield/playground...',
  '--output-logs=errors-only',
]);
if (built === 0) {
  await import('../apps/playground/server/serve.mjs');
  // npm's shell does not forward signals: exit when the parent process has exited.
  const parent = process.ppid;
  const watch = () => process.ppid !== parent && process.kill(process.pid, 'SIGTERM');
  if (process.env.npm_lifecycle_event !== undefined) setInterval(watch, 500).unref();
} else process.exitCode = built;
