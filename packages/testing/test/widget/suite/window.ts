import { behaviour, type BehaviourTest, CALLER } from './behaviour-test.js';
import { like, same } from './same.js';
import type { Scene } from './scene.js';

const ASK_POPUP = {
  type: 'MessageTransport-request',
  requestId: 'popup',
  payload: { type: 'rc-ev-checkPopupWindow' },
};

/** The states that the widget has pushed to its adapter script. */
async function statesOf(scene: Scene, tab = 1): Promise<readonly Record<string, unknown>[]> {
  const received = await scene.pageOf(tab).received();
  return received
    .filter(({ name }) => name === 'pushAdapterState')
    .map(({ body }) => body as Record<string, unknown>);
}

const popupAnswers = async ({ page }: Scene): Promise<readonly unknown[]> =>
  (await page.received()).filter(({ kind }) => kind === 'response').map(({ body }) => body);

export const windowTests: readonly BehaviourTest[] = [
  behaviour('logout', async ({ widget, page, get }) => {
    await widget.getLeads({ fail: true });
    await page.push('logout', {});
    same((await get('state')).loggedIn, false);
    same(await get('leads'), []);
    const refused = await widget.inboundCall({ from: CALLER }).catch((error: unknown) => error);
    like(refused, { code: 'WRONG_STATE' });
  }),
  behaviour('logout-refused', async ({ widget, page, get }) => {
    await widget.dial('+16505550142');
    await widget.answer();
    await page.push('logout', {});
    same((await get('state')).loggedIn, true);
    like(await get('toasts'), [{ kind: 'danger' }]);
  }),
  behaviour('logout-on-call', async ({ widget, page, get }) => {
    await widget.dial('+16505550142');
    await widget.answer();
    await page.push('logout', {});
    same((await get('state')).loggedIn, false);
  }),
  behaviour('logout-falls-through', async ({ widget, page, get }) => {
    await page.push('logout', {});
    same(await get('errors'), []);
    await widget.login();
    await widget.getLeads();
    await page.push('logout', {});
    same(
      (await get('errors')).map((error) => (error as Error).name),
      ['TypeError'],
    );
    same((await get('state')).loggedIn, false);
  }),
  behaviour(
    'login-popup',
    async ({ widget, page, get }) => {
      await widget.login();
      const popup = (await page.raw()).find(
        (one) => (one as { type?: unknown }).type === 'rc-ev-loginPopup',
      );
      same(typeof (popup as { oAuthUri?: unknown } | undefined)?.oAuthUri, 'string');
      same((await get('state')).loggedIn, false);
    },
    { loggedIn: false, disableLoginPopup: true },
  ),
  behaviour(
    'login-callback',
    async ({ page, get }) => {
      await page.post({ callbackUri: '' });
      same((await get('state')).loggedIn, false);
      await page.post({ type: 'whatever', callbackUri: 'https://crm.example/?code=1&state=2' });
      same((await get('state')).loggedIn, true);
    },
    { loggedIn: false },
  ),
  behaviour('environment-throws', async ({ page, get }) => {
    await page.post({
      type: 'MessageTransport-push',
      payload: { type: 'rc-ev-setEnvironment' },
    });
    same(
      (await get('errors')).map((error) => (error as Error).name),
      ['ReferenceError'],
    );
  }),
  behaviour(
    'popup-check',
    async (scene) => {
      const { widget, page, advance, get } = scene;
      await page.post(ASK_POPUP);
      await advance(800);
      await widget.inboundCall({ from: CALLER });
      await widget.answer();
      await page.post(ASK_POPUP);
      await advance(800);
      same(await popupAnswers(scene), [false, true]);
      like(await get('toasts'), [{ kind: 'warning' }]);
    },
    { softphone: 'integrated' },
  ),
  behaviour('popup-check', async (scene) => {
    await scene.world.openTab({ popup: true });
    await scene.page.post(ASK_POPUP);
    same(await popupAnswers(scene), [true]);
    like(await scene.get('toasts'), [{ kind: 'warning' }]);
  }),
  behaviour('popup-check-slow', async (scene) => {
    await scene.page.post(ASK_POPUP);
    await scene.advance(799);
    same(await popupAnswers(scene), []);
    await scene.advance(1);
    same(await popupAnswers(scene), [false]);
  }),
  behaviour('adapter-state', async (scene) => {
    const { widget, page } = scene;
    const second = await scene.world.openTab({});
    const before = [await statesOf(scene), await statesOf(scene, second)].map(
      ({ length }) => length,
    );
    await widget.adapter({ minimized: true });
    await widget.adapter({ minimized: true });
    await page.post({
      type: 'MessageTransport-push',
      payload: { type: 'rc-ev-syncClosed', closed: true },
    });
    for (const [index, tab] of [1, second].entries()) {
      const states = (await statesOf(scene, tab)).slice(before[index]);
      like(states, [
        { minimized: true, closed: false, size: { width: 300, height: 500 } },
        { minimized: true, closed: true },
      ]);
    }
  }),
  behaviour('adapter-state-start', async (scene) => {
    like(await statesOf(scene), [{ closed: false, minimized: false }]);
    await scene.world.reload({});
    same((await statesOf(scene)).length, 2);
  }),
  behaviour('adapter-state-size', async (scene) => {
    const { widget } = scene;
    await widget.adapter({ minimized: true });
    await widget.adapter({ size: { width: 400, height: 600 } });
    like(await statesOf(scene), [{ minimized: true }, { size: { width: 400, height: 600 } }]);
  }),
  behaviour('adapter-restored', async (scene) => {
    const { widget, get } = scene;
    for (const act of [() => widget.inboundCall({ from: CALLER }), () => widget.answer()]) {
      await widget.adapter({ minimized: true });
      await act();
      same((await get('state')).adapter.minimized, false);
    }
    same((await statesOf(scene)).map(({ minimized }) => minimized).slice(1), [
      true,
      false,
      true,
      false,
    ]);
  }),
  behaviour('side-widget', async ({ widget, page, get }) => {
    await widget.sideWidget({ open: true, visible: true });
    same(await page.events('sideWidgetOpenNotify'), [{ open: true, visible: true }]);
    await page.push('setSideWidgetExtended', { extended: true });
    same((await get('state')).sideWidgetExtended, true);
  }),
  behaviour(
    'sip-ring',
    async ({ widget, page }) => {
      const events = [
        'registered',
        'ringing',
        'ended',
        'unstable',
        'unregistered',
        'failed',
      ] as const;
      for (const event of events) await widget.sip(event);
      same(await page.story(), [
        'sipRegistered',
        'sipRingCall',
        'sipEndCall',
        'sipUnstable',
        'sipUnregistered',
        'sipFailed',
      ]);
      same(await page.events('sipRingCall'), [{ message: { message: 'SIP Ringing' } }]);
      same(await page.events('sipEndCall'), [{ message: { message: 'SIP Call Ended' } }]);
    },
    { softphone: 'integrated' },
  ),
  behaviour(
    'sip-ring-auto',
    async ({ widget, page }) => {
      await widget.sip('ringing', { auto: true });
      same(await page.story(), ['sipRingCall']);
    },
    { softphone: 'integrated' },
  ),
  behaviour(
    'sip-ring-not-auto',
    async ({ widget, page }) => {
      await widget.sip('ringing', { auto: true });
      await widget.sip('ended');
      same(await page.story(), ['sipEndCall']);
    },
    { softphone: 'integrated' },
  ),
  behaviour(
    'sip-end-after-ring',
    async ({ widget, page }) => {
      await widget.sip('ended');
      same(await page.story(), []);
      await widget.sip('ringing');
      await widget.sip('ended');
      await widget.sip('ended');
      same(await page.story(), ['sipRingCall', 'sipEndCall']);
    },
    { softphone: 'integrated' },
  ),
  behaviour('tabs-all', async ({ widget, world, page, pageOf }) => {
    const second = await world.openTab({});
    await widget.inboundCall({ from: CALLER });
    await widget.answer();
    await widget.hangUp();
    const pushed = ['ringCall', 'newCall', 'endCall'];
    same([await page.story(), await pageOf(second).story()], [pushed, pushed]);
  }),
  behaviour('tabs-active', async ({ widget, world, page, pageOf, tab }) => {
    const second = await world.openTab({});
    const other = pageOf(second);
    for (const one of [page, other]) await one.answer('logCall', { result: 'ok' });
    for (const one of [page, other]) await one.answer('viewLead', { result: 'ok' });
    await page.register({ callLoggerEnabled: true, leadViewerEnabled: true });
    await widget.inboundCall({ from: CALLER });
    await tab(second, 'focus');
    await widget.answer();
    await widget.submitDisposition();
    await widget.viewLead({ leadId: '1' });
    same(await page.story(), ['ringCall']);
    same(await other.story(), ['newCall', 'ringCall', 'logCall', 'viewLead']);
  }),
  behaviour('tabs-main', async ({ widget, world, page, pageOf, tab }) => {
    const second = await world.openTab({});
    await tab(second, 'focus');
    await page.answer('matchContacts', { result: {} });
    await pageOf(second).register({ contactMatcherEnabled: true });
    await widget.inboundCall({ from: CALLER });
    same((await page.requests('matchContacts')).length, 1);
    same((await pageOf(second).requests('matchContacts')).length, 0);
    await tab(1, 'close');
    await pageOf(second).answer('matchContacts', { result: {} });
    await widget.hangUp();
    await widget.inboundCall({ from: CALLER });
    same((await pageOf(second).requests('matchContacts')).length, 1);
  }),
  behaviour('tabs-own', async ({ widget, world, page, pageOf }) => {
    const second = await world.openTab({});
    for (const one of [page, pageOf(second)]) {
      await one.answer('matchContacts', { result: {} });
      await one.register({ contactMatcherEnabled: true });
    }
    await widget.inboundCall({ from: CALLER });
    same((await page.requests('matchContacts')).length, 1);
    same((await pageOf(second).requests('matchContacts')).length, 1);
  }),
  behaviour(
    'tabs-none-active',
    async ({ widget, page, tab }) => {
      await page.answer('matchContacts', { result: {} });
      await page.register({ contactMatcherEnabled: true });
      await widget.inboundCall({ from: CALLER });
      await widget.getLeads();
      same(await page.story(), ['matchContacts']);
      await tab(1, 'focus');
      await widget.answer();
      same((await page.events('newCall')).length, 1);
    },
    { active: false },
  ),
  behaviour(
    'tabs-none-active-log',
    async ({ widget, page, get }) => {
      await page.register({ callLoggerEnabled: true, leadViewerEnabled: true });
      await widget.inboundCall({ from: CALLER });
      await widget.answer();
      like(await widget.submitDisposition(), { status: 'dropped' });
      same(await widget.viewLead({ leadId: '1' }), undefined);
      same([await page.story(), await get('holds')], [[], []]);
      like(await get('toasts'), [{ kind: 'success' }]);
    },
    { active: false },
  ),
  behaviour(
    'tabs-none-active-asked',
    async ({ widget, page }) => {
      await page.answer('logCall', { result: 'ok' });
      await page.register({ callLoggerEnabled: true });
      await widget.inboundCall({ from: CALLER });
      await widget.answer();
      like(await widget.submitDisposition(), { status: 'answered' });
      same(await page.story(), ['logCall']);
    },
    { active: false },
  ),
  behaviour('popup-main', async ({ widget, world, page, pageOf }) => {
    await page.register({ contactMatcherEnabled: true });
    const popup = await world.openTab({ popup: true });
    same((await page.events('init')).length, 2);
    await pageOf(popup).answer('matchContacts', { result: {} });
    await widget.inboundCall({ from: CALLER });
    same((await page.requests('matchContacts')).length, 0);
    same((await pageOf(popup).requests('matchContacts')).length, 1);
  }),
];
