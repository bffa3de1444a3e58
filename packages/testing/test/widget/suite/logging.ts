import { behaviour, type BehaviourTest, CALLER } from './behaviour-test.js';
import { like, same } from './same.js';
import type { Scene } from './scene.js';

/** Registers, with a page that answers everything at once. */
async function answerAll({ page }: Scene): Promise<void> {
  await page.answer('matchContacts', { result: { [CALLER]: [{ name: 'Ada' }] } });
  await page.answer('matchCallLogs', { result: {} });
  await page.answer('logCall', { result: 'ok' });
  await page.register();
}

/** A call until its end. */
async function upToWrapUp(scene: Scene): Promise<void> {
  await answerAll(scene);
  await scene.widget.inboundCall({ from: CALLER });
  await scene.widget.answer();
  await scene.widget.hangUp();
}

interface LogData {
  readonly call: Record<string, unknown>;
  readonly task?: Record<string, unknown>;
  readonly sessionId: string;
}

const logsOf = async ({ page }: Scene): Promise<readonly LogData[]> =>
  (await page.requests('logCall')).map(({ data }) => data as LogData);

const DISPOSITIONS = [
  { id: '1101', label: 'Resolved' },
  { id: '1102', label: 'Call back', requireNote: true, isDefault: true },
];
const SUCCESS = [{ kind: 'success' }];

export const logTests: readonly BehaviourTest[] = [
  behaviour('log-submit', async (scene) => {
    await upToWrapUp(scene);
    same(await logsOf(scene), []);
    await scene.widget.submitDisposition({ notes: 'Wants a call back' });
    const [{ call } = {}] = await scene.page.events('newCall');
    like(await logsOf(scene), [
      { call: { id: call?.id }, task: { notes: 'Wants a call back' }, sessionId: `${call?.id}$2` },
    ]);
  }),
  behaviour('log-during-call', async (scene) => {
    await answerAll(scene);
    await scene.widget.inboundCall({ from: CALLER });
    await scene.widget.answer();
    await scene.widget.submitDisposition({ notes: 'Still talking' });
    like(await logsOf(scene), [{ task: { notes: 'Still talking' } }]);
    same(await scene.page.events('endCall'), []);
    same((await scene.get('toasts')).length, 1);
  }),
  behaviour('log-holds', async (scene) => {
    const { widget, page, get, advance, world } = scene;
    await upToWrapUp(scene);
    await page.answer('logCall', 'never');
    const submitted = widget.submitDisposition({ notes: 'Slow' });
    await world.settle();
    await advance(89_999);
    same([await get('phase'), await get('holds')], ['saving', []]);
    await advance(1);
    like(await submitted, { status: 'timeout' });
    same(await get('holds'), [{ for: 'logCall', ms: 90_000, outcome: 'timeout' }]);
    same(await get('phase'), 'done');
  }),
  behaviour('log-failure-hidden', async (scene) => {
    const { widget, page, get } = scene;
    await upToWrapUp(scene);
    await page.answer('logCall', { error: 'CRM is down' });
    like(await widget.submitDisposition(), { status: 'failed', error: 'CRM is down' });
    like(await get('toasts'), SUCCESS);
    same(await get('phase'), 'done');
    like(await get('call'), { outcome: { status: 'failed', error: 'CRM is down' } });
  }),
  behaviour('log-off', async (scene) => {
    const { widget, page, get } = scene;
    await upToWrapUp(scene);
    await page.register({});
    like(await widget.submitDisposition({ notes: 'For nobody' }), { status: 'off' });
    same([await logsOf(scene), await get('holds')], [[], []]);
    like(await get('toasts'), SUCCESS);
  }),
  behaviour('log-again', async (scene) => {
    const { widget, get } = scene;
    await upToWrapUp(scene);
    await widget.submitDisposition({ notes: 'First' });
    await widget.finish();
    const [row] = await get('history');
    await widget.reopen(row?.key ?? '');
    same(await get('phase'), 'wrap-up');
    await widget.submitDisposition({ notes: 'Second' });
    const logs = await logsOf(scene);
    like(logs, [{ task: { notes: 'First' } }, { task: { notes: 'Second' } }]);
    same(logs[0]?.sessionId, logs[1]?.sessionId);
  }),
  behaviour(
    'log-twice',
    async (scene) => {
      const { widget, advance, get } = scene;
      await answerAll(scene);
      await widget.inboundCall({ from: CALLER });
      await widget.answer();
      await widget.submitDisposition({ notes: 'During' });
      await advance(1_000);
      await widget.hangUp();
      same(await get('phase'), 'wrap-up');
      await widget.submitDisposition();
      const logs = await logsOf(scene);
      same(logs.length, 2);
      same(logs[0]?.sessionId, logs[1]?.sessionId);
    },
    { dispositions: [] },
  ),
  behaviour('log-disposed', async (scene) => {
    const { widget, advance, get, page } = scene;
    await answerAll(scene);
    await widget.inboundCall({ from: CALLER });
    await widget.answer();
    await widget.submitDisposition({ dispositionId: '1101' });
    await advance(1_000);
    await widget.hangUp();
    same([await get('phase'), (await page.events('endCall')).length], ['idle', 1]);
    same((await logsOf(scene)).length, 1);
  }),
  behaviour('log-no-task', async (scene) => {
    await upToWrapUp(scene);
    await scene.widget.submitDisposition();
    const [log] = await logsOf(scene);
    same([log && 'task' in log, log?.task], [true, undefined]);
  }),
  behaviour(
    'log-task-undefined',
    async (scene) => {
      await upToWrapUp(scene);
      await scene.widget.submitDisposition();
      const [log] = await logsOf(scene);
      same(log?.task, { dispositionId: undefined, notes: undefined });
    },
    { dispositions: [] },
  ),
  behaviour(
    'log-task-default',
    async (scene) => {
      await upToWrapUp(scene);
      await scene.widget.submitDisposition();
      const [log] = await logsOf(scene);
      same(log?.task, { dispositionId: '1102', notes: '' });
    },
    { dispositions: DISPOSITIONS },
  ),
  behaviour('log-summary', async (scene) => {
    const { widget } = scene;
    await answerAll(scene);
    await widget.inboundCall({ from: CALLER, summary: 'Asked for an invoice.' });
    await widget.answer();
    await widget.hangUp();
    await widget.submitDisposition();
    const [log] = await logsOf(scene);
    same(log?.task, { dispositionId: null, notes: '', summary: 'Asked for an invoice.' });
  }),
  behaviour(
    'log-disposition-id',
    async (scene) => {
      await upToWrapUp(scene);
      await scene.widget.submitDisposition({ dispositionId: '1101', notes: 'x' });
      const text = JSON.stringify(await logsOf(scene));
      same([text.includes('1101'), text.includes('Resolved')], [true, false]);
    },
    { dispositions: DISPOSITIONS },
  ),
  behaviour(
    'log-note-required',
    async (scene) => {
      const { widget, get } = scene;
      await upToWrapUp(scene);
      await widget.edit({ dispositionId: '1101' });
      like(await widget.submitDisposition({ dispositionId: '1102' }), { status: 'refused' });
      same([await logsOf(scene), await get('phase')], [[], 'wrap-up']);
      like(await widget.submitDisposition({ notes: 'On Monday' }), { status: 'answered' });
      like(await logsOf(scene), [{ task: { dispositionId: '1102', notes: 'On Monday' } }]);
    },
    { dispositions: DISPOSITIONS },
  ),
  behaviour('log-name', async (scene) => {
    await upToWrapUp(scene);
    await scene.widget.submitDisposition();
    like(await logsOf(scene), [{ call: { from: { name: 'Ada' } } }]);
  }),
  behaviour('log-then-match', async (scene) => {
    const { widget, page, world, get } = scene;
    await upToWrapUp(scene);
    await page.answer('matchCallLogs', 'never');
    const before = (await page.requests('matchCallLogs')).length;
    const submitted = widget.submitDisposition();
    await world.settle();
    // Nobody waits for the second question: the agent is through.
    same(await get('phase'), 'done');
    const asked = (await page.requests('matchCallLogs')).slice(before);
    const [log] = await logsOf(scene);
    same(
      asked.map(({ data }) => data),
      [[log?.sessionId]],
    );
    await page.respond(asked[0]?.id ?? '', { result: { [log?.sessionId ?? '']: [{ id: 1 }] } });
    await submitted;
    like(await get('call'), { logged: true });
  }),
  behaviour('log-failed-no-match', async (scene) => {
    const { widget, page, get } = scene;
    await upToWrapUp(scene);
    const before = (await page.requests('matchCallLogs')).length;
    await page.answer('logCall', { error: 'CRM is down' });
    await widget.submitDisposition();
    same((await page.requests('matchCallLogs')).length, before);
    like(await get('call'), { logged: false });
  }),
  behaviour(
    'hide-note-logs',
    async (scene) => {
      await upToWrapUp(scene);
      like(await logsOf(scene), [{ task: { notes: undefined } }]);
      same(await scene.get('phase'), 'idle');
      same((await scene.get('holds')).length, 1);
      const story = await scene.page.story();
      same(story.indexOf('endCall') < story.indexOf('logCall'), true);
    },
    { hideCallNote: true, dispositions: [] },
  ),
  behaviour(
    'hide-note-never',
    async (scene) => {
      await upToWrapUp(scene);
      same([await logsOf(scene), await scene.get('phase')], [[], 'idle']);
      same((await scene.page.events('endCall')).length, 1);
    },
    { hideCallNote: true, dispositions: [] },
  ),
  behaviour(
    'hide-note-step',
    async (scene) => {
      await upToWrapUp(scene);
      same([await logsOf(scene), await scene.get('phase')], [[], 'wrap-up']);
      await scene.widget.submitDisposition({ dispositionId: '1101' });
      like(await logsOf(scene), [{ task: { dispositionId: '1101' } }]);
    },
    { hideCallNote: true, dispositions: DISPOSITIONS },
  ),
  behaviour('done-a-second', async (scene) => {
    const { widget, advance, get } = scene;
    await upToWrapUp(scene);
    await widget.submitDisposition();
    await advance(999);
    same(await get('phase'), 'done');
    await advance(1);
    same(await get('phase'), 'idle');
  }),
  behaviour('leave-unlogged', async (scene) => {
    await upToWrapUp(scene);
    await scene.widget.finish();
    same([await logsOf(scene), await scene.get('phase')], [[], 'idle']);
    // The call still waits for its disposition, so that nobody else is called.
    await scene.widget.dial('+14155550199');
    same(await scene.get('phase'), 'idle');
    like(await scene.get('toasts'), [{ kind: 'danger' }]);
  }),
  behaviour(
    'history-match',
    async (scene) => {
      const { widget, page, get } = scene;
      await answerAll(scene);
      await page.answer('matchContacts', { result: { '2125550187': [{ name: 'Grace' }] } });
      same(await page.requests('matchContacts'), []);
      await widget.openHistory();
      const [row] = await get('history');
      same(
        (await page.requests('matchContacts')).map(({ data }) => data),
        [[{ phoneNumber: '2125550187', callType: 'inbound' }]],
      );
      const [{ data } = { data: [] }] = await page.requests('matchCallLogs');
      same((data as readonly string[]).length, 2);
      same((data as readonly string[])[0], row?.key);
      like(row?.matches, [{ name: 'Grace' }]);
    },
    { history: [{ number: '2125550187' }] },
  ),
  behaviour(
    'log-server-row',
    async (scene) => {
      const { widget, get } = scene;
      await answerAll(scene);
      const [row] = await get('history');
      await widget.reopen(row?.key ?? '');
      await widget.submitDisposition({ notes: 'From the server' });
      const [log] = await logsOf(scene);
      like(log?.task, { dispositionId: 'Resolved', notes: 'From the server' });
      same(log?.sessionId.includes('$'), false);
      same(log?.call['sessionId'], log?.sessionId);
    },
    { history: [{ number: '2125550187', serverDisposition: 'Resolved' }] },
  ),
];
