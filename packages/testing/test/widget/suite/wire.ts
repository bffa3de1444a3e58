import { behaviour, type BehaviourTest, CALLER } from './behaviour-test.js';
import { like, same } from './same.js';

const QUERY = [{ phoneNumber: CALLER, callType: 'inbound' }] as const;
const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

export const wireTests: readonly BehaviourTest[] = [
  behaviour('wire-any-origin', async ({ world, get }) => {
    await world.stranger({
      type: 'MessageTransport-push',
      payload: { type: 'rc-ev-register', service: { name: 'Stranger' } },
    });
    like(await get('service'), { name: 'Stranger' });
  }),
  behaviour('wire-request-id', async ({ widget, page }) => {
    await page.answer('matchContacts', { result: {} });
    await widget.request('matchContacts', QUERY);
    await widget.request('matchContacts', QUERY);
    const ids = (await page.requests('matchContacts')).map(({ id }) => id);
    same(
      ids.map((id) => UUID.test(id)),
      [true, true],
    );
    same(new Set(ids).size, 2);
  }),
  behaviour('wire-timeout', async ({ widget, get, advance, world }) => {
    const answer = widget.request('matchContacts', QUERY);
    await world.settle();
    await advance(89_999);
    like(await get('requests'), [{ status: 'waiting', responses: 0 }]);
    await advance(1);
    const payload = { requestType: 'rc-ev-matchContacts', data: QUERY };
    same(await answer, {
      status: 'timeout',
      error: `MessageTransport-timeout: ${JSON.stringify(payload)}`,
      ms: 90_000,
    });
  }),
  behaviour('wire-timeout', async ({ widget, page, advance, world }) => {
    await page.answer('viewLead', 'throw');
    const answer = widget.request('viewLead', { leadId: '1' });
    await world.settle();
    await advance(90_000);
    like(await answer, { status: 'timeout', ms: 90_000 });
  }),
  behaviour('wire-late-response', async ({ widget, page, get, advance, world }) => {
    const answer = widget.request('matchContacts', QUERY);
    await world.settle();
    await advance(90_000);
    const [asked] = await page.requests('matchContacts');
    await page.respond(asked?.id ?? '', { result: { [CALLER]: [{ name: 'Ada' }] } });
    like(await answer, { status: 'timeout' });
    like(await get('requests'), [{ status: 'timeout', responses: 1 }]);
  }),
  behaviour('wire-first-response', async ({ widget, page, get }) => {
    await page.answer('viewLead', { twice: [{ result: 'first' }, { error: 'second' }] });
    like(await widget.request('viewLead', { leadId: '1' }), {
      status: 'answered',
      result: 'first',
    });
    await page.post({ type: 'nothing' });
    like(await get('requests'), [{ status: 'answered', result: 'first', responses: 2 }]);
  }),
  behaviour('wire-error-text', async ({ widget, page }) => {
    await page.answer('viewLead', { error: 'CRM is down' });
    like(await widget.request('viewLead', { leadId: '1' }), {
      status: 'failed',
      error: 'CRM is down',
    });
  }),
  behaviour('wire-error-object', async ({ widget, page }) => {
    await page.answer('viewLead', { error: { message: 'CRM is down' } });
    like(await widget.request('viewLead', { leadId: '1' }), {
      status: 'failed',
      error: '[object Object]',
    });
  }),
  behaviour('wire-error-falsy', async ({ widget, page }) => {
    for (const error of ['', 0, null, false]) {
      await page.answer('viewLead', { error });
      like(await widget.request('viewLead', { leadId: '1' }), { status: 'answered' });
    }
  }),
  behaviour('wire-stray-response', async ({ widget, page, get }) => {
    await page.respond('never asked', { result: 1 });
    await page.answer('viewLead', { result: 'ok' });
    like(await widget.request('viewLead', { leadId: '1' }), { status: 'answered', result: 'ok' });
    same(await get('errors'), []);
  }),
  behaviour('wire-null-throws', async ({ page, get }) => {
    await page.post(null);
    await page.post(undefined);
    same(
      (await get('errors')).map((error) => (error as Error).name),
      Array(4).fill('TypeError'),
    );
  }),
  behaviour('wire-no-payload', async ({ page, get }) => {
    await page.post({ type: 'MessageTransport-push' });
    await page.post({ type: 'MessageTransport-push', payload: 'rc-ev-register' });
    await page.post('rc-ev-register');
    await page.post(7);
    same(await get('service'), undefined);
    same(await get('errors'), []);
  }),
  behaviour('wire-unknown-request', async ({ page, advance }) => {
    await page.post({
      type: 'MessageTransport-request',
      requestId: '1',
      payload: { type: 'rc-ev-who-are-you' },
    });
    await advance(90_000);
    same(
      (await page.received()).filter(({ kind }) => kind === 'response'),
      [],
    );
  }),
  behaviour('wire-answer-null-error', async ({ page, advance }) => {
    await page.post({
      type: 'MessageTransport-request',
      requestId: '1',
      payload: { type: 'rc-ev-checkPopupWindow' },
    });
    await advance(800);
    same(
      (await page.raw()).filter((one) => (one as { requestId?: unknown }).requestId === '1'),
      [{ type: 'MessageTransport-response', requestId: '1', result: false, error: null }],
    );
  }),
  behaviour('init-bare', async ({ page }) => {
    same((await page.raw())[0], { type: 'rc-ev-init' });
  }),
  behaviour('init-once', async ({ page }) => same((await page.events('init')).length, 1), {
    inits: 3,
  }),
  behaviour(
    'init-repeated',
    async ({ page, advance }) => {
      same((await page.events('init')).length, 0);
      await advance(500);
      same((await page.events('init')).length, 3);
    },
    { inits: 3, initDelayMs: 500 },
  ),
  behaviour(
    'init-drops-earlier-messages',
    async ({ page, get, advance }) => {
      await page.register();
      await page.post(null);
      same([await get('service'), await get('errors')], [undefined, []]);
      await advance(5_000);
      await page.register();
      like(await get('service'), { name: 'Acme CRM' });
    },
    { initDelayMs: 5_000 },
  ),
  behaviour(
    'init-missed',
    async ({ page, advance }) => {
      await advance(60_000);
      same((await page.events('init')).length, 0);
    },
    { listensLate: true },
  ),
  behaviour('reload-init', async ({ page, world }) => {
    await world.reload({});
    same((await page.events('init')).length, 2);
  }),
  behaviour('reload-forgets', async ({ page, world, get }) => {
    await page.register();
    await world.reload({});
    same(await get('service'), undefined);
    same(await get('providers'), { contacts: [], callLogs: [] });
  }),
  behaviour('reload-keeps', async ({ page, world, get, widget }) => {
    await page.register();
    await world.reload({});
    like(await get('service'), { name: 'Acme CRM', callLoggerEnabled: true });
    await page.answer('matchContacts', { result: {} });
    await widget.inboundCall({ from: CALLER });
    same((await page.requests('matchContacts')).length, 1);
  }),
  behaviour('worker-end-forgets', async ({ page, world, get }) => {
    await page.register();
    await world.reload({ worker: 'ends' });
    same(await get('service'), undefined);
    same(await get('providers'), { contacts: [], callLogs: [] });
  }),
  behaviour('reload-loses-requests', async ({ widget, page, world, get }) => {
    await page.register();
    const viewed = widget.viewLead({ leadId: '1' }).catch(() => undefined);
    await world.settle();
    const [asked] = await page.requests('viewLead');
    await world.reload({});
    await page.respond(asked?.id ?? '', { result: 'late' });
    same((await page.requests('viewLead')).length, 1);
    same(
      (await get('requests')).filter(({ status }) => status === 'answered'),
      [],
    );
    void viewed;
  }),
  behaviour('reload-new-call', async ({ widget, page, world }) => {
    await widget.inboundCall({ from: CALLER });
    await widget.answer();
    same((await page.events('newCall')).length, 1);
    await world.reload({});
    same((await page.events('newCall')).length, 2);
  }),
  behaviour('worker-end-no-end-call', async ({ widget, page, world }) => {
    await widget.inboundCall({ from: CALLER });
    await widget.answer();
    await world.reload({ worker: 'ends' });
    await widget.hangUp();
    same((await page.events('newCall')).length, 1);
    same((await page.events('endCall')).length, 0);
  }),
];
