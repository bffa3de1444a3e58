import { main } from './main.js';

process.exitCode = main(process.argv.slice(2), (line) => void process.stderr.write(`${line}\n`));
