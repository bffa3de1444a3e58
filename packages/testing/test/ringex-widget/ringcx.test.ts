import { expect } from 'vitest';
import { ADA, behaviour, CALLER, openScene, type Scene, settle } from './page.js';

/** Opens a widget with a session that is ready, and a page that has registered. */
async function ready(scene: Scene, service: object = {}): Promise<void> {
  await scene.page.register(service as never);
  await scene.widget.startAgentSession();
}

const ON = { ringcx: true } as const;

behaviour('ringcx-unknown', {}, async ({ widget, page }) => {
  const before = page.received.length;
  await page.push('startAgentSession');
  await page.push('setAgentState', { state: 'AVAILABLE' });
  await page.push('dialLead', { lead: { leadId: '1' }, destination: CALLER });
  await page.push('endAgentSession');
  expect(page.received).toHaveLength(before);
  expect(await page.ask('getAgentSession', {})).toEqual({ data: 'no matched path' });
  await expect(widget.startAgentSession()).rejects.toMatchObject({ code: 'WRONG_STATE' });
  await expect(widget.inboundCall({ from: CALLER, source: 'ringcx' })).rejects.toMatchObject({
    code: 'WRONG_STATE',
  });
});

behaviour('ringcx-session', ON, async ({ widget, page, version }) => {
  expect(page.pushes('agentSession')).toEqual([]);
  expect(await page.ask('getAgentSession')).toEqual({ status: 'idle' });
  await page.push('startAgentSession');
  await page.push('startAgentSession');
  expect(page.pushes('agentSession').map(({ status }) => status)).toEqual([
    'loading',
    'authenticating',
    'ready',
  ]);
  expect(page.pushes('agentState')).toEqual([
    { state: 'AVAILABLE', auxState: '', pendingDisposition: false },
  ]);
  await page.push('setAgentState', { state: 'ON-BREAK' });
  expect(widget.state.agent).toMatchObject({ status: 'ready', state: 'ON-BREAK' });
  const off = await openScene({ version });
  await off.page.push('startAgentSession');
  expect(off.page.pushes('agentSession')).toEqual([]);
});

behaviour('ringcx-restored', ON, async ({ widget, page }) => {
  await widget.reload();
  expect(widget.state.agent.status).toBe('idle');
  await widget.startAgentSession();
  const before = page.pushes('agentSession').length;
  await widget.reload();
  expect(widget.state.agent.status).toBe('ready');
  expect(
    page
      .pushes('agentSession')
      .slice(before)
      .map(({ status }) => status),
  ).toEqual(['loading', 'authenticating', 'ready']);
  await page.push('endAgentSession');
  await widget.reload();
  expect(widget.state.agent.status).toBe('idle');
});

behaviour('ringcx-not-ready', ON, async ({ widget, page }) => {
  await page.push('startCall', { phoneNumber: CALLER, callWith: 'ringcx' });
  await page.push('setAgentState', { state: 'AVAILABLE' });
  await page.push('dialLead', { lead: { leadId: '1' }, destination: CALLER });
  const idle = { status: 'idle' };
  expect(page.pushes('agentSession')).toEqual([idle, idle, idle]);
  expect(widget.toasts).toHaveLength(3);
  expect(page.pushes('lead')).toEqual([]);
  expect(widget.phase).toBe('idle');
  await expect(widget.inboundCall({ from: CALLER })).rejects.toMatchObject({ code: 'WRONG_STATE' });
});

behaviour('ringcx-calls', { ...ON, pickUpMs: Infinity }, async (scene) => {
  const { widget, page } = scene;
  await ready(scene);
  await widget.inboundCall({ from: '6505550142' });
  await widget.answer();
  await widget.hangUp();
  for (const name of ['callRing', 'callStart', 'callEnd'] as const)
    expect(page.calls(name)).toMatchObject([
      { source: 'ringcx', direction: 'Inbound', from: CALLER },
    ]);
  const statuses = (): unknown[] =>
    page.calls('activeCall').map(({ telephonyStatus, source }) => [telephonyStatus, source]);
  expect(statuses()).toEqual([
    ['Ringing', 'ringcx'],
    ['CallConnected', 'ringcx'],
    ['NoCall', 'ringcx'],
  ]);
  expect(page.calls('activeCall').at(-1)).toMatchObject({ terminationType: 'final' });
  await widget.submitDisposition();
  await widget.dial(CALLER);
  expect(page.calls('callInit')).toEqual([]);
  expect(statuses()).toHaveLength(3);
  await widget.answer();
  expect(page.calls('callRing')).toHaveLength(1);
  expect(statuses().slice(3)).toEqual([['CallConnected', 'ringcx']]);
});

behaviour('ringcx-ids', ON, async (scene) => {
  const { widget, page, version } = scene;
  await ready(scene);
  const { key } = await widget.inboundCall({ from: CALLER });
  expect(key).toMatch(/^\d+$/);
  await widget.answer();
  expect(page.calls('callStart')[0]).toMatchObject({
    id: key,
    sessionId: key,
    startTime: new Date(widget.clock.now()).toISOString(),
  });
  expect(page.calls('activeCall')[1]).toMatchObject({
    sessionId: key,
    startTime: widget.clock.now(),
    from: { phoneNumber: CALLER },
  });
  await widget.hangUp();
  await widget.submitDisposition();
  expect(page.requests('/log')[0]).toMatchObject({
    call: { id: key, sessionId: key, startTime: widget.clock.now(), source: 'ringcx' },
  });
  const other = await openScene({ version, ringcx: true, ringcxParties: 'object' });
  await ready(other);
  await other.widget.inboundCall({ from: CALLER });
  expect(other.page.calls('callRing')[0]).toMatchObject({ from: { phoneNumber: CALLER } });
});

behaviour('ringcx-match', ON, async (scene) => {
  const { widget, page } = scene;
  page.answer('/contacts', () => ({ data: { [CALLER]: [ADA] } }));
  await ready(scene);
  const call = await widget.inboundCall({ from: '6505550142' });
  expect(page.requests('/contacts')).toEqual([{ phoneNumbers: [CALLER], callerIds: {} }]);
  expect(page.requests('/logs')).toEqual([
    { sessionIds: [call.key], activeSessionIds: [call.key] },
  ]);
  expect(call.matches).toHaveLength(1);
  await widget.answer();
  expect(page.calls('callStart')[0]).toMatchObject({ contactMatch: { id: '7' } });
});

behaviour('ringcx-disposition', ON, async (scene) => {
  const { widget, page } = scene;
  page.answer('/contacts', () => ({ data: { [CALLER]: [ADA] } }));
  await ready(scene);
  const { key } = await widget.inboundCall({ from: CALLER, summary: 'A summary' });
  await widget.answer();
  await widget.clock.advance(20_000);
  await widget.hangUp();
  expect(page.calls('callDisposed')).toEqual([]);
  expect(page.requests('/log')).toEqual([]);
  expect(widget.phase).toBe('wrap-up');
  expect(page.pushes('agentState').at(-1)).toMatchObject({ pendingDisposition: true });
  await widget.edit({ dispositionId: '1101', notes: 'Call back' });
  expect(await widget.submitDisposition()).toMatchObject({ status: 'answered' });
  expect(page.calls('callDisposed')).toMatchObject([
    { id: key, ringcx: { disposition: '1101', notes: 'Call back' }, aiNote: 'A summary' },
  ]);
  const types = page.received.map(({ type, path }) => path ?? type);
  expect(types.indexOf('/log')).toBeGreaterThan(types.indexOf('rc-ringcx-call-disposed-notify'));
  expect(page.requests('/log')).toMatchObject([
    {
      triggerType: 'callDisposition',
      redirect: true,
      aiNote: 'A summary',
      fromEntity: { id: '7' },
      call: {
        sessionId: key,
        duration: 20,
        ringcx: { disposition: '1101', notes: 'Call back' },
        aiNote: 'A summary',
      },
    },
  ]);
  expect(page.pushes('agentState').at(-1)).toMatchObject({ pendingDisposition: false });
  expect(page.requests('/logs').at(-1)).toMatchObject({ sessionIds: [key] });
  expect(widget.phase).toBe('idle');
  await expect(widget.edit({ notes: 'No' } as never)).rejects.toMatchObject({
    code: 'WRONG_STATE',
  });
});

behaviour('ringcx-disposition-early', ON, async (scene) => {
  const { widget, page } = scene;
  await ready(scene);
  await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await widget.submitDisposition({ dispositionId: '1101', notes: '', summary: '' });
  expect(page.calls('callDisposed')).toHaveLength(1);
  expect(page.calls('callEnd')).toHaveLength(0);
  await widget.hangUp();
  expect(widget.phase).toBe('idle');
  expect(page.calls('callDisposed')).toHaveLength(1);
  expect(page.requests('/log')).toHaveLength(1);
});

behaviour('ringcx-log-fails', ON, async (scene) => {
  const { widget, page } = scene;
  page.answer('/log', 'never');
  await ready(scene);
  const call = await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await widget.hangUp();
  const submitted = widget.submitDisposition();
  await settle();
  expect(widget.state.agent.pending).toBe(false);
  await widget.clock.advance(15_000);
  expect(await submitted).toMatchObject({ status: 'timeout' });
  page.answer('/log', () => ({ data: 'ok' }));
  expect(await widget.clickLog(call)).toMatchObject({ status: 'answered' });
  expect(page.requests('/log').at(-1)).toMatchObject({ triggerType: 'createLog' });
});

behaviour('ringcx-log-page', ON, async (scene) => {
  const { widget, page } = scene;
  await ready(scene, { showLogModal: true });
  const { key } = await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await widget.submitDisposition({ dispositionId: '1101', notes: 'Hi', summary: '' });
  expect(widget.state.logPage).toBe(undefined);
  await widget.hangUp();
  expect(widget.state.logPage).toBe(key);
  expect(page.requests('/log')).toEqual([]);
  await widget.saveLog({ formData: { a: 1 } });
  expect(page.requests('/log')).toMatchObject([
    {
      triggerType: 'logForm',
      note: 'Hi',
      formData: { a: 1 },
      call: { ringcx: { disposition: '1101', notes: 'Hi' } },
    },
  ]);
  expect(widget.state.logPage).toBe(undefined);
});

behaviour('ringcx-no-step', ON, async ({ version }) => {
  for (const [autoLog, dispositions, expected] of [
    [true, [], 1],
    [false, [], 0],
    [true, undefined, 0],
  ] as const) {
    const scene = await openScene({
      version,
      ringcx: true,
      hideCallNote: true,
      dispositions,
      autoLog,
    });
    await ready(scene);
    await scene.widget.inboundCall({ from: CALLER });
    await scene.widget.answer();
    await scene.widget.hangUp();
    expect(scene.page.calls('callDisposed')).toEqual([]);
    expect(scene.widget.state.agent.pending).toBe(dispositions === undefined);
    expect(scene.page.requests('/log')).toHaveLength(expected);
    for (const body of scene.page.requests('/log'))
      expect(body).toMatchObject({ triggerType: 'callDisposition', redirect: true });
  }
});

behaviour('ringcx-unlogged', ON, async (scene) => {
  const { widget, page } = scene;
  await ready(scene);
  const { key } = await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await widget.hangUp();
  await widget.clock.advance(60_000);
  expect(await page.ask('getUnloggedCalls', {})).toEqual({ calls: [], hasMore: false });
  expect(await page.ask('getCallLog', { sessionId: key, source: 'ringcx' })).toMatchObject({
    call: { sessionId: key, source: 'ringcx' },
  });
});

behaviour('ringcx-new-call', { ...ON, pickUpMs: Infinity }, async (scene) => {
  const { widget, page } = scene;
  await ready(scene);
  await page.push('startCall', { phoneNumber: CALLER, callWith: 'ringcx' });
  await widget.answer();
  expect(page.calls('callStart')).toMatchObject([{ source: 'ringcx', to: CALLER }]);
  await page.push('startCall', { phoneNumber: '+16505550143', toCall: true });
  expect(widget.state.calls).toHaveLength(1);
  expect(widget.state.toast).not.toBe('');
  await widget.hangUp();
  await page.push('startCall', { phoneNumber: '+16505550143', toCall: true });
  expect(widget.state.calls).toMatchObject([{ source: 'ringcentral' }]);
});

behaviour('ringcx-control', ON, async (scene) => {
  const { widget, page } = scene;
  const control = (callAction: string): Promise<void> =>
    page.push('controlCall', { callAction, source: 'ringcx' });
  await ready(scene);
  for (const action of ['answer', 'reject', 'hangup', 'hold']) await control(action);
  await widget.inboundCall({ from: CALLER });
  await page.push('controlCall', { callAction: 'answer' });
  expect(widget.phase).toBe('ringing');
  for (const action of ['hold', 'answer', 'hold', 'unhold', 'mute', 'unmute', 'hangup'])
    await control(action);
  expect(page.calls('callHold')).toMatchObject([{ isOnHold: true }]);
  expect(page.calls('callResume')).toMatchObject([{ isOnHold: false }]);
  expect(page.calls('callMute')).toMatchObject([{ isOnMute: true }, { isOnMute: false }]);
  expect(page.calls('callEnd')).toHaveLength(1);
  await widget.submitDisposition();
  await widget.inboundCall({ from: CALLER });
  await control('reject');
  expect(widget.phase).toBe('idle');
  expect(widget.errors).toEqual([]);
});

behaviour('ringcx-end-refused', ON, async (scene) => {
  const { widget, page } = scene;
  await ready(scene);
  await widget.inboundCall({ from: CALLER });
  await widget.answer();
  await page.push('endAgentSession');
  expect(widget.state.agent.status).toBe('ready');
  await widget.hangUp();
  await page.push('endAgentSession');
  expect(widget.state.agent.status).toBe('ready');
  expect(widget.toasts).toHaveLength(2);
  await widget.submitDisposition();
  await page.push('endAgentSession');
  expect(widget.state.agent.status).toBe('idle');
  expect(page.pushes('agentSession').at(-1)).toEqual({ status: 'idle' });
});

behaviour('ringcx-leads', { ...ON, pickUpMs: Infinity }, async (scene) => {
  const { widget, page } = scene;
  await ready(scene);
  await widget.getLeads();
  const [first, second] = widget.state.leads;
  expect(page.pushes('lead')[0]).toMatchObject({
    action: 'loaded',
    leads: [{ leadId: '4401', externId: 'ACME-4401', raw: first }, { raw: second }],
  });
  await widget.passLead(first!);
  expect(page.pushes('lead')[1]).toMatchObject({ action: 'passed', lead: { raw: first } });
  expect(widget.state.leads).toEqual([second]);
  await page.push('dialLead', { lead: second as never, destination: '3055550171' });
  expect(page.pushes('lead')[2]).toMatchObject({
    action: 'dialed',
    lead: { leadId: '4402', raw: second },
    destination: '3055550171',
  });
  await widget.answer();
  expect(page.calls('callStart')[0]).toMatchObject({ to: '+13055550171' });
});

behaviour('ringcx-view-lead', ON, async (scene) => {
  const { widget, page } = scene;
  await ready(scene);
  await widget.getLeads();
  const [lead] = widget.state.leads;
  expect(await widget.viewLead(lead!)).toBe(undefined);
  await page.register({ leadViewerPath: '/lead' });
  await widget.viewLead(lead!);
  expect(page.requests('/lead')).toEqual([{ lead, agentId: '2001' }]);
});

behaviour('ringcx-dispositions', ON, async ({ widget, page }) => {
  expect(await page.ask('getDispositions', { callId: '1' })).toMatchObject({
    error: expect.any(String),
  });
  await widget.startAgentSession();
  expect(await page.ask('getAgentSession')).toMatchObject({
    status: 'ready',
    agent: { agentId: '2001' },
    permissions: expect.any(Object),
  });
  expect(await page.ask('getDispositions', { callId: '1' })).toEqual({
    callId: '1',
    dispositions: [
      { id: '1101', label: 'Resolved' },
      { id: '1102', label: 'Call back' },
    ],
  });
});
