import { definePlugin, type HostOptions } from '@jackfield/core';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createTestClock } from '../../../testing/src/test-clock.js';
import { protocol } from '../../src/generated/protocol.js';
import { LOG, QUERY } from '../test-wire.js';
import {
  ADAPTER_ID,
  createPuppet,
  failToOpen,
  makeFrame,
  openFrame,
  openHost,
  push,
  request,
  response,
  STRANGER,
  type TestFrame,
  type TestHost,
  urlOf,
  WIDGET,
} from './frames.js';

const receivedCalls = vi.fn();
const answered = vi.fn();

const probe = definePlugin({
  name: 'probe',
  pushes: { newCall: ({ call }) => void receivedCalls(call.id) },
  requests: {
    matchContacts: (queries) => {
      answered();
      return Object.fromEntries(
        queries.map(({ phoneNumber }) => [
          phoneNumber,
          [{ id: '1', type: 'Acme', name: 'Ada', phoneNumbers: [] }],
        ]),
      );
    },
    logCall: () => 'ok',
  },
});

const CALL = push('rc-ev-newCall', { call: LOG.call });
const open = (options: Partial<HostOptions> = {}): TestHost =>
  openHost({ plugins: [probe], ...options });

/** A host and its widget, registered. */
async function openPair(
  options: Partial<HostOptions> = {},
  query: Readonly<Record<string, string>> = {},
): Promise<TestHost & { widget: TestFrame }> {
  const widget = await openFrame({ id: ADAPTER_ID, query });
  const started = open(options);
  await expect.poll(() => widget.services()).toHaveLength(1);
  return { ...started, widget };
}

/** The widget still works: nothing that came before has hurt the host. */
async function expectAnswer(widget: TestFrame): Promise<void> {
  await expect(widget.ask('rc-ev-matchContacts', QUERY)).resolves.toMatchObject({
    result: { [QUERY[0].phoneNumber]: [{ name: 'Ada' }] },
  });
}

/** `frame` pushes and asks as the widget would; nobody may receive it. */
async function expectIgnored(frame: Pick<TestFrame, 'post' | 'flush' | 'received'>): Promise<void> {
  frame.post({ type: 'rc-ev-init' });
  frame.post(CALL);
  frame.post(request('forged', 'rc-ev-matchContacts', QUERY));
  await frame.flush();
  expect(receivedCalls).not.toHaveBeenCalled();
  expect(answered).not.toHaveBeenCalled();
  expect(await frame.received()).toEqual([]);
}

const reported = vi.fn();
const thrown = vi.fn();

beforeEach(() => {
  receivedCalls.mockClear();
  answered.mockClear();
  reported.mockClear();
  vi.stubGlobal('reportError', reported);
  thrown.mockClear();
  addEventListener('error', thrown);
});

afterEach(() => {
  removeEventListener('error', thrown);
  vi.unstubAllGlobals();
});

describe('a frame that is not the widget', () => {
  test('with the documented id and an origin nobody knows is not bound, and is reported', async () => {
    const frame = await openFrame({ id: ADAPTER_ID, origin: STRANGER });
    const { host, events } = open({ widget: {} });
    await expectIgnored(frame);
    expect(host.state).toBe('waiting');
    expect(events.failed.map(({ error }) => error)).toEqual([
      expect.objectContaining({
        code: 'ORIGIN_UNKNOWN',
        message: expect.stringContaining(STRANGER) as string,
      }),
    ]);
  });

  test('of another widget at the same origin is not bound, and is reported; the right one is', async () => {
    const shared = { ...protocol, origins: [WIDGET], paths: { [WIDGET]: '/this-widget/' } };
    const frame = await openFrame({ id: ADAPTER_ID });
    const { host, events } = open({ protocol: shared, widget: {} });
    await expectIgnored(frame);
    expect(host.state).toBe('waiting');
    expect(events.failed.map(({ error }) => error)).toEqual([
      expect.objectContaining({
        code: 'FRAME_REFUSED',
        message: expect.stringContaining(`another widget than ${WIDGET}/this-widget/`) as string,
      }),
    ]);
    frame.element.src = `${WIDGET}/this-widget/?right`;
    await frame.load();
    await expect.poll(() => frame.services()).not.toHaveLength(0);
  });

  test('with the documented id and another origin than the given one is not bound, and is reported', async () => {
    const frame = await openFrame({ id: ADAPTER_ID, origin: STRANGER });
    const { host, events } = open();
    await expectIgnored(frame);
    expect(host.state).toBe('waiting');
    expect(events.failed.map(({ error }) => error)).toEqual([
      expect.objectContaining({
        code: 'FRAME_REFUSED',
        message: expect.stringMatching(`${WIDGET}.*${STRANGER}`) as string,
      }),
    ]);
  });

  test('is reported once, not at every change of the page', async () => {
    await openFrame({ id: ADAPTER_ID, origin: STRANGER });
    const { failures } = open();
    for (let turn = 0; turn < 3; turn += 1) {
      const other = await openFrame({ id: `other-${turn}` });
      other.element.remove();
    }
    expect(failures()).toEqual(['FRAME_REFUSED']);
  });

  test('fails createHost at once when it was given as an element', async () => {
    const { element } = await openFrame({ origin: STRANGER });
    expect(failToOpen({ widget: { frame: element } })).toMatchObject({ code: 'ORIGIN_UNKNOWN' });
    expect(failToOpen({ widget: { frame: element, origin: WIDGET } })).toMatchObject({
      code: 'FRAME_REFUSED',
    });
  });

  test('appears only when the right one has gone: the origin of the first stays pinned', async () => {
    const widgets = { ...protocol, origins: [WIDGET, STRANGER] };
    const { host, widget, failures } = await openPair({ widget: {}, protocol: widgets });
    widget.element.remove();
    await expect.poll(() => host.state).toBe('waiting');
    const frame = await openFrame({ id: ADAPTER_ID, origin: STRANGER });
    await expectIgnored(frame);
    expect(failures()).toEqual(['FRAME_REFUSED']);
    expect(host.state).toBe('waiting');

    frame.element.remove();
    const again = await openFrame({ id: ADAPTER_ID });
    await expectAnswer(again);
  });

  test('with the id of the bound frame is not bound beside it, and is reported', async () => {
    const { widget, failures } = await openPair();
    const second = await openFrame({ id: ADAPTER_ID });
    await expectIgnored(second);
    expect(failures()).toEqual(['FRAME_REFUSED']);
    await expectAnswer(widget);
  });

  test('put before the bound frame with the same id does not take its place', async () => {
    const { widget, failures } = await openPair();
    const second = makeFrame({ id: ADAPTER_ID });
    const loaded = second.load();
    second.element.src = urlOf();
    document.body.prepend(second.element);
    await loaded;
    await expectIgnored(second);
    expect(failures()).toEqual(['FRAME_REFUSED']);
    await expectAnswer(widget);
  });

  test.each(['div', 'object', 'embed'])('but a <%s> with the id is never bound', async (tag) => {
    const element = document.createElement(tag);
    element.id = ADAPTER_ID;
    const puppet = createPuppet();
    const loaded = new Promise((resolve) => element.addEventListener('load', resolve));
    if (tag === 'object') element.setAttribute('data', urlOf());
    if (tag === 'embed') Object.assign(element, { type: 'text/html', src: urlOf() });
    onTestFinished(() => element.remove());
    document.body.append(element);
    const { host } = open();
    if (tag !== 'div') {
      await loaded;
      // The window of an <embed> is not to be had from the element, only from the page.
      const inside = window[window.length - 1] as Window;
      puppet.connect(inside);
      await expectIgnored(puppet);
    }
    expect(host.state).toBe('waiting');

    const widget = await openFrame({ id: ADAPTER_ID });
    await expectAnswer(widget);
  });

  test.each([
    ['a <div>', () => document.createElement('div')],
    ['an <object>', () => document.createElement('object')],
    ['null', () => null],
    ['an empty id', () => ''],
  ])('nor is %s that is given as the frame', (_, make) => {
    const frame = make() as unknown as HTMLIFrameElement;
    expect(failToOpen({ widget: { frame, origin: WIDGET } })).toMatchObject({ code: 'BAD_OPTION' });
  });
});

describe('a message that a script of the page has made', () => {
  test('is ignored without a source: a removed frame has no window either', async () => {
    const { widget } = await openPair();
    const forge = (): void => {
      window.dispatchEvent(new MessageEvent('message', { data: CALL, origin: WIDGET }));
    };
    forge();
    // In the same task, before an event reports that the frame is gone.
    widget.element.remove();
    expect(widget.element.contentWindow).toBeNull();
    forge();
    expect(receivedCalls).not.toHaveBeenCalled();
  });
});

describe('the widget’s frame with a foreign document in it', () => {
  test('a src that redirects to another origin receives nothing and is ignored', async () => {
    const frame = await openFrame({
      id: ADAPTER_ID,
      query: { redirect: `${STRANGER}/?post=${encodeURIComponent(JSON.stringify(CALL))}` },
    });
    const { events } = open();
    await expect.poll(() => events.registered.length).toBe(1);
    await expectIgnored(frame);
  });

  test('led elsewhere while it runs, it receives nothing and is ignored', async () => {
    const clock = createTestClock();
    const { host, widget } = await openPair({ clock });
    const loaded = widget.load();
    widget.go(`${STRANGER}/`);
    await loaded;
    // Nobody has shown himself, so the command goes out two seconds after the load, to no one.
    const sent = host.send('clickToDial', { phoneNumber: '+16505550100' });
    await clock.advance(2_000);
    await sent;
    expect((await widget.received()).filter(({ type }) => type !== undefined)).toHaveLength(1);
    widget.post(CALL);
    await widget.flush();
    expect(receivedCalls).not.toHaveBeenCalled();
  });

  test('led elsewhere while its request is under way, it does not get the answer', async () => {
    let finish = (): void => undefined;
    const slow = definePlugin({
      name: 'slow',
      requests: {
        logCall: () =>
          new Promise((resolve) => {
            finish = () => resolve('secret');
          }),
      },
    });
    const { widget, events } = await openPair({ plugins: [slow] });
    widget.post(request('in-flight', 'rc-ev-logCall', LOG));
    await widget.flush();
    const loaded = widget.load();
    widget.go(`${STRANGER}/`);
    await loaded;
    finish();
    await expect.poll(() => events.message.some(({ name }) => name === 'logCall')).toBe(true);
    expect(await widget.responses('in-flight')).toEqual([]);
  });

  test('sandboxed to no origin at all, it receives nothing and is ignored', async () => {
    const frame = await openFrame({ id: ADAPTER_ID, sandbox: 'allow-scripts' });
    const { events } = open();
    await expect.poll(() => events.registered.length).toBe(1);
    await expectIgnored(frame);
  });
});

describe('origin "*"', () => {
  test('is refused in any other spelling', () => {
    for (const origin of ['', 'any', 'null', '**', 'https://*', `${WIDGET}/`, `${WIDGET}/app`]) {
      expect(failToOpen({ widget: { origin } }), origin).toMatchObject({ code: 'BAD_OPTION' });
    }
  });

  test('written out, takes a widget of any origin, and only from its own window', async () => {
    const widget = await openFrame({ id: ADAPTER_ID, origin: STRANGER });
    const other = await openFrame({ id: 'other', origin: STRANGER });
    const { failures } = open({ widget: { origin: '*' } });
    await expect.poll(() => widget.services()).toHaveLength(1);
    await expectIgnored(other);
    await expectAnswer(widget);
    expect(failures()).toEqual([]);
  });

  test('written out, takes a sandboxed widget too', async () => {
    const widget = await openFrame({ id: ADAPTER_ID, sandbox: 'allow-scripts' });
    open({ widget: { origin: '*' } });
    await expectAnswer(widget);
  });
});

describe('odd things from the widget’s own frame', () => {
  const cyclic: Record<string, unknown> = { type: 'MessageTransport-push' };
  cyclic['payload'] = cyclic;
  const deep = JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`) as unknown;

  test.each([
    ['null', null],
    ['undefined', undefined],
    ['text', 'MessageTransport-push'],
    ['numbers', Number.NaN],
    ['booleans', true],
    ['big integers', 1n],
    ['dates', new Date(0)],
    ['arrays', [CALL]],
    ['maps', new Map(Object.entries(CALL))],
    ['an empty object', {}],
    ['no payload', { type: 'MessageTransport-push' }],
    ['payload null', { type: 'MessageTransport-push', payload: null }],
    ['payload of text', { type: 'MessageTransport-push', payload: 'rc-ev-newCall' }],
    ['a type that is an object', { type: { toString: 'rc-ev-init' } }],
    ['a type out of Object’s prototype', { type: 'toString' }],
    ['the type __proto__', push('__proto__')],
    ['the request type constructor', request('odd', 'constructor', {})],
    ['a request without id', { ...request('', 'rc-ev-matchContacts', QUERY) }],
    [
      'a request whose id is an object',
      { ...request('', 'rc-ev-matchContacts', QUERY), requestId: {} },
    ],
    ['a response that nobody waits for', response('never-asked', 'x')],
    ['a response to __proto__', response('__proto__', 'x')],
    ['a cycle', cyclic],
    ['deep nesting', push('rc-ev-newCall', { call: deep })],
  ])('%s', async (_, message) => {
    const { widget } = await openPair();
    widget.post(message);
    await widget.flush();
    await expectAnswer(widget);
    expect(receivedCalls).not.toHaveBeenCalled();
    expect(reported).not.toHaveBeenCalled();
    expect(thrown).not.toHaveBeenCalled();
  });

  test('members named __proto__ stay members and reach no prototype', async () => {
    const raw = vi.fn();
    const bodies: unknown[] = [];
    const { widget, host } = await openPair({
      plugins: [
        definePlugin({
          name: 'proto',
          pushes: { newCall: (body) => void bodies.push(body) },
          requests: {
            matchContacts: () =>
              JSON.parse('{"__proto__":[{"name":"Eve"}],"6503945910":[{"name":"Ada"}]}') as never,
            logCall: () => 'ok',
          },
          invalid: { logCall: raw },
        }),
      ],
    });
    widget.json('{"__proto__":{"type":"rc-ev-init"}}');
    widget.json(
      '{"type":"MessageTransport-push","__proto__":{"payload":{"type":"rc-ev-newCall"}}}',
    );
    widget.json(
      `{"type":"MessageTransport-push","payload":{"type":"rc-ev-newCall","__proto__":{"polluted":1},"call":${JSON.stringify(LOG.call)}}}`,
    );
    widget.json(
      '{"type":"MessageTransport-request","requestId":"p","payload":{"requestType":"rc-ev-logCall","data":{"__proto__":{"sessionId":"a$1"}}}}',
    );
    await widget.flush();
    expect(bodies).toHaveLength(1);
    expect(Object.getPrototypeOf(bodies[0])).toBe(Object.prototype);
    expect(Object.keys(bodies[0] as object).sort()).toEqual(['__proto__', 'call']);
    expect(raw).toHaveBeenCalledOnce();
    await expect.poll(() => widget.responses('p')).toMatchObject([{ error: expect.any(String) }]);
    const { result } = await widget.ask('rc-ev-matchContacts', QUERY);
    expect(Object.keys(result as object)).toContain('6503945910');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(host.state).toBe('registered');
  });

  test('a body of five megabytes is checked and delivered like any other', async () => {
    const { widget } = await openPair();
    const name = 'x'.repeat(5_000_000);
    widget.post(push('rc-ev-noSuchPush', { name }));
    widget.post(push('rc-ev-newCall', { call: { ...LOG.call, from: { phoneNumber: name } } }));
    await widget.flush();
    expect(receivedCalls).toHaveBeenCalledOnce();
    await expectAnswer(widget);
  });

  test('after five thousand messages of junk a request is answered', async () => {
    const { widget } = await openPair();
    widget.burst(1_000, null);
    widget.burst(1_000, 'junk');
    widget.burst(1_000, push('rc-ev-noSuchPush'));
    widget.burst(1_000, request('junk', 'rc-ev-noSuchRequest', {}));
    widget.burst(1_000, response('never-asked', {}));
    await expectAnswer(widget);
    expect(reported).not.toHaveBeenCalled();
    expect(thrown).not.toHaveBeenCalled();
  });
});
