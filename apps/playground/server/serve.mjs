// @ts-check
import { parseArgs } from 'node:util';
import { startPlayground } from './playground.mjs';

const USAGE =
  'Usage: serve.mjs [--port 4173] [--widget-port 4174] [--server]  (or PORT, WIDGET_PORT)';

/** @param {string} message @param {number} code @returns {never} */
function stop(message, code) {
  console.error(message);
  process.exit(code);
}

/** @param {string | undefined} text @param {number} otherwise */
function toPort(text, otherwise) {
  if (text === undefined || text === '') return otherwise;
  const port = Number(text);
  return Number.isInteger(port) && port >= 0 && port <= 65535
    ? port
    : stop(`Not a port: ${text}\n${USAGE}`, 2);
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string' },
        'widget-port': { type: 'string' },
        server: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return stop(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`, 2);
  }
}

const flags = readArguments();
const port = toPort(flags.port ?? process.env.PORT, 4173);
const widgetPort = toPort(flags['widget-port'] ?? process.env.WIDGET_PORT, 4174);

// Only then: it brings a database and a compiler.
const startCrm = flags.server ? (await import('./crm.mjs')).startCrm : undefined;
const playground = await startPlayground({
  port,
  widgetPort,
  ...(startCrm && { startCrm }),
}).catch((error) => stop(error instanceof Error ? error.message : String(error), 1));

/** @param {string} what @param {string} origin @param {number} wanted */
const reportPort = (what, origin, wanted) => {
  const got = Number(new URL(origin).port);
  if (wanted !== 0 && got !== wanted)
    console.log(`Port ${wanted} is taken: the ${what} is on ${got}.`);
};
reportPort('page', playground.pageOrigin, port);
reportPort('widget', playground.widgetOrigin, widgetPort);

console.log(`
  Jackfield playground   ${playground.pageOrigin}/
  with RingEX            ${playground.pageOrigin}/?widget=ringex
  both widgets           ${playground.pageOrigin}/?widget=both
  simulated widget       ${playground.widgetOrigin}/${playground.crmUrl ? `\n  CRM server             ${playground.crmUrl}/` : ''}

  Open the first address. In the phone choose a caller and press "Incoming call", answer,
  hang up, then submit or log it: the log appears in the CRM's table. Above the phone you
  choose another widget.
  Ctrl+C ends it.
`);

let closing = false;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    if (closing) process.exit(0);
    closing = true;
    void playground.close().then(() => process.exit(0));
  });
}
