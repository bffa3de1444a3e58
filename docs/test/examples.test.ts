import {
  createHost,
  type Contact,
  type Host,
  type HostEvents,
  type HostOptions,
} from '@jackfield/core';
import { memoryCallLogStore, callLog, type CallLogRecord } from '@jackfield/plugin-calllog';
import { testCallLogStore } from '@jackfield/plugin-calllog/testing/vitest';
import { createTestClock, createWidget, examples, type Widget } from '@jackfield/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { acmeLogs, badge, connect as connectLogs, logsOf } from '../examples/call-logs.js';
import { call } from '../examples/commands.js';
import { crmSource, phoneBook } from '../examples/contacts.js';
import { keepInvalidLogs, report, reportDeprecated } from '../examples/errors.js';
import { connectPhone } from '../examples/first-page.js';
import { connect as connectCrm } from '../examples/from-a-listener.js';
import { listen } from '../examples/hand-written-listener.js';
import { leaveView } from '../examples/in-your-page.js';
import { phone } from '../examples/one-phone.js';
import { connect as connectSeveral, withGreeter } from '../examples/several-plugins.js';

const hosts: Host[] = [];

/** Closes the host after the test. */
const kept = (host: Host): Host => {
  hosts.push(host);
  return host;
};

/** The first of some examples. */
const first = <T>(list: readonly T[]): T => list[0] as T;

/** What a host is given to talk to a widget. */
const world = ({ transport, clock }: Widget): Pick<HostOptions, 'widget' | 'clock'> => ({
  widget: { transport },
  clock,
});

afterEach(async () => {
  vi.unstubAllGlobals();
  for (const host of hosts.splice(0)) await host.close({ now: true });
});

describe('the first plugin', () => {
  it('has a page that shows what fails', async () => {
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    const widget = createWidget();
    const crm = {
      openLead: () => Promise.reject(new Error('no such lead')),
      showCaller: () => undefined,
    };
    kept(connectPhone(crm, { transport: widget.transport }));
    await widget.init();
    const lead = first(examples('viewLead'));
    expect(await widget.request('viewLead', lead)).toMatchObject({ status: 'failed' });
    expect(reported).toHaveBeenCalledOnce();
  });
});

describe('the hand-written listener', () => {
  /** A page whose window receives what `post` posts, from any sender. */
  const page = (): { post: (data: unknown) => void; posted: ReturnType<typeof vi.fn> } => {
    const window = new EventTarget();
    vi.stubGlobal('window', window);
    const posted = vi.fn();
    const post = (data: unknown): void => {
      window.dispatchEvent(Object.assign(new Event('message'), { data }));
    };
    return { post, posted };
  };

  const crm = { open: vi.fn(), save: vi.fn(async () => undefined) };
  const log = (data: unknown): object => ({
    type: 'MessageTransport-request',
    requestId: '1',
    payload: { requestType: 'rc-ev-logCall', data },
  });

  it('responds as the guide says, and accepts messages from any window', async () => {
    const { post, posted } = page();
    listen({ contentWindow: { postMessage: posted } } as unknown as HTMLIFrameElement, crm);
    post({ type: 'rc-ev-init' });
    const data = first(examples('logCall'));
    post(log(data));
    await expect.poll(() => posted).toHaveBeenCalledTimes(2);
    expect(posted).toHaveBeenLastCalledWith(expect.objectContaining({ result: 'ok' }), '*');
  });

  it('never answers a log without a task, and the plugin does', async () => {
    const { task: _task, ...data } = examples('logCall')[0] as { task?: unknown };
    const widget = createWidget();
    const saved = vi.fn(async () => undefined);
    kept(connectCrm({ open: () => undefined, save: saved }, { transport: widget.transport }));
    await widget.init();
    expect(await widget.request('logCall', data as never)).toMatchObject({ result: 'ok' });
    expect(saved).toHaveBeenCalledWith(
      expect.any(String),
      expect.anything(),
      undefined,
      expect.any(AbortSignal),
    );
  });
});

describe('commands', () => {
  it('are not sent to a widget that is not there', async () => {
    const clock = createTestClock();
    const transport = { send: () => undefined, subscribe: () => () => undefined };
    const host = kept(createHost({ service: 'Acme CRM', widget: { transport }, clock }));
    const said = call(host, '+16505550142');
    await clock.advance(15_000);
    expect(await said).toContain('No call was made');
  });

  it('reach a widget that is', async () => {
    const widget = createWidget();
    const host = kept(createHost({ service: 'Acme CRM', ...world(widget) }));
    await widget.init();
    const said = call(host, '+16505550142');
    await widget.clock.advance(1_000);
    expect(await said).toBe('The phone is dialling.');
  });
});

describe('several plugins', () => {
  it('find contacts together, and one failed log names its plugin', async () => {
    const widget = createWidget();
    const { widget: connection, clock } = world(widget);
    const host = kept(connectSeveral(connection, clock));
    const failed = vi.fn();
    host.on('failed', failed);
    await widget.init();
    const queries = [{ phoneNumber: '6505550142', callType: 'inbound' }] as const;
    expect(await widget.request('matchContacts', queries)).toMatchObject({
      result: { '6505550142': [{ name: 'Ada Lovelace' }, { name: 'Babbage & Sons' }] },
    });
    const log = first(examples('logCall'));
    expect(await widget.request('logCall', log)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('acme-archive'),
    });
    expect(failed).toHaveBeenCalledWith(expect.objectContaining({ plugin: 'acme-archive' }));
  });

  it('may send each other requests, be added, and be removed', async () => {
    const widget = createWidget();
    const { widget: connection, clock } = world(widget);
    const host = kept(connectSeveral(connection, clock));
    await widget.init();
    const greet = vi.fn();
    await withGreeter(host, greet);
    expect(greet).toHaveBeenCalledWith('Ada Lovelace');
    await leaveView(host);
    expect(host.state).toBe('closed');
  });
});

describe('what fails', () => {
  it('is reported without personal data, until the listener is removed', async () => {
    const widget = createWidget();
    const { widget: connection, clock } = world(widget);
    const host = kept(connectSeveral(connection, clock));
    const warn = vi.fn();
    const end = report(host, warn);
    await widget.init();
    const log = first(examples('logCall'));
    await widget.request('logCall', log);
    expect(warn.mock.calls).toEqual([['acme-archive failed in logCall: PLUGIN_FAILED']]);
    await widget.request('logCall', { sessionId: 7 } as never);
    expect(warn).toHaveBeenLastCalledWith(expect.stringMatching(/^logCall breaks its schema at /));
    end();
  });

  it('is reported while it is deprecated', () => {
    const listeners: ((use: HostEvents['deprecated']) => void)[] = [];
    const host = { on: (_event: string, listener: never) => void listeners.push(listener) };
    const warn = vi.fn();
    reportDeprecated(host as unknown as Host, warn);
    listeners[0]?.({
      name: 'oldPush',
      from: 'widget',
      plugin: 'acme',
      advice: 'Listen to newCall.',
    });
    expect(warn).toHaveBeenCalledWith('acme uses oldPush, which is deprecated. Listen to newCall.');
  });

  it('is kept where a call log is invalid', async () => {
    const widget = createWidget();
    const keep = vi.fn();
    const host = kept(
      createHost({ service: 'Acme CRM', plugins: [keepInvalidLogs(keep)], ...world(widget) }),
    );
    host.on('invalid', () => undefined);
    await widget.init();
    await widget.request('logCall', { sessionId: 7 } as never);
    expect(keep).toHaveBeenCalledWith({ sessionId: 7 });
  });
});

describe('call logs', () => {
  it('are sent to the CRM with a token, and those that wait are counted', async () => {
    const logs = logsOf('ada', async () => 'secret');
    const show = vi.fn();
    const end = badge(logs, show);
    const requests: Request[] = [];
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      requests.push(new Request(url, init));
      return Response.json({}, { status: 503 });
    });
    const widget = createWidget();
    const host = kept(connectLogs(logs, { widget: { transport: widget.transport } }));
    host.on('failed', () => undefined);
    await widget.init();
    const log = first(examples('logCall'));
    await widget.request('logCall', log);
    expect(requests[0]?.url).toBe('https://crm.example/api/call-logs');
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer secret');
    await expect.poll(() => show).toHaveBeenLastCalledWith(1);
    end();
  });

  it('are found again', async () => {
    const store = memoryCallLogStore();
    const widget = createWidget();
    kept(createHost({ service: 'Acme CRM', plugins: [callLog({ store })], ...world(widget) }));
    await widget.init();
    const log = first(examples('logCall'));
    await widget.request('logCall', log);
    expect(await widget.request('matchCallLogs', [log.sessionId])).toMatchObject({
      result: { [log.sessionId]: [{}] },
    });
  });
});

describe('a store of call logs', () => {
  const { signal } = new AbortController();
  const record = { key: 'a$1', revision: 1, call: first(examples('logCall')).call, receivedAt: 1 };

  it.each([
    [401, { kind: 'unauthorized' }],
    [422, { kind: 'permanent' }],
    [429, { kind: 'transient', retryAfterMs: 7_000 }],
    [503, { kind: 'transient' }],
  ])('rejects for status %i as the outbox expects', async (status, error) => {
    const headers = { 'retry-after': '7' };
    vi.stubGlobal('fetch', async () => new Response(null, { status, headers }));
    await expect(acmeLogs.upsert(record, { signal })).rejects.toMatchObject(error);
  });

  describe('keeps the contract', () => {
    const rows = new Map<string, CallLogRecord>();
    const serve = async (input: string, init: RequestInit): Promise<Response> => {
      const request = new Request(input, init);
      const body: unknown = await request.json();
      if (request.url === 'https://crm.example/calls/find')
        return Response.json((body as string[]).flatMap((key) => (rows.has(key) ? [{ key }] : [])));
      const log = body as CallLogRecord;
      if (request.url !== 'https://crm.example/calls') return new Response('', { status: 404 });
      if (log.revision > (rows.get(log.key)?.revision ?? -1)) rows.set(log.key, log);
      return new Response();
    };
    beforeEach(() => void vi.stubGlobal('fetch', serve));
    testCallLogStore(() => acmeLogs, { read: async (key) => rows.get(key) });
  });
});

describe('a page that is rendered on a server', () => {
  it('may import its phone, and makes no host there', () => {
    expect(() => phone([])).toThrow(expect.objectContaining({ code: 'NO_DOCUMENT' }));
  });
});

describe('contacts', () => {
  it('of all sources are merged, and found by any form of a number', async () => {
    const ada: Contact = { id: '7', type: 'acme', name: 'Ada Lovelace', phoneNumbers: [] };
    const search = vi.fn(async (numbers: readonly string[]) => numbers.map(() => [ada]));
    const widget = createWidget();
    const plugins = [phoneBook(crmSource(search), 'ada')];
    kept(createHost({ service: 'Acme CRM', plugins, ...world(widget) }));
    await widget.init();
    const queries = [{ phoneNumber: '6503945910', callType: 'inbound' }] as const;
    const answer = await widget.request('matchContacts', queries);
    expect(search).toHaveBeenCalledWith(['+16503945910']);
    expect(answer).toMatchObject({
      result: { '6503945910': [{ name: 'Ada Lovelace' }, { name: 'Grace Hopper' }] },
    });
  });
});
