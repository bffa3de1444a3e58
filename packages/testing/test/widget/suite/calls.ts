import { behaviour, type BehaviourTest, CALLER } from './behaviour-test.js';
import { like, same } from './same.js';
import type { Scene } from './scene.js';

const OURS = '6505550100';

/** An inbound call from ring to end. */
async function wholeCall({ widget }: Scene): Promise<void> {
  await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await widget.hangUp();
}

/** When the clock of the test begins, and what a clock in New York shows then. */
const START = 1_760_000_000_000;
const HOUR = 3_600_000;

export const callTests: readonly BehaviourTest[] = [
  behaviour('ring-inbound', async ({ widget, page }) => {
    await widget.dial('+14155550199');
    same(await page.story(), []);
    await widget.answer();
    same(await page.story(), ['newCall']);
    await widget.hangUp();
    await widget.finish();
    await widget.inboundCall({ from: CALLER });
    same(await page.story(), ['newCall', 'endCall', 'ringCall']);
  }),
  behaviour('ring-once', async (scene) => {
    await wholeCall(scene);
    same(await scene.page.story(), ['ringCall', 'newCall', 'endCall']);
  }),
  behaviour('ring-every-leg', async (scene) => {
    await wholeCall(scene);
    same(await scene.page.story(), ['ringCall', 'newCall', 'ringCall', 'endCall']);
    const [first, second] = await scene.page.events('ringCall');
    same(first, second);
  }),
  behaviour('ring-status', async ({ widget, page }) => {
    await widget.inboundCall({ from: CALLER });
    await widget.hangUp();
    await widget.inboundCall({ from: CALLER, message: 'Received TRANSFER notification' });
    const rings = await page.events('ringCall');
    same(
      rings.map(({ call }) => call.telephonyStatus),
      ['CallRing', 'CallConnected'],
    );
  }),
  behaviour('ring-bare', async ({ widget, page }) => {
    await page.answer('matchContacts', { result: { [CALLER]: [{ name: 'Ada' }] } });
    await page.register();
    await widget.inboundCall({ from: CALLER, recordingUrl: 'https://recording.example/1' });
    const [ring] = await page.events('ringCall');
    same([ring?.call.from.name, ring?.call.to.name], [undefined, undefined]);
    same([ring?.call.sessionId, ring?.call.recordingUrl], [undefined, undefined]);
  }),
  behaviour('ring-abandoned', async ({ widget, page, get }) => {
    await widget.inboundCall({ from: CALLER });
    await widget.hangUp();
    same(await page.story(), ['ringCall']);
    same([await get('phase'), await get('history')], ['idle', []]);
    await widget.dial('+14155550199');
    await widget.hangUp();
    same(await page.story(), ['ringCall']);
  }),
  behaviour('new-call-at-answer', async ({ widget, page, get }) => {
    const { uii } = await widget.inboundCall({ from: CALLER });
    same(await get('phase'), 'ringing');
    await widget.answer();
    same(await get('phase'), 'connected');
    like(await page.events('newCall'), [{ call: { id: uii, telephonyStatus: 'CallConnected' } }]);
  }),
  behaviour('new-call-then-match', async ({ widget, page }) => {
    await page.answer('matchContacts', { result: {} });
    await page.register({ contactMatcherEnabled: true });
    await widget.dial('+14155550199');
    await widget.answer();
    const story = await page.story();
    same(story.indexOf('newCall') < story.indexOf('matchContacts'), true);
  }),
  behaviour('match-then-new-call', async ({ widget, page }) => {
    await page.answer('matchContacts', { result: {} });
    await page.register({ contactMatcherEnabled: true });
    await widget.inboundCall({ from: CALLER });
    await widget.answer();
    same(await page.story(), ['ringCall', 'matchContacts', 'matchContacts', 'newCall']);
  }),
  behaviour('event-no-name', async (scene) => {
    const { page } = scene;
    await page.answer('matchContacts', { result: { [CALLER]: [{ name: 'Ada' }] } });
    await page.register();
    await wholeCall(scene);
    for (const name of ['newCall', 'endCall'] as const) {
      const [event] = await page.events(name);
      same(event?.call?.from.name, undefined);
    }
  }),
  behaviour('event-name', async (scene) => {
    const { page } = scene;
    await page.answer('matchContacts', { result: { [CALLER]: [{ name: 'Ada' }] } });
    await page.register();
    await wholeCall(scene);
    for (const name of ['newCall', 'endCall'] as const) {
      const [event] = await page.events(name);
      same(event?.call?.from.name, 'Ada');
    }
  }),
  behaviour(
    'call-parties',
    async ({ widget, page }) => {
      await widget.dial('+442079460958');
      await widget.answer();
      await widget.hangUp();
      await widget.finish();
      await widget.inboundCall({ from: 'anonymous', to: '101' });
      await widget.answer();
      const [outbound, inbound] = await page.events('newCall');
      like(inbound?.call, {
        direction: 'INBOUND',
        from: { phoneNumber: 'anonymous' },
        to: { phoneNumber: '101', name: '101' },
      });
      like(outbound?.call, { direction: 'OUTBOUND', to: { phoneNumber: '+442079460958' } });
      same(outbound?.call.from.name, outbound?.call.from.phoneNumber);
    },
    { callingCodes: ['44'] },
  ),
  behaviour('call-leg', async (scene) => {
    await wholeCall(scene);
    await scene.widget.finish();
    await wholeCall(scene);
    const calls = (await scene.page.events('newCall')).map(({ call }) => call);
    same(
      calls.map(({ sessionId }) => sessionId),
      ['2', '2'],
    );
    same(new Set(calls.map(({ id }) => id)).size, 2);
    same(
      calls.map(({ id }) => /^\d{30}$/.test(id)),
      [true, true],
    );
  }),
  behaviour(
    'call-start-zone',
    async (scene) => {
      await wholeCall(scene);
      const [{ call } = {}] = await scene.page.events('newCall');
      // New York is four hours behind UTC in October, and its wall time is read as if it were UTC.
      same(call?.startTime, START - 4 * HOUR);
    },
    { timeZone: 'UTC' },
  ),
  behaviour(
    'call-start-right',
    async (scene) => {
      await wholeCall(scene);
      const [{ call } = {}] = await scene.page.events('newCall');
      same(call?.startTime, START);
    },
    { timeZone: 'Asia/Tokyo' },
  ),
  behaviour('call-start-nan', async ({ widget, page }) => {
    await widget.inboundCall({ from: CALLER, untimed: true });
    const [{ call } = {}] = await page.events('ringCall');
    same(call?.startTime, NaN);
  }),
  behaviour('call-start-absent', async ({ widget, page }) => {
    await widget.inboundCall({ from: CALLER, untimed: true });
    const [{ call } = {}] = await page.events('ringCall');
    same(call?.startTime, undefined);
  }),
  behaviour('call-raw-number', async ({ widget, page }) => {
    for (const from of ['6505550142', '+442079460958', '101', 'anonymous']) {
      await widget.inboundCall({ from });
      await widget.hangUp();
    }
    const rings = await page.events('ringCall');
    same(
      rings.map(({ call }) => call.from.phoneNumber),
      ['6505550142', '+442079460958', '101', 'anonymous'],
    );
    same(rings[0]?.call.to.phoneNumber, OURS);
  }),
  behaviour('call-e164', async ({ widget, page }) => {
    await page.register({ contactMatcherEnabled: true });
    await page.answer('matchContacts', { result: {} });
    for (const from of ['6505550142', '101', 'anonymous']) {
      await widget.inboundCall({ from });
      await widget.hangUp();
    }
    const rings = await page.events('ringCall');
    same(
      rings.map(({ call }) => call.from.phoneNumber),
      ['+16505550142', '101', 'anonymous'],
    );
    like((await page.requests('matchContacts'))[0]?.data, [{ phoneNumber: '6505550142' }]);
  }),
  behaviour('call-duration', async ({ widget, page, advance }) => {
    await widget.inboundCall({ from: CALLER });
    await widget.answer();
    await advance(61_500);
    await widget.hangUp();
    const [{ call } = {}] = await page.events('endCall');
    same(call?.duration, 61);
    same('duration' in ((await page.events('newCall'))[0]?.call ?? {}), false);
  }),
  behaviour('call-segment', async (scene) => {
    await wholeCall(scene);
    const [{ call } = {}] = await scene.page.events('newCall');
    same(typeof call?.segmentId, 'string');
  }),
  behaviour('end-call', async (scene) => {
    await wholeCall(scene);
    const { page, get } = scene;
    like(await page.events('endCall'), [{ call: { telephonyStatus: 'CallConnected' } }]);
    same(await get('phase'), 'wrap-up');
    same((await get('history')).length, 1);
  }),
  behaviour(
    'end-call-viewed',
    async ({ widget, page, get }) => {
      const [old] = await get('history');
      await widget.inboundCall({ from: CALLER });
      await widget.answer();
      await widget.reopen(old?.key ?? '');
      await widget.hangUp();
      like(await page.events('endCall'), [{ call: { id: old?.uii } }]);
    },
    { history: [{ number: '2125550187' }] },
  ),
  behaviour('end-without-call', async ({ widget, page, get }) => {
    await widget.inboundCall({ from: CALLER });
    await widget.answer();
    await widget.hangUp({ forgotten: true });
    same(await page.events('endCall'), [{ call: undefined }]);
    same(await get('phase'), 'idle');
  }),
  behaviour('end-forgotten-throws', async ({ widget, page, get, advance }) => {
    await page.register();
    await page.answer('logCall', { result: 'ok' });
    await page.answer('matchCallLogs', { result: {} });
    await page.answer('matchContacts', { result: {} });
    await widget.inboundCall({ from: CALLER });
    await widget.answer();
    await widget.submitDisposition({ notes: 'Done already' });
    await advance(1_000);
    await widget.hangUp();
    same(await page.events('endCall'), []);
    same(
      (await get('errors')).map((error) => (error as Error).name),
      ['TypeError'],
    );
  }),
];
