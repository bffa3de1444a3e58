import type { Lead } from '@jackfield/core';
import { behaviour, type BehaviourTest } from './behaviour-test.js';
import { like, same } from './same.js';

const lead = (leadId: string, destination: string | undefined, more: Partial<Lead> = {}): Lead => ({
  leadId,
  requestId: `request-${leadId}`,
  externId: `extern-${leadId}`,
  destination,
  destinationE164: destination?.replaceAll(/(\d{10})/g, '+1$1'),
  leadState: 'PENDING',
  ...more,
});

const LEADS: readonly Lead[] = [
  lead('1', '3125550133'),
  lead('2', '3055550171|2065550118', { leadState: 'COMPLETE' }),
  lead('3', '2065550119', { leadState: 'DO-NOT-CALL' }),
];
const SEEN = [{ leadId: '1' }, { leadId: '2' }];
const PASS = {
  dispositionId: '1101',
  notes: 'No answer',
  callback: true,
  callbackDTS: '2026-11-23',
};

export const leadTests: readonly BehaviourTest[] = [
  behaviour(
    'leads-loaded',
    async ({ widget, page, get }) => {
      same(await get('leads'), undefined);
      await widget.getLeads();
      like(await page.events('loadLeads'), [{ leads: SEEN }]);
      like(await get('leads'), SEEN);
    },
    { leads: LEADS },
  ),
  behaviour(
    'leads-failed',
    async ({ widget, page }) => {
      await widget.getLeads({ fail: true });
      await widget.getLeads();
      await widget.getLeads({ fail: true });
      like(await page.events('loadLeads'), [{ leads: [] }, { leads: SEEN }, { leads: SEEN }]);
    },
    { leads: LEADS },
  ),
  behaviour(
    'leads-failed',
    async ({ widget, page, get }) => {
      await widget.getLeads();
      await widget.passLead(LEADS[1] as Lead, PASS);
      // Refused: a pending lead must be called first.
      await widget.getLeads();
      like(await page.events('loadLeads'), [{ leads: SEEN }, { leads: [{ leadId: '1' }] }]);
      like(await get('toasts'), [{ kind: 'warning' }]);
    },
    { leads: LEADS, mustCallLeads: true },
  ),
  behaviour(
    'leads-seen',
    async ({ widget, get, advance }) => {
      await widget.getLeads();
      await widget.passLead(LEADS[0] as Lead, PASS);
      like(await get('leads'), [{ leadId: '2' }]);
      await widget.callLead(LEADS[1] as Lead, '+13055550171');
      like(await get('leads'), [{ leadId: '2', dialedList: ['+13055550171'] }]);
      const [dialled] = (await get('leads')) ?? [];
      await widget.callLead(dialled as Lead, '+12065550118');
      same(await get('leads'), []);
      await advance(0);
    },
    { leads: LEADS },
  ),
  behaviour(
    'leads-no-destination',
    async ({ widget, page, get }) => {
      await widget.getLeads();
      same(await page.events('loadLeads'), []);
      same(
        (await get('errors')).map((error) => (error as Error).name),
        ['TypeError'],
      );
    },
    { leads: [lead('9', undefined)] },
  ),
  behaviour(
    'lead-called',
    async ({ widget, page, advance }) => {
      await widget.getLeads();
      await widget.callLead(LEADS[0] as Lead);
      // The dialler is busy with the first, and says nothing of it.
      await widget.callLead(LEADS[1] as Lead);
      like(await page.events('callLead'), [
        { lead: { leadId: '1' }, destination: '+13125550133' },
        { lead: { leadId: '2' }, destination: '+13055550171' },
      ]);
      same('dialedList' in ((await page.events('callLead'))[0]?.lead ?? {}), false);
      await advance(1_200);
      like(await page.events('newCall'), [{ call: { direction: 'OUTBOUND' } }]);
    },
    { leads: LEADS },
  ),
  behaviour(
    'lead-passed',
    async ({ widget, page, get }) => {
      await widget.getLeads();
      await widget.passLead(LEADS[0] as Lead, { ...PASS, fail: true });
      const { callbackDTS: _, ...passed } = PASS;
      same(await page.events('manualPassLead'), [{ lead: LEADS[0], ...passed }]);
      like(await get('leads'), SEEN);
      like(await get('toasts'), [{ kind: 'danger' }]);
    },
    { leads: LEADS },
  ),
  behaviour(
    'lead-viewed',
    async ({ widget, page, get }) => {
      same(await widget.viewLead(LEADS[0] as Lead), undefined);
      await page.answer('viewLead', { error: 'No such lead' });
      await page.register({ leadViewerEnabled: true });
      like(await widget.viewLead(LEADS[0] as Lead), { status: 'failed', error: 'No such lead' });
      same(
        (await page.requests('viewLead')).map(({ data }) => data),
        [LEADS[0]],
      );
      same((await get('toasts')).length, 0);
      same(
        (await get('errors')).map((error) => (error as Error).message),
        ['No such lead'],
      );
    },
    { leads: LEADS },
  ),
  behaviour(
    'dial-lead',
    async ({ widget, page }) => {
      await widget.getLeads();
      const E164 = '+13125550133';
      const wanted = [
        [{ leadId: '2', requestId: 'request-1' }, E164],
        [{ leadId: '', requestId: 'request-2', externId: 'extern-1' }, E164],
        [{ externId: 'extern-2' }, E164],
        [{}, '5550118'],
      ] as const;
      for (const [lead, destination] of wanted) await page.push('dialLead', { lead, destination });
      same(
        (await page.events('callLead')).map(({ lead, destination }) => [lead.leadId, destination]),
        [
          ['2', E164],
          ['2', E164],
          // After two calls, both of its numbers count as dialled.
        ],
      );
    },
    { leads: LEADS },
  ),
  behaviour(
    'dial-lead',
    async ({ widget, page }) => {
      await widget.getLeads();
      await page.push('dialLead', { lead: { externId: 'extern-2' }, destination: '+12065550118' });
      await page.push('dialLead', { lead: {}, destination: '5550133' });
      same(
        (await page.events('callLead')).map(({ lead }) => lead.leadId),
        ['2', '1'],
      );
    },
    { leads: LEADS },
  ),
  behaviour(
    'dial-lead-unknown',
    async ({ widget, page, get }) => {
      await widget.getLeads();
      const unknown = [
        [{ leadId: '3' }, '2065550119'],
        // The first key that is there decides alone.
        [{ leadId: 'x', externId: 'extern-1' }, '3125550133'],
        [{}, '9995550000'],
        [{}, ''],
      ] as const;
      for (const [lead, destination] of unknown) await page.push('dialLead', { lead, destination });
      same(await page.events('callLead'), []);
      same([await get('errors'), await get('toasts')], [[], []]);
    },
    { leads: LEADS },
  ),
  behaviour(
    'dial-lead-throws',
    async ({ widget, page, get }) => {
      await page.push('dialLead', { destination: '3125550133' });
      same(await get('errors'), []);
      await widget.getLeads();
      await page.push('dialLead', { destination: '3125550133' });
      same(
        (await get('errors')).map((error) => (error as Error).name),
        ['TypeError'],
      );
    },
    { leads: LEADS },
  ),
  behaviour('click-to-dial', async ({ page, get, advance }) => {
    await page.push('clickToDial', { phoneNumber: '(650) 555-0142' });
    same(await get('phase'), 'dialing');
    await advance(1_199);
    same(await page.events('newCall'), []);
    await advance(1);
    like(await page.events('newCall'), [
      { call: { direction: 'OUTBOUND', telephonyStatus: 'CallConnected' } },
    ]);
    same(
      (await page.received()).filter(({ kind }) => kind === 'response'),
      [],
    );
  }),
  behaviour('click-to-dial-refused', async ({ page, get }) => {
    const refused = ['911', '933', '112', '', 'Ada', '12', '+442079460958', undefined];
    for (const phoneNumber of refused) await page.push('clickToDial', { phoneNumber });
    same(await get('phase'), 'idle');
    same(
      (await get('toasts')).map(({ kind }) => kind),
      refused.map(() => 'danger'),
    );
    same([await page.story(), await get('errors')], [[], []]);
  }),
];
