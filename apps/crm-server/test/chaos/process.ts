import { spawn, type ChildProcess } from 'node:child_process';

/** A process that can be killed at once, and that does not outlive this one. */
export interface Killable {
  /** Resolves to the first match in what it prints. */
  prints(pattern: RegExp): Promise<string>;
  kill(): Promise<void>;
}

// Its input closes when this process ends, however that is; then the program is killed.
const WATCH = '"$@" & own=$!; cat >/dev/null; kill -KILL $own; wait $own 2>/dev/null';

export function startProcess(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Killable {
  const child: ChildProcess = spawn('sh', ['-c', WATCH, 'sh', command, ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  const received = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-20_000);
      for (const listener of received) listener();
    });
  }
  child.stdin?.on('error', () => {});
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    prints: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(output)?.[1];
          if (found === undefined) return;
          received.delete(look);
          resolve(found);
        };
        received.add(look);
        void ended.then(() => reject(new Error(`${command} ended: ${output.slice(-2_000)}`)));
        look();
      }),
    async kill() {
      child.stdin?.end();
      await ended;
    },
  };
}
