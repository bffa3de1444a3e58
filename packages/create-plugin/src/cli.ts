import { main } from './main.js';

// The listeners keep the process from ending while it writes files; the signal cancels questions.
const shutdown = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => shutdown.abort());
}

const { stdin: input, stdout: output } = process;

process.exitCode = await main(process.argv.slice(2), {
  cwd: process.cwd(),
  out: (line) => void output.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  terminal: input.isTTY && output.isTTY ? { input, output, signal: shutdown.signal } : undefined,
  year: new Date().getFullYear(),
});
