// Builds what the playground needs, and serves it. One process serves, so that one signal ends it.
import { turbo } from './turbo.mjs';

const built = turbo([
  'run',
  'build',
  '--filter=@jackfield/playground...',
  '--output-logs=errors-only',
]);
if (built === 0) await import('../apps/playground/server/serve.mjs');
else process.exitCode = built;
