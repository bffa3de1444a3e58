import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { contacts, type ContactsOptions, isContactsError } from '../src/index.js';
import { connect } from '../../plugin-kit/test/widget.js';
import { ask, handSource, person } from './hand-source.js';

const ADA = { '101': [person('Ada', '101')] };
const found = (name = 'Ada') => ({ result: { '101': [{ name }] } });

let reported: unknown[];

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000_000 });
  reported = [];
  vi.stubGlobal('reportError', (error: unknown) => reported.push(error));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const tick = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

function begin(options: Omit<ContactsOptions, 'source' | 'sources'> = {}) {
  const { source, calls } = handSource();
  const { host, ask: match } = connect([contacts({ source, ...options })]);
  const failed = vi.fn<(failure: { readonly error: Error }) => void>();
  host.on('failed', failed as never);
  return {
    host,
    calls,
    failed,
    match: (...numbers: string[]) => match('matchContacts', ask(...numbers)),
  };
}

describe('a source that is slow', () => {
  it('and has never answered for that number fails the request before the host would', async () => {
    const { calls, failed, match } = begin();
    const answer = match('101');
    const settled = vi.fn();
    void answer.then(settled);
    await tick(4_749);
    expect(settled).not.toHaveBeenCalled();
    await tick(1);
    expect(settled).toHaveBeenCalledOnce();
    expect(await answer).toEqual({ error: expect.stringContaining('has not answered in time') });
    expect(failed).toHaveBeenCalledOnce();
    expect(isContactsError(failed.mock.calls[0]?.[0].error.cause)).toBe(true);
    expect(reported).toEqual([]);
    expect(calls).toHaveLength(1);
  });

  it('is not aborted when the widget has been answered, and its late answer is kept', async () => {
    const { calls, match } = begin();
    const answer = match('101');
    await tick(10_000);
    expect(await answer).toEqual({ error: expect.any(String) });
    expect(calls[0]?.signal.aborted).toBe(false);
    calls[0]?.answer(ADA);
    await tick();
    expect(await match('101')).toMatchObject(found());
    expect(calls).toHaveLength(1);
  });

  it('is not asked again by later askers while it is at it, who get what it says', async () => {
    const { calls, match } = begin();
    void match('101');
    await tick(6_000);
    const later = match('101');
    await tick(1_000);
    expect(calls).toHaveLength(1);
    calls[0]?.answer(ADA);
    expect(await later).toMatchObject(found());
  });

  it('is given up after a time of its own, and is then asked again', async () => {
    const { calls, failed, match } = begin({ sourceTimeoutMs: 20_000 });
    void match('101');
    await tick(19_999);
    expect(calls[0]?.signal.aborted).toBe(false);
    await tick(1);
    expect(calls[0]?.signal.aborted).toBe(true);
    // What comes after that is nobody's.
    calls[0]?.answer({ '101': [person('Too late')] });
    await tick();
    const again = match('101');
    await tick();
    expect(calls).toHaveLength(2);
    calls[1]?.answer(ADA);
    expect(await again).toMatchObject(found());
    // Once, by the request: that it was given up later says nothing that is not known.
    expect(failed).toHaveBeenCalledOnce();
    expect(reported).toEqual([]);
  });

  it('is ended when the host is closed', async () => {
    const { host, calls, match } = begin();
    void match('101');
    await tick(6_000);
    await host.close();
    expect(calls[0]?.signal.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
    expect(reported).toEqual([]);
  });

  it('costs a second where an answer has expired, and its late answer is for the next', async () => {
    const { calls, match } = begin();
    const first = match('101');
    await tick();
    calls[0]?.answer(ADA);
    expect(await first).toMatchObject(found());
    await tick(300_000);
    const second = match('101');
    const settled = vi.fn();
    void second.then(settled);
    await tick(999);
    expect(settled).not.toHaveBeenCalled();
    await tick(1);
    expect(await second).toMatchObject(found());
    calls[1]?.answer({ '101': [person('Ada King')] });
    await tick();
    expect(await match('101')).toMatchObject(found('Ada King'));
    expect(calls).toHaveLength(2);
    expect(reported).toEqual([]);
  });

  it('is waited for where an answer has expired but it says within a second that there is none', async () => {
    const { calls, match } = begin();
    void match('101');
    await tick();
    calls[0]?.answer(ADA);
    await tick(300_000);
    const second = match('101');
    await tick(500);
    calls[1]?.answer({});
    expect(await second).toEqual({ result: {} });
  });

  it('is waited for until the deadline where only some of the answers have expired', async () => {
    const { calls, match } = begin();
    void match('101');
    await tick();
    calls[0]?.answer(ADA);
    await tick(300_000);
    const answer = match('101', '102');
    await tick(4_750);
    // In part, which the host is not reported of: so the page is.
    expect(await answer).toMatchObject(found());
    expect(reported).toMatchObject([{ code: 'SOURCE_SLOW' }]);
    await tick(60_000);
    expect(reported).toHaveLength(1);
  });

  it('is not helped by an answer that expired more than staleMs ago, nor by one of nobody', async () => {
    const { calls, match } = begin({ cache: { staleMs: 1_000 } });
    void match('101', '102');
    await tick();
    calls[0]?.answer(ADA);
    await tick(301_000);
    const answer = match('101', '102');
    await tick(5_000);
    expect(await answer).toEqual({ error: expect.any(String) });
  });

  it('is reported once by three questions at a time that are answered in part', async () => {
    const { calls, match } = begin();
    void match('102');
    await tick();
    calls[0]?.answer({ '102': [person('Bob')] });
    await tick();
    const answers = [1, 2, 3].map(() => match('101', '102'));
    await tick(5_000);
    for (const answer of answers) {
      expect(await answer).toMatchObject({ result: { '102': [{ name: 'Bob' }] } });
    }
    expect(reported).toHaveLength(1);
  });
});

describe('a source that fails', () => {
  it('is reported, and its expired answer given', async () => {
    const { calls, match } = begin();
    void match('101');
    await tick();
    calls[0]?.answer(ADA);
    await tick(300_000);
    const answer = match('101');
    await tick(10);
    calls[1]?.fail(new Error('The CRM is being serviced.'));
    expect(await answer).toMatchObject(found());
    expect(reported).toMatchObject([{ message: 'The CRM is being serviced.' }]);
  });

  it('after an expired answer was given is reported, too', async () => {
    const { calls, match } = begin();
    void match('101');
    await tick();
    calls[0]?.answer(ADA);
    await tick(300_000);
    const answer = match('101');
    await tick(1_000);
    expect(await answer).toMatchObject(found());
    calls[1]?.fail(new Error('The CRM is being serviced.'));
    await tick();
    expect(reported).toMatchObject([{ message: 'The CRM is being serviced.' }]);
  });
});
