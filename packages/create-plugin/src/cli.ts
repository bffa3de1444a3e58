import { main } from './main.js';

// A listener keeps the process from being ended half-way; questions are taken back by the signal.
const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => ending.abort());
}

const { stdin: input, stdout: output } = process;

process.exitCode = await main(process.argv.slice(2), {
  cwd: process.cwd(),
  out: (line) => void output.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  terminal: input.isTTY && output.isTTY ? { input, output, signal: ending.signal } : undefined,
  year: new Date().getFullYear(),
});
