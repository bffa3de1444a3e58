import { describe, expect, test } from 'vitest';
import { answer, createWorld, lastOf, register, requestOf, type World } from './served-page.js';

const CALLER = '+16505550142';
const ADA = [{ id: '1', type: 'Acme', name: 'Ada Lovelace', phoneNumbers: [] }];

const phaseOf = ({ panel }: World): unknown => panel?.state?.phase;
const row = (world: World, name: string): object | undefined =>
  lastOf(world.messages, (one) => one.name === name);

/** Makes a call that ends with its disposition. */
async function makeCall({ perform }: World): Promise<void> {
  await perform('inboundCall', { from: 'anonymous' });
  for (const action of ['answer', 'hangUp', 'submitDisposition', 'finish']) await perform(action);
}

describe('a served widget', () => {
  test('starts when a document says hello, and shows the page', async () => {
    const world = createWorld();
    expect(world.panel).toMatchObject({ wire: 'ringcx', version: '1.0', pages: [] });
    expect(world.panel?.state).toBeUndefined();
    const document = await world.open();
    expect(document.received).toContainEqual({ type: 'rc-ev-init' });
    expect(world.panel).toMatchObject({ pages: ['http://localhost:3000'] });
    expect(phaseOf(world)).toBe('idle');
    expect(world.thrown).toEqual([]);
  });

  test('rings, matches and logs, and shows each message once with its outcome', async () => {
    const world = createWorld();
    const document = await world.open();
    await document.post(register());
    const ringing = world.act('inboundCall', { from: CALLER });
    await world.pass();
    expect(row(world, 'matchContacts')).toMatchObject({ outcome: 'waiting' });
    const { requestId } = requestOf(document, 'rc-ev-matchContacts');
    await document.post(answer(requestId, { [CALLER]: ADA }));
    await ringing;
    await world.pass();
    expect(row(world, 'matchContacts')).toMatchObject({ outcome: 'answered', direction: 'in' });
    expect(phaseOf(world)).toBe('ringing');
    expect(world.messages.filter(({ name }) => name === 'matchContacts')).toHaveLength(1);
    expect(world.messages.filter(({ name }) => name === 'answer')).toEqual([]);
    expect(world.problems).toEqual([]);
  });

  test('shows no personal data in messages and problems', async () => {
    const world = createWorld();
    const document = await world.open();
    await document.post(register());
    void world.act('inboundCall', { from: CALLER });
    await world.pass();
    const { requestId } = requestOf(document, 'rc-ev-matchContacts');
    await document.post(answer(requestId, { [CALLER]: 'Ada Lovelace' }));
    await document.post(answer(requestId, undefined, 'Ada Lovelace is not known'));
    await document.post({ type: 'Ada Lovelace called', name: 'Ada Lovelace' });
    await world.pass();
    const shown = JSON.stringify([world.messages, world.problems]);
    expect(shown).not.toMatch(/5550142|Lovelace/);
    expect(world.problems.map(({ code }) => code)).toEqual(['RESULT_INVALID', 'ANSWERED_TWICE']);
    expect(row(world, 'matchContacts')).toMatchObject({ outcome: 'invalid' });
    expect(row(world, 'answer')).toMatchObject({ outcome: 'ignored', direction: 'out' });
    expect(row(world, 'unknown')).toMatchObject({ outcome: 'unknown', wireType: 'unknown' });
  });

  test('shows an error of the page without its text', async () => {
    const world = createWorld();
    const document = await world.open();
    await document.post(register());
    void world.act('inboundCall', { from: CALLER });
    await world.pass();
    const { requestId } = requestOf(document, 'rc-ev-matchContacts');
    await document.post(answer(requestId, undefined, 'No contact Ada'));
    expect(row(world, 'matchContacts')).toMatchObject({
      outcome: 'failed',
      parts: expect.arrayContaining([['Error', '‹error›']]),
    });
    expect(JSON.stringify(world.messages)).not.toContain('No contact');
  });

  test('does not report a request that waits, and reports it after the time limit', async () => {
    const world = createWorld();
    const document = await world.open();
    await document.post(register());
    void world.act('inboundCall', { from: CALLER });
    await world.pass(10_000);
    expect(world.problems).toEqual([]);
    await world.pass(90_000);
    expect(world.problems.map(({ code }) => code)).toEqual(['NOT_ANSWERED']);
    expect(row(world, 'matchContacts')).toMatchObject({ outcome: 'timeout', ms: 90_000 });
  });

  test('shows what is not possible now as an error of the command', async () => {
    const world = createWorld();
    await expect(world.act('answer')).rejects.toThrow('Expected a page that has loaded the widget');
    await world.open();
    await expect(world.act('answer')).rejects.toThrow('received idle');
    await expect(world.act('close')).rejects.toThrow('Expected one of inboundCall');
  });

  test('passes what JSON has no word for', async () => {
    const world = createWorld({ version: '0.x' });
    const document = await world.open();
    await document.post(register());
    void world.act('inboundCall', { from: CALLER, untimed: true });
    await world.pass();
    const times = document.received.flatMap(({ payload }) => {
      const { call } = (payload ?? {}) as { readonly call?: { readonly startTime?: unknown } };
      return call ? [call.startTime] : [];
    });
    expect(times.some(Number.isNaN)).toBe(true);
    expect(world.messages.some(({ parts }) => parts[0]?.[1].includes('"startTime": "NaN"'))).toBe(
      true,
    );
  });
});

describe('tabs', () => {
  test('share one widget, until they are closed', async () => {
    const world = createWorld();
    const first = await world.open();
    const second = await world.open({ page: 'http://localhost:4000' });
    expect(world.panel?.pages).toEqual(['http://localhost:3000', 'http://localhost:4000']);
    await second.post(register());
    expect(world.panel?.state?.service).toMatchObject({ name: 'Acme CRM' });
    await first.close();
    expect(world.panel?.pages).toEqual(['http://localhost:4000']);
    await second.close();
    expect(world.panel?.pages).toEqual([]);
    expect(world.thrown).toEqual([]);
  });

  test('of which the one that was seen last gets the events', async () => {
    const world = createWorld();
    const first = await world.open();
    const second = await world.open();
    await first.post(register());
    await second.post(register());
    await world.perform('inboundCall', { from: 'anonymous' });
    await world.perform('hangUp');
    const rings = (one: typeof first): number =>
      one.received.filter(({ payload }) => JSON.stringify(payload ?? '').includes('rc-ev-ringCall'))
        .length;
    expect([rings(first), rings(second)]).toEqual([0, 1]);
    await first.report({ kind: 'focus' });
    await world.perform('inboundCall', { from: 'anonymous' });
    expect([rings(first), rings(second)]).toEqual([1, 1]);
  });

  test('keep the calls over a reload of the page', async () => {
    const world = createWorld();
    const before = await world.open();
    await before.post(register());
    await makeCall(world);
    await before.close();
    const after = await world.open();
    expect(after.received).toContainEqual({ type: 'rc-ev-init' });
    expect(world.panel?.state?.history).toHaveLength(1);
  });

  test('start another widget if the page asks for other settings', async () => {
    const world = createWorld({ wire: 'ringex' });
    const before = await world.open();
    expect(world.panel).toMatchObject({ version: '3.x', hasRingcx: false });
    await before.close();
    await world.open({ address: 'http://127.0.0.1:4175/app.html?enableRingCX=1' });
    expect(world.panel).toMatchObject({ version: '3.1', hasRingcx: true });
    expect(world.thrown).toEqual([]);
  });

  test('may be a popup', async () => {
    const world = createWorld();
    const main = await world.open();
    await world.open({ address: 'http://127.0.0.1:4175/app.html?fromPopup=1' });
    await main.post({
      type: 'MessageTransport-request',
      requestId: 'check',
      payload: { type: 'rc-ev-checkPopupWindow' },
    });
    expect(main.received.find(({ requestId }) => requestId === 'check')).toMatchObject({
      result: true,
    });
  });
});

describe('the control panel', () => {
  test('starts the widget again as another version, when the documents have reloaded', async () => {
    const world = createWorld();
    const before = await world.open();
    await world.perform('inboundCall', { from: CALLER });
    await world.widget.run({ name: 'version', version: 'next' });
    expect(before.events).toEqual([{ kind: 'reload' }]);
    await before.close();
    const after = await world.open({ before: before.id });
    expect(after.received).toContainEqual({ type: 'rc-ev-init' });
    expect(world.panel).toMatchObject({ version: 'next', pages: ['http://localhost:3000'] });
    expect(phaseOf(world)).toBe('idle');
    await expect(world.widget.run({ name: 'version', version: '9' })).rejects.toThrow(
      'Expected one of the versions 0.x, 1.0, next, received "9".',
    );
    expect(world.thrown).toEqual([]);
  });

  test('reloads the frame, in which the widget goes on', async () => {
    const world = createWorld();
    const before = await world.open();
    await before.post(register());
    await world.perform('inboundCall', { from: 'anonymous' });
    await world.widget.run({ name: 'reload' });
    await before.close();
    expect(world.panel?.pages).toHaveLength(1);
    const after = await world.open({ before: before.id });
    expect(world.panel?.pages).toHaveLength(1);
    expect(phaseOf(world)).toBe('ringing');
    expect(after.received).toContainEqual({ type: 'rc-ev-init' });
  });

  test('gives up a frame that does not load again', async () => {
    const world = createWorld();
    const before = await world.open();
    await world.widget.run({ name: 'reload' });
    await before.close();
    await world.pass(11_000);
    expect(world.panel?.pages).toEqual([]);
  });

  test('loses the network: nothing passes, and the page is not blamed', async () => {
    const world = createWorld();
    const document = await world.open();
    await document.post(register());
    await world.widget.run({ name: 'online', isOnline: false });
    const before = document.received.length;
    void world.act('inboundCall', { from: CALLER });
    await document.post(register('Other CRM'));
    await world.pass(100_000);
    expect(document.received).toHaveLength(before);
    expect(world.panel).toMatchObject({ isOnline: false });
    expect(world.panel?.state?.service).toMatchObject({ name: 'Acme CRM' });
    expect(row(world, 'matchContacts')).toMatchObject({ outcome: 'dropped' });
    expect(row(world, 'ringCall')).toMatchObject({ outcome: 'dropped' });
    expect(world.messages.at(-1)).toBeDefined();
    expect(world.messages.some((one) => one.direction === 'out' && one.outcome === 'dropped')).toBe(
      true,
    );
    expect(world.problems).toEqual([]);
    await world.widget.run({ name: 'online', isOnline: true });
    await document.post(register('Other CRM'));
    expect(world.panel?.state?.service).toMatchObject({ name: 'Other CRM' });
  });

  test('holds answers back, in order, and the page is not blamed', async () => {
    const world = createWorld();
    const document = await world.open();
    await document.post(register());
    await world.widget.run({ name: 'delay', delayMs: 100_000 });
    void world.act('inboundCall', { from: CALLER });
    await world.pass();
    const { requestId } = requestOf(document, 'rc-ev-matchContacts');
    await document.post(answer(requestId, { [CALLER]: ADA }));
    expect(row(world, 'matchContacts')).toMatchObject({ outcome: 'waiting' });
    await world.pass(90_000);
    expect(row(world, 'matchContacts')).toMatchObject({ outcome: 'timeout' });
    await world.pass(20_000);
    expect(row(world, 'answer')).toMatchObject({ outcome: 'ignored' });
    expect(world.problems).toEqual([]);
  });

  test('clears messages and problems', async () => {
    const world = createWorld();
    const document = await world.open();
    await document.post(answer('nobody', 'asked'));
    expect(world.problems.map(({ code }) => code)).toEqual(['REQUEST_UNKNOWN']);
    await world.widget.run({ name: 'clearProblems' });
    await world.widget.run({ name: 'clearMessages' });
    await world.pass(1_000);
    expect(world.problems).toEqual([]);
    expect(world.messages).toEqual([]);
    await document.post(answer('nobody', 'asked'));
    expect(world.problems).toHaveLength(1);
    expect(world.messages).toHaveLength(1);
  });

  test('reports what the page did where no widget was, and to whom it posts', async () => {
    const world = createWorld();
    const document = await world.open();
    await document.report({ kind: 'posted', target: 'http://127.0.0.1:4175', isLost: false });
    expect(world.problems).toEqual([]);
    await document.report({ kind: 'posted', target: 'http://elsewhere.example', isLost: false });
    await document.report({ kind: 'posted', target: '*', isLost: true });
    expect(world.problems.map(({ code }) => code)).toEqual(['ORIGIN_WRONG', 'WIDGET_ABSENT']);
    expect(await world.widget.run({ name: 'warnings' })).toMatchObject([
      { code: 'ANY_TARGET_ORIGIN' },
    ]);
  });

  test('names the error that a handler threw', async () => {
    const world = createWorld();
    const document = await world.open();
    await document.post(register());
    void world.act('inboundCall', { from: CALLER });
    await world.pass();
    const text = "Cannot read properties of undefined (reading 'agent')";
    await document.report({ kind: 'thrown', name: 'TypeError', text, place: 'app.js:12' });
    await world.pass(100_000);
    expect(world.problems).toMatchObject([
      {
        code: 'HANDLER_THREW',
        message: expect.stringContaining(`TypeError: ${text} at app.js:12`),
      },
    ]);
  });

  test('finds a page that answers requests of any window', async () => {
    const world = createWorld();
    const document = await world.open();
    await document.post(register());
    const warnings = world.widget.run({ name: 'warnings' });
    await world.pass(100);
    const [attack] = document.events as readonly { readonly message: { requestId: string } }[];
    expect(attack).toMatchObject({ kind: 'attack' });
    await document.post(answer(attack?.message.requestId ?? '', {}));
    await document.report({ kind: 'attacked', isAnswered: false });
    expect(await warnings).toMatchObject([{ code: 'ANY_SOURCE' }]);
    expect(world.problems).toEqual([]);
  });

  test('shows a second panel everything that is there', async () => {
    const world = createWorld();
    const document = await world.open();
    await document.post(register());
    const kinds: string[] = [];
    world.widget.watch((change) => {
      kinds.push(change.kind);
      if (change.kind === 'messages') expect(change.added.length).toBe(world.messages.length);
    });
    expect(kinds).toEqual(['panel', 'messages', 'problems']);
  });
});

describe('over a long time', () => {
  test('messages, problems and calls are bounded', async () => {
    const world = createWorld();
    const document = await world.open();
    await document.post(register());
    for (let count = 0; count < 3_000; count += 1) {
      if (count === 1_500) await document.post(register('Second CRM'));
      document.send({ kind: 'message', data: answer(`unknown ${count}`, 'a') });
      if (count % 100 === 0) await world.pass(1_000);
    }
    await world.pass(2_000);
    let shown = 0;
    let problems = 0;
    world.widget.watch((change) => {
      if (change.kind === 'messages') shown = change.added.length;
      if (change.kind === 'problems') problems = change.problems.length;
    });
    expect(shown).toBe(200);
    expect(problems).toBe(100);
    // What was registered long ago is known.
    await document.post(register('Third CRM'));
    await world.pass(2_000);
    expect(world.problems.at(-1)).toMatchObject({ code: 'SERVICE_REPLACED' });
    // Without capabilities, no request waits for an answer.
    await document.post({
      type: 'MessageTransport-push',
      payload: { type: 'rc-ev-register', service: { name: 'Third CRM' } },
    });
    for (let count = 0; count < 30; count += 1) await makeCall(world);
    await world.pass();
    expect(world.panel?.state?.history).toHaveLength(25);
    expect(world.thrown).toEqual([]);
  });
});
