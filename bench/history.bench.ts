// What a long life costs the outbox: Chromium with a profile on disk, and a store that answers at once.
// 10,000 logs that wait are delivered; then 5,000 calls are logged in one profile, and the last must
// take no longer than the first. CALLS=500 LOGS=1000 makes it a short one.
import { inChromium, quantile } from './outbox/in-chromium.js';

const CALLS = Number(process.env.CALLS ?? 5_000);
const LOGS = Number(process.env.LOGS ?? 10_000);
const SAMPLE = 100;
/** Before the first sample, so that the engine has compiled what runs. */
const WARM_UP = 100;
const AIM_RATIO = 1.3;
const AIM_RATE = 500;

const median = (values: readonly number[]): number => quantile(values, 0.5);

await inChromium('./history-page.ts', async (open) => {
  /** A page with its widget, and an outbox of its own. */
  const openOwner = async (owner: string) => {
    const { page, frame } = await open({ owner });
    const logCalls = (count: number): Promise<readonly number[]> =>
      frame.evaluate(`bench.wholeCalls(${count})`);
    return { page, logCalls };
  };

  const { page, logCalls } = await openOwner('old');
  const ms: number = await page.evaluate(`deliver(${LOGS})`);
  const rate = (LOGS / ms) * 1_000;
  console.log(
    `  ${LOGS} logs that wait: delivered in ${(ms / 1_000).toFixed(1)} s, ${rate.toFixed(0)} a second`,
  );

  const took = await logCalls(WARM_UP + CALLS);
  for (let at = WARM_UP; at + SAMPLE <= took.length; at += Math.max(SAMPLE, CALLS / 10))
    console.log(
      `  call ${at - WARM_UP}: ${median(took.slice(at, at + SAMPLE)).toFixed(1)} ms at the median`,
    );
  // In turns, so that whatever else the machine does happens to both.
  const fresh = await openOwner('fresh');
  await fresh.logCalls(WARM_UP);
  const first: number[] = [];
  const last: number[] = [];
  for (let i = 0; i < SAMPLE; i += 10) {
    last.push(...(await logCalls(10)));
    first.push(...(await fresh.logCalls(10)));
  }
  const ratio = median(last) / median(first);
  console.log(
    `  the last ${SAMPLE} calls against the first of a new outbox, in turns: ${ratio.toFixed(2)}`,
  );
  return [
    ...(rate >= AIM_RATE ? [] : [`${AIM_RATE} deliveries a second`]),
    ...(ratio <= AIM_RATIO ? [] : [`the last calls within ${AIM_RATIO} of the first`]),
  ];
});
