import { isTestingError, record, type RecordOptions } from '@jackfield/testing';
import { describe, expect, it } from 'vitest';
import { crm, linesOf, openLine, recordCall, SECRETS, startWith } from './support.js';

const QUERY = [{ phoneNumber: '6505550142', callType: 'inbound' }];

const outcomes = (text: string): readonly unknown[] =>
  linesOf(text)
    .slice(1, -1)
    .map(({ direction, name, outcome }) => [direction, name, outcome]);

describe('record refuses', () => {
  it.each([
    [{ personal: 'hash' }, 'record: expected pseudonym or mask at /personal, received "hash"'],
    [{ maxLines: 0 }, 'record: expected a number above 0 at /maxLines, received 0'],
    [{ maxLines: NaN }, 'record: expected a number above 0 at /maxLines, received null'],
  ])('%j', async (options, message) => {
    const { host } = await openLine();
    const thrown = ((): unknown => {
      try {
        return record(host, options as RecordOptions);
      } catch (error) {
        return error;
      }
    })();
    expect(isTestingError(thrown) && [thrown.code, thrown.message]).toEqual([
      'BAD_OPTION',
      message,
    ]);
    await host.close();
  });
});

describe('a transcript holds', () => {
  it.each(['pseudonym', 'mask'] as const)('nothing personal, with %ss', async (personal) => {
    const text = (await recordCall(undefined, { personal })).text();
    for (const secret of SECRETS) expect(text).not.toContain(secret);
  });

  it('no text of an error, neither of the page nor of the widget', async () => {
    const line = await openLine(
      startWith(
        crm({
          logCall() {
            throw new Error('Ada Lovelace is not in the CRM');
          },
        }),
      ),
    );
    await line.ask('rc-ev-logCall', { call: {} }, '1');
    await line.ask('rc-ev-matchCallLogs', ['7'], '2');
    await line.push('rc-ev-sipRegistered', {});
    const asked = line.host.request('checkPopupWindow').catch(() => undefined);
    await line.clock.advance(0);
    const id = line.posted.at(-1)?.['requestId'];
    await line.post({
      type: 'MessageTransport-response',
      requestId: id,
      result: 'Ada',
      error: 'Ada',
    });
    await asked;
    const text = line.tape.text();
    expect(text).not.toContain('Ada');
    const answers = linesOf(text).filter(({ envelope }) => envelope?.requestId === '1');
    expect(answers.map(({ outcome, envelope }) => [outcome, envelope.error])).toEqual([
      [undefined, undefined],
      ['invalid', '‹error›'],
    ]);
    expect(linesOf(text).at(-2)).toMatchObject({
      direction: 'in',
      name: 'checkPopupWindow',
      outcome: 'failed',
      envelope: { requestId: id, error: '‹error›' },
    });
    await line.host.close();
  });

  it('no member that a schema does not know, but says that there is one', async () => {
    const line = await openLine();
    await line.push('rc-ev-sipRegistered', { beta: 'Ada', more: { deep: 'Ada' }, list: ['Ada'] });
    await line.push('rc-ev-madeUp', { name: 'Ada' });
    await line.push('rc-ev-syncSize', { size: { width: 300, height: 500 } });
    await line.push('rc-ev-madeUpToo', {});
    const text = line.tape.text();
    expect(text).not.toContain('Ada');
    const payloads = linesOf(text).flatMap(({ direction, envelope }) =>
      direction === 'in' ? [envelope.payload] : [],
    );
    expect(payloads).toEqual([
      {
        type: 'rc-ev-sipRegistered',
        beta: '‹?›',
        more: { '‹?›': '‹?›' },
        list: ['‹?›'],
      },
      { type: 'rc-ev-madeUp', '‹?›': '‹?›' },
      { type: 'rc-ev-syncSize', '‹?›': '‹?›' },
      { type: 'rc-ev-madeUpToo' },
    ]);
    await line.host.close();
  });

  it('no secret, not even a pseudonym of one, while an empty one stays', async () => {
    const line = await openLine();
    const call = (recordingUrl: string): object => ({
      call: {
        id: '1',
        direction: 'INBOUND',
        from: { phoneNumber: 'anonymous' },
        to: { phoneNumber: '' },
        recordingUrl,
      },
    });
    await line.push('rc-ev-endCall', call('https://recordings.example/1?token=abc'));
    await line.push('rc-ev-endCall', call(''));
    await line.post({ type: 'rc-ev-loginPopup', oAuthUri: 'https://login.example/?state=abc' });
    const lines = linesOf(line.tape.text()).filter(({ direction }) => direction === 'in');
    expect(lines.map(({ envelope }) => envelope.payload?.call ?? envelope)).toMatchObject([
      { recordingUrl: '‹secret›', from: { phoneNumber: 'anonymous' }, to: { phoneNumber: '' } },
      { recordingUrl: '' },
      { type: 'rc-ev-loginPopup', oAuthUri: '‹secret›' },
    ]);
    expect(lines.map(({ outcome }) => outcome)).toEqual(['ignored', 'ignored', 'ignored']);
    await line.host.close();
  });
});

describe('pseudonyms', () => {
  it('of two recordings have nothing in common', async () => {
    const words = async (): Promise<Set<string>> => {
      const lines = linesOf((await recordCall()).text());
      const found = lines.flatMap(({ name, direction, envelope }) =>
        name === 'matchContacts' && direction === 'out'
          ? (Object.entries(envelope.result) as [string, [{ name: string; id: string }]][])
          : [],
      );
      return new Set(found.flatMap(([key, [{ name, id }]]) => [key, name, id]));
    };
    const [one, other] = [await words(), await words()];
    expect(one.size).toBe(3);
    expect([...one].filter((word) => other.has(word))).toEqual([]);
  });

  it('are equal where values are: in keys and values, in ways to write a number, in different messages', async () => {
    const lines = linesOf((await recordCall()).text());
    const named = (wanted: string, direction: string) =>
      lines.find((line) => line['name'] === wanted && line['direction'] === direction)?.envelope;
    const number = named('ringCall', 'in').payload.call.from.phoneNumber;
    expect(number).toMatch(/^\d{10}$/);
    expect(named('matchContacts', 'in').payload.data[0].phoneNumber).toBe(number);
    const { result } = named('matchContacts', 'out');
    const [key] = Object.keys(result as object);
    const [contact] = result[key ?? ''];
    expect(key).toBe(number);
    expect(contact.phoneNumbers).toEqual([{ phoneNumber: `+1${number}`, phoneType: 'direct' }]);
    expect(named('logCall', 'in').payload.data.call.from).toMatchObject({
      phoneNumber: number,
      name: contact.name,
    });
    expect(named('clickToDial', 'out').payload.phoneNumber).toBe(`+1${number}`);
  });
});

describe('a transcript contains', () => {
  it('what the wire had, envelope by envelope, where nothing in it is personal', async () => {
    const { text, widget } = await recordCall();
    const plain = new Set(['init', 'register', 'matchCallLogs', 'checkPopupWindow']);
    const lines = linesOf(text()).filter(
      ({ name, envelope }) => plain.has(name) && envelope.result?.constructor !== Object,
    );
    const posted = [...widget.sent, ...widget.received].map(({ envelope }) => envelope);
    expect(lines.length).toBeGreaterThanOrEqual(6);
    for (const { envelope } of lines) expect(posted).toContainEqual(envelope);
  });

  it('what happens in its order, each request before its answer, whichever is answered first', async () => {
    let release: () => void = () => undefined;
    const line = await openLine(
      startWith(crm({ logCall: () => new Promise((resolve) => (release = () => resolve('ok'))) })),
    );
    const call = {
      id: '1',
      direction: 'INBOUND',
      from: { phoneNumber: '1' },
      to: { phoneNumber: '2' },
    };
    await line.ask('rc-ev-logCall', { call, sessionId: '1$2' }, 'slow');
    await line.push('rc-ev-ringCall', { call });
    await line.ask('rc-ev-matchContacts', QUERY, 'fast');
    await line.clock.advance(1_200);
    release();
    await line.clock.advance(0);
    const lines = linesOf(line.tape.text()).slice(2, -1);
    expect(lines.map(({ direction, name, outcome, ms }) => [direction, name, outcome, ms])).toEqual(
      [
        ['in', 'logCall', undefined, undefined],
        ['in', 'ringCall', 'delivered', undefined],
        ['in', 'matchContacts', undefined, undefined],
        ['out', 'matchContacts', 'answered', 0],
        ['out', 'logCall', 'answered', 1_200],
      ],
    );
    const [first] = lines;
    expect(lines.map(({ at }) => at - first?.['at'])).toEqual([0, 0, 0, 0, 1_200]);
    await line.host.close();
  });

  it('which requests were left alone, repeated while under way, or had nobody to answer them', async () => {
    const line = await openLine(startWith([], { service: 'Acme' }));
    const remove = line.host.add(crm({ logCall: () => new Promise(() => undefined) })[0] as never);
    await line.clock.advance(0);
    await line.ask('rc-ev-viewLead', { leadId: '7' }, '1');
    const data = {
      call: { id: '1', direction: 'INBOUND', from: { phoneNumber: '1' }, to: { phoneNumber: '2' } },
      sessionId: '1$2',
    };
    await line.ask('rc-ev-logCall', data, '2');
    await line.ask('rc-ev-logCall', data, '2');
    void remove();
    await line.ask('rc-ev-matchContacts', QUERY, '3');
    await line.clock.advance(15_000);
    expect(outcomes(line.tape.text()).slice(2)).toEqual([
      ['in', 'viewLead', 'unhandled'],
      ['in', 'logCall', undefined],
      ['in', 'logCall', 'ignored'],
      ['in', 'matchContacts', undefined],
      ['out', 'matchContacts', 'failed'],
      ['out', 'register', 'sent'],
      ['out', 'logCall', 'failed'],
    ]);
    await line.host.close();
  });

  it('what JSON has no word for', async () => {
    const line = await openLine();
    const call = {
      id: '1',
      direction: 'INBOUND',
      from: { phoneNumber: '1', name: undefined },
      to: { phoneNumber: '2' },
      startTime: NaN,
    };
    await line.push('rc-ev-endCall', { call });
    await line.push('rc-ev-endCall', { call: undefined });
    const [first, second] = linesOf(line.tape.text()).slice(-3, -1);
    expect(first?.['envelope'].payload.call).toMatchObject({ startTime: NaN });
    expect(first?.['envelope'].payload.call.from).toStrictEqual({
      phoneNumber: expect.any(String),
      name: undefined,
    });
    expect(second?.['envelope'].payload).toStrictEqual({ type: 'rc-ev-endCall', call: undefined });
    await line.host.close();
  });

  it('that the widget loaded, went and came, and that the host closed', async () => {
    const line = await openLine(undefined, { load: false });
    await line.emit({ type: 'loading' });
    await line.emit({ type: 'load' });
    await line.emit({ type: 'gone' });
    await line.emit({ type: 'load' });
    await line.host.close();
    expect(
      linesOf(line.tape.text())
        .slice(1)
        .map(({ widget, host, name }) => widget ?? host ?? name),
    ).toEqual([
      'loading',
      'load',
      'register',
      'gone',
      'load',
      'register',
      'closing',
      'register',
      undefined,
    ]);
  });

  it('no answer of the widget where it gave none', async () => {
    const line = await openLine();
    await line.push('rc-ev-sipRegistered', {});
    const asked = line.host.request('checkPopupWindow').catch(() => undefined);
    await line.clock.advance(10_000);
    await asked;
    expect(outcomes(line.tape.text()).at(-1)).toEqual(['out', 'checkPopupWindow', 'sent']);
    await line.host.close();
  });

  it('nothing of what was asked before it began', async () => {
    const line = await openLine(startWith(crm({ logCall: () => new Promise(() => undefined) })));
    const call = {
      id: '1',
      direction: 'INBOUND',
      from: { phoneNumber: '1' },
      to: { phoneNumber: '2' },
    };
    await line.ask('rc-ev-logCall', { call, sessionId: '1$2' }, '1');
    const late = record(line.host);
    await line.clock.advance(15_000);
    expect(late.lines).toEqual([]);
    expect(linesOf(late.text())[0]).toMatchObject({ state: 'registered' });
    await line.host.close();
  });
});

describe('a tape', () => {
  it('keeps the first lines, and counts and says what it had no room for', async () => {
    const line = await openLine(undefined, { maxLines: 3 });
    for (let count = 0; count < 4; count += 1) await line.push('rc-ev-sipRegistered', {});
    expect(line.tape.lines).toHaveLength(3);
    expect(line.tape.dropped).toBe(2);
    const lines = linesOf(line.tape.text());
    expect(lines).toHaveLength(5);
    expect(lines.at(-1)).toEqual({ end: 'running', dropped: 2 });
    await line.host.close();
    expect(line.tape.dropped).toBe(4);
    expect(line.tape.lines).toHaveLength(3);
  });

  it('that is stopped records nothing more, also when it is stopped again', async () => {
    const line = await openLine();
    line.tape.stop();
    line.tape.stop();
    const text = line.tape.text();
    await line.push('rc-ev-sipRegistered', {});
    expect(line.tape.text()).toBe(text);
    expect(linesOf(text).at(-1)).toEqual({ end: 'stopped', dropped: 0 });
    await line.host.close();
  });

  it('leaves it to the page to report errors, as without it', async () => {
    const reported: unknown[] = [];
    const before = globalThis.reportError;
    globalThis.reportError = (error: unknown) => void reported.push(error);
    try {
      const line = await openLine();
      await line.push('rc-ev-ringCall', {});
      expect(reported).toHaveLength(1);
      await line.host.close();
    } finally {
      globalThis.reportError = before;
    }
  });
});
