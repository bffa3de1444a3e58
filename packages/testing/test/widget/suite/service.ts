import { behaviour, type BehaviourTest, CALLER } from './behaviour-test.js';
import { like, same } from './same.js';
import type { ScenePage } from './scene.js';

const FOUND = { [CALLER]: [{ id: 1, name: 'Ada' }] };
const CONTACTS = { contactMatcherEnabled: true };

/** How often the page was asked for contacts. */
const askedFor = async (page: ScenePage): Promise<number> =>
  (await page.requests('matchContacts')).length;

const OLD_CALLS = [
  { number: '2125550187', task: { dispositionId: '1101', notes: 'Yes', summary: '' } },
  { number: '4155550199', direction: 'OUTBOUND' },
] as const;

export const serviceTests: readonly BehaviourTest[] = [
  behaviour('service-nameless', async ({ page, get }) => {
    await page.register(CONTACTS);
    for (const service of [undefined, null, {}, { name: '' }, { name: 0, callLoggerEnabled: true }])
      await page.push('register', { service });
    like(await get('service'), { name: 'Acme CRM', contactMatcherEnabled: true });
    same(await get('errors'), []);
  }),
  behaviour('service-last-wins', async ({ page, get }) => {
    await page.register(CONTACTS, 'First');
    await page.register({ callLoggerEnabled: true }, 'Second');
    like(await get('service'), { name: 'Second', callLoggerEnabled: true });
    same(
      (await page.received()).filter(({ kind }) => kind === 'response'),
      [],
    );
  }),
  behaviour('service-flags-replaced', async ({ page, get }) => {
    await page.register({ callLoggerEnabled: true, contactMatcherEnabled: true });
    await page.register({ leadViewerEnabled: true });
    const service = await get('service');
    same([service?.callLoggerEnabled, service?.contactMatcherEnabled].filter(Boolean), []);
    same(service?.leadViewerEnabled, true);
  }),
  behaviour('service-flags-boolean', async ({ page, get }) => {
    await page.register({});
    same(await get('service'), {
      name: 'Acme CRM',
      callLoggerEnabled: false,
      contactMatcherEnabled: false,
      callLogMatcherEnabled: false,
      leadViewerEnabled: false,
    });
  }),
  behaviour('service-flags-late', async ({ page, widget, get }) => {
    await page.register();
    await page.register({});
    await widget.inboundCall({ from: CALLER });
    same(await page.received().then((all) => all.filter(({ kind }) => kind === 'request')), []);
    same((await get('providers')).contacts, ['Acme CRM']);
  }),
  behaviour('provider-per-name', async ({ page, widget, get }) => {
    await page.answer('matchContacts', { result: FOUND });
    await page.register(CONTACTS, 'First');
    await page.register(CONTACTS, 'Second');
    await widget.inboundCall({ from: CALLER });
    same(await askedFor(page), 2);
    same((await get('providers')).contacts, ['First', 'Second']);
  }),
  behaviour('provider-flagged', async ({ page, get }) => {
    await page.register({ callLoggerEnabled: true }, 'Logs');
    await page.register(CONTACTS, 'Contacts');
    await page.register({ callLogMatcherEnabled: true }, 'Matches');
    same(await get('providers'), { contacts: ['Contacts'], callLogs: ['Matches'] });
  }),
  behaviour('register-matches', async ({ page, widget, get }) => {
    await widget.inboundCall({ from: CALLER });
    await widget.answer();
    await page.register();
    const { key } = (await get('call')) ?? { key: '' };
    same((await page.requests('matchContacts'))[0]?.data, [
      { phoneNumber: CALLER, callType: 'inbound' },
    ]);
    same((await page.requests('matchCallLogs'))[0]?.data, [key]);
  }),
  behaviour(
    'register-history',
    async ({ page, get }) => {
      await page.register();
      const keys = (await get('history')).map(({ key }) => key);
      same(
        (await page.requests('matchContacts')).map(({ data }) => data),
        [
          [
            { phoneNumber: '2125550187', callType: 'inbound' },
            { phoneNumber: '4155550199', callType: 'outbound' },
          ],
        ],
      );
      same(
        (await page.requests('matchCallLogs')).map(({ data }) => data),
        [keys],
      );
    },
    { history: OLD_CALLS },
  ),
  behaviour(
    'register-before-login',
    async ({ page, widget, get }) => {
      await page.register();
      like(await get('service'), { name: 'Acme CRM' });
      same((await get('state')).loggedIn, false);
      await widget.login();
      same((await get('state')).loggedIn, true);
      same(await askedFor(page), 0);
    },
    { loggedIn: false, history: OLD_CALLS },
  ),
  behaviour('register-all-tabs', async ({ world, pageOf, get, tab }) => {
    const second = await world.openTab({});
    await pageOf(second).register(CONTACTS, 'From the second');
    for (const number of [1, second]) {
      await tab(number, 'focus');
      like(await get('service'), { name: 'From the second' });
    }
  }),
  behaviour('register-own-tab', async ({ world, pageOf, get, tab }) => {
    const second = await world.openTab({});
    await pageOf(second).register(CONTACTS, 'From the second');
    await tab(1, 'focus');
    same(await get('service'), undefined);
    await tab(second, 'focus');
    like(await get('service'), { name: 'From the second' });
  }),
  behaviour('match-at-ring', async ({ page, widget }, version) => {
    await page.answer('matchContacts', { result: FOUND });
    await page.register(CONTACTS);
    await widget.inboundCall({ from: CALLER });
    same(await askedFor(page), 1);
    await widget.answer();
    same(await askedFor(page), version === '0.x' ? 2 : 3);
  }),
  behaviour('match-every-leg', async ({ page, widget, world, get }) => {
    await page.answer('matchContacts', { result: FOUND });
    await page.register(CONTACTS);
    await widget.inboundCall({ from: CALLER });
    await page.answer('matchContacts', 'never');
    const answered = widget.answer();
    await world.settle();
    // Both wait at the same time, for the same number.
    like(await get('requests'), [
      { status: 'answered' },
      { status: 'waiting' },
      { status: 'waiting' },
    ]);
    const [, second, third] = await page.requests('matchContacts');
    same(second?.data, third?.data);
    for (const one of [second, third]) await page.respond(one?.id ?? '', { result: {} });
    await answered;
  }),
  behaviour('match-outbound', async ({ page, widget }) => {
    await page.answer('matchContacts', { result: {} });
    await page.register(CONTACTS);
    await widget.dial('+14155550199');
    same(await askedFor(page), 0);
    await widget.answer();
    const [first] = await page.requests('matchContacts');
    same(first?.data, [{ phoneNumber: '4155550199', callType: 'outbound' }]);
  }),
  behaviour('match-query', async ({ page, widget }) => {
    await page.answer('matchContacts', { result: { anonymous: [{ name: 'Nobody' }] } });
    await page.register(CONTACTS);
    const call = await widget.inboundCall({ from: 'Anonymous_2' });
    const [first] = await page.requests('matchContacts');
    // What should say `inbound` is the second part of the number.
    same(first?.data, [{ phoneNumber: 'anonymous', callType: '2' }]);
    void call;
    like((await page.events('ringCall'))[0], { call: { from: { phoneNumber: 'Anonymous_2' } } });
  }),
  behaviour('match-cache', async ({ page, widget, advance, get }) => {
    await page.answer('matchContacts', { result: FOUND });
    await page.register(CONTACTS);
    await widget.inboundCall({ from: CALLER });
    await widget.answer();
    const asked = await askedFor(page);
    await advance(30_000);
    await page.register(CONTACTS);
    same(await askedFor(page), asked);
    await advance(1);
    await page.register(CONTACTS);
    same(await askedFor(page), asked + 1);
    like((await get('call'))?.matches, [{ name: 'Ada' }]);
  }),
  behaviour('match-purge', async ({ page, widget, advance, get }) => {
    await page.answer('matchContacts', { result: FOUND });
    await page.register(CONTACTS);
    await widget.inboundCall({ from: CALLER });
    await widget.answer();
    await page.answer('matchContacts', 'never');
    await advance(30 * 60_000);
    await page.register(CONTACTS);
    // Queried again, and shown while there is no answer yet.
    like(await get('call'), { matches: [{ name: 'Ada' }] });
    await advance(1);
    await page.register(CONTACTS);
    like(await get('call'), { matches: [] });
    await advance(90_000);
  }),
  behaviour('match-no-array', async ({ page, widget, get }) => {
    await page.register(CONTACTS);
    for (const result of [{ [CALLER]: { name: 'Ada' } }, {}, null, undefined, 'Ada', 7]) {
      await page.answer('matchContacts', { result });
      await widget.inboundCall({ from: CALLER });
      same((await get('call'))?.matches, []);
      await widget.hangUp();
    }
    same(await get('errors'), []);
  }),
  behaviour('match-error', async ({ page, widget, get, world, advance }) => {
    await page.register(CONTACTS);
    await page.answer('matchContacts', { error: 'CRM is down' });
    await widget.inboundCall({ from: CALLER });
    same((await get('call'))?.matches, []);
    await widget.hangUp();
    await page.answer('matchContacts', 'never');
    const ringing = widget.inboundCall({ from: CALLER });
    await world.settle();
    await advance(90_000);
    same((await ringing).matches, []);
    same([await get('errors'), await get('toasts')], [[], []]);
  }),
  behaviour('match-queue', async ({ page, widget, world, get, advance }) => {
    await page.answer('logCall', { result: 'ok' });
    await widget.inboundCall({ from: CALLER });
    await widget.answer();
    await page.register({ callLogMatcherEnabled: true, callLoggerEnabled: true });
    // It wants the logs of that key again, while the register's question is under way.
    const submitted = widget.submitDisposition();
    await world.settle();
    const [first, ...rest] = await page.requests('matchCallLogs');
    same(rest, []);
    await page.respond(first?.id ?? '', { result: {} });
    const [, second] = await page.requests('matchCallLogs');
    same(second?.data, first?.data);
    await advance(90_000);
    await submitted;
    same(
      (await get('requests')).filter(({ status }) => status === 'waiting'),
      [],
    );
  }),
  behaviour('match-queue', async ({ page, widget, world, advance }) => {
    await page.register(CONTACTS);
    await page.answer('matchContacts', { result: {} });
    await widget.inboundCall({ from: CALLER });
    await widget.answer();
    await advance(30_001);
    await page.answer('matchContacts', 'never');
    const before = await askedFor(page);
    await page.register(CONTACTS);
    await page.register(CONTACTS);
    // The second register wants what is under way already.
    same(await askedFor(page), before + 1);
    await advance(90_000);
    await world.settle();
    await page.register(CONTACTS);
    // A time-out is an answer, and is good for 30 seconds too.
    same(await askedFor(page), before + 1);
  }),
  behaviour('match-two-names', async ({ page, widget, get }) => {
    await page.register(CONTACTS, 'First');
    await page.register(CONTACTS, 'Second');
    await page.answer('matchContacts', { result: FOUND });
    await widget.inboundCall({ from: CALLER });
    like((await get('call'))?.matches, [{ name: 'Ada' }, { name: 'Ada' }]);
  }),
  behaviour('match-first', async ({ page, widget }) => {
    const both = [{ name: 'Ada' }, { name: 'Grace' }];
    await page.answer('matchContacts', { result: { [CALLER]: both } });
    await page.answer('logCall', { result: 'ok' });
    await page.register({ ...CONTACTS, callLoggerEnabled: true });
    await widget.inboundCall({ from: CALLER });
    await widget.answer();
    await widget.submitDisposition();
    like((await page.requests('logCall'))[0]?.data, { call: { from: { name: 'Ada' } } });
  }),
];
