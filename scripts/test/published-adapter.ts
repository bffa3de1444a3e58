// Tries RingCentral's own adapter scripts. Each is read from the given path and never copied: it is in the
// branch gh-pages of RingCentral's repositories. Not a part of `npm run test:all`. Every address is answered
// by this process; nothing leaves the machine.
//
// `npm run test:adapter -- PATH/adapter.js` tries the one of RingEX with Jackfield: a page loads it from the
// address where RingCentral publishes it, and the simulated widget takes the place of its app.
//
// `npm run test:adapter -- --compare PATH/adapter.js` compares the one of either widget with Jackfield's
// stand-in for it, prints each difference, and fails at one without a reason in adapter/known.ts.
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import {
  CHROMIUM_FLAGS,
  findChromium,
  NO_CHROMIUM,
} from '../../packages/test-tools/src/chromium.js';
import { compare } from './adapter/compare.js';
import { tryRingex } from './adapter/try-ringex.js';

const { values, positionals } = parseArgs({
  options: { compare: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [file] = positionals;
if (file === undefined) throw new Error('Expected the path of an adapter.js of RingCentral.');
const executablePath = findChromium();
if (executablePath === undefined) throw new Error(NO_CHROMIUM);

const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
try {
  if (!values.compare) await tryRingex(browser, file);
  else if (!(await compare(browser, file))) process.exitCode = 1;
} finally {
  await browser.close();
}
