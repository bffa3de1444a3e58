// Frames of strangers, and odd messages of the widget's own frame, on the wire of RingEX in a real browser.
import { definePlugin, type Host, type HostOptions } from '@jackfield/core';
import { createHost, createRingex, type RingexMessages } from '@jackfield/ringex';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  makeFrame,
  nextId,
  openFrame,
  STRANGER,
  type TestFrame,
  type TestHost,
  urlOf,
  watch,
  WIDGET,
} from '../../../core/test/browser/frames.js';
import { createTestClock } from '../../../testing/src/test-clock.js';
import { PHONE_CALL, LOGGED_CALL } from '../ringex-page.js';

const ID = createRingex().frameId as string;
const NUMBER = '+16505550142';

const ringing = vi.fn();
const matched = vi.fn();

/** A plugin made for RingCX. */
const probe = definePlugin({
  name: 'probe',
  pushes: { ringCall: ({ call }) => void ringing(call.id) },
  requests: {
    matchContacts(queries) {
      matched();
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

const CALL = { type: 'rc-call-ring-notify', call: PHONE_CALL };
const READY = { type: 'rc-login-status-notify', loggedIn: true };
const request = (requestId: unknown, path: string, body: unknown): object => ({
  type: 'rc-post-message-request',
  requestId,
  path,
  body,
});
const QUERY = { phoneNumbers: [NUMBER] };

type Options = Partial<
  Pick<HostOptions<RingexMessages>, 'plugins' | 'protocol' | 'widget' | 'clock'>
>;

const open = ({
  protocol = createRingex(),
  plugins = [probe],
  widget = { origin: WIDGET },
  clock,
}: Options = {}): TestHost =>
  watch(
    createHost({
      service: 'Acme CRM',
      protocol,
      plugins,
      widget,
      ...(clock && { clock }),
    }) as unknown as Host,
  );

/** What a frame received, as far as these tests look into it. */
interface Received {
  readonly type?: string;
  readonly responseId?: unknown;
  readonly response?: unknown;
  readonly service?: Readonly<Record<string, unknown>>;
}
type Reader = Pick<TestFrame, 'received'>;

const receivedBy = async (frame: Reader): Promise<readonly Received[]> =>
  (await frame.received()) as readonly Received[];
const services = async (frame: Reader): Promise<readonly unknown[]> =>
  (await receivedBy(frame)).flatMap(({ service }) => (service ? [service] : []));
const responses = async (frame: Reader, id: unknown): Promise<readonly Received[]> =>
  (await receivedBy(frame)).filter(({ responseId }) => responseId === id);

const frameOf = (options: Parameters<typeof openFrame>[0] = {}): Promise<TestFrame> =>
  openFrame({ id: ID, ...options, query: { init: '0', ...options.query } });

/** A host and its widget, registered. */
async function openPair(options: Options = {}): Promise<TestHost & { widget: TestFrame }> {
  const widget = await frameOf();
  const started = open(options);
  widget.post(READY);
  // At the load, and when the widget is ready.
  await expect.poll(() => services(widget)).toHaveLength(2);
  return { ...started, widget };
}

/** The widget still works: nothing that came before has hurt the host. */
async function expectAnswer(frame: TestFrame): Promise<void> {
  const id = nextId();
  frame.post(request(id, '/jackfield/matchContacts', QUERY));
  await expect.poll(() => responses(frame, id)).toHaveLength(1);
  expect(await responses(frame, id)).toMatchObject([
    { response: { data: { [NUMBER]: [{ name: 'Ada' }] } } },
  ]);
}

/** `frame` pushes and asks as the widget would; no plugin may receive it. */
async function expectIgnored(frame: Pick<TestFrame, 'post' | 'flush' | 'received'>): Promise<void> {
  frame.post(READY);
  frame.post(CALL);
  frame.post(request('forged', '/jackfield/matchContacts', QUERY));
  await frame.flush();
  expect(ringing).not.toHaveBeenCalled();
  expect(matched).not.toHaveBeenCalled();
  expect(await frame.received()).toEqual([]);
}

const reported = vi.fn();
const thrown = vi.fn();

beforeEach(() => {
  for (const spy of [ringing, matched, reported, thrown]) spy.mockClear();
  vi.stubGlobal('reportError', reported);
  addEventListener('error', thrown);
});

afterEach(() => {
  removeEventListener('error', thrown);
  vi.unstubAllGlobals();
  expect(reported).not.toHaveBeenCalled();
  expect(thrown).not.toHaveBeenCalled();
});

describe('a frame that is not the widget', () => {
  test.each([
    ['the known origins', {}],
    ['the given origin', { origin: WIDGET }],
  ])('with the documented id and another origin than %s is not bound', async (_name, widget) => {
    const frame = await frameOf({ origin: STRANGER });
    const { host, failures } = open({ widget });
    await expectIgnored(frame);
    expect(host.state).toBe('waiting');
    expect(failures()).toHaveLength(1);
  });

  test('of another widget at the same origin is not bound; the right one is', async () => {
    const shared = { origins: [WIDGET], paths: { [WIDGET]: '/ringcentral-embeddable/' } };
    const frame = await frameOf();
    const { host, failures } = open({ protocol: { ...createRingex(), ...shared }, widget: {} });
    await expectIgnored(frame);
    expect(host.state).toBe('waiting');
    expect(failures()).toEqual(['FRAME_REFUSED']);
    frame.element.src = `${WIDGET}/ringcentral-embeddable/app.html?init=0`;
    await frame.load();
    frame.post(READY);
    await expect.poll(() => services(frame)).not.toHaveLength(0);
  });

  test('with the id of the bound frame is not bound beside it, nor before it', async () => {
    const { widget, failures } = await openPair();
    const second = await frameOf();
    await expectIgnored(second);
    second.element.remove();
    const third = makeFrame({ id: ID });
    const loaded = third.load();
    third.element.src = urlOf({ query: { init: '0' } });
    document.body.prepend(third.element);
    await loaded;
    await expectIgnored(third);
    expect(new Set(failures())).toEqual(new Set(['FRAME_REFUSED']));
    await expectAnswer(widget);
  });

  test('in the widget’s frame, or beside it, may not speak for it', async () => {
    const { widget } = await openPair();
    const beside = await openFrame({ id: 'beside', query: { init: '0' } });
    await expectIgnored(beside);
    // A frame in the widget's frame posts to the page over its head.
    const nested = new URLSearchParams({ init: '0', up: '2', post: JSON.stringify(CALL) });
    widget.nest(`${WIDGET}/?${nested}`);
    await widget.flush();
    await expectAnswer(widget);
    expect(ringing).not.toHaveBeenCalled();
  });
});

describe('the widget’s frame with a foreign document in it', () => {
  test('a src that redirects to another origin receives nothing and is ignored', async () => {
    const post = encodeURIComponent(JSON.stringify(CALL));
    const frame = await frameOf({ query: { redirect: `${STRANGER}/?init=0&post=${post}` } });
    open();
    await expectIgnored(frame);
  });

  test('led elsewhere while it runs, it receives nothing and is ignored', async () => {
    const clock = createTestClock();
    const { host, widget } = await openPair({ clock });
    widget.forget();
    const loaded = widget.load();
    widget.go(`${STRANGER}/?init=0`);
    await loaded;
    const sent = host.send('clickToDial', { phoneNumber: NUMBER });
    await clock.advance(2_000);
    await sent;
    expect(await widget.received()).toEqual([]);
    widget.post(CALL);
    await widget.flush();
    expect(ringing).not.toHaveBeenCalled();
  });

  test('led elsewhere while its request is under way, it does not get the answer', async () => {
    let finish = (): void => undefined;
    const slow = definePlugin({
      name: 'slow',
      requests: { logCall: () => new Promise((resolve) => (finish = () => resolve('secret'))) },
    });
    const { widget, events } = await openPair({ plugins: [slow] });
    const body = { call: LOGGED_CALL, triggerType: 'createLog' };
    widget.post(request('in-flight', '/jackfield/logCall', body));
    await expect.poll(() => events.requestReceived.length).toBe(1);
    const loaded = widget.load();
    widget.go(`${STRANGER}/?init=0`);
    await loaded;
    finish();
    await expect.poll(() => events.message.some(({ name }) => name === 'logCall')).toBe(true);
    expect(await responses(widget, 'in-flight')).toEqual([]);
  });

  test('sandboxed to no origin at all, it receives nothing and is ignored', async () => {
    const frame = await frameOf({ sandbox: 'allow-scripts' });
    open();
    await expectIgnored(frame);
  });
});

describe('odd things from the widget’s own frame', () => {
  const cycle: Record<string, unknown> = { type: 'rc-call-ring-notify' };
  cycle['call'] = cycle;
  const deep = JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`) as unknown;

  test.each([
    ['null', null],
    ['undefined', undefined],
    ['text', 'rc-call-ring-notify'],
    ['numbers', Number.NaN],
    ['big integers', 1n],
    ['dates', new Date(0)],
    ['arrays', [CALL]],
    ['maps', new Map(Object.entries(CALL))],
    ['an empty object', {}],
    ['a type that is an object', { type: { toString: 'rc-call-ring-notify' } }],
    ['a type out of Object’s prototype', { type: 'toString' }],
    ['the type __proto__', { type: '__proto__' }],
    ['the path constructor', request('odd', 'constructor', {})],
    ['the path of another script', request('odd', '/callLogger', { call: LOGGED_CALL })],
    ['a request without id', request('', '/jackfield/matchContacts', QUERY)],
    ['a request whose id is an object', request({}, '/jackfield/matchContacts', QUERY)],
    ['a response that nobody waits for', { type: 'rc-adapter-message-response', responseId: 'x' }],
    ['a call that is null', { type: 'rc-call-ring-notify', call: null }],
    ['a cycle', cycle],
    ['deep nesting', { type: 'rc-call-ring-notify', call: deep }],
    ['a call of deep nesting', { ...CALL, call: { ...PHONE_CALL, from: { phoneNumber: deep } } }],
    ['a message of RingCX', { type: 'MessageTransport-push', payload: { type: 'rc-ev-ringCall' } }],
  ])('%s', async (_name, message) => {
    const { widget } = await openPair();
    widget.post(message);
    await widget.flush();
    await expectAnswer(widget);
    expect(ringing).not.toHaveBeenCalled();
  });

  test('members named __proto__ stay members and reach no prototype', async () => {
    const bodies: unknown[] = [];
    const { widget } = await openPair({
      plugins: [
        definePlugin({
          name: 'proto',
          pushes: { ringCall: (body) => void bodies.push(body) },
          requests: {
            matchContacts: () =>
              JSON.parse(`{"__proto__":[{"name":"Eve"}],"${NUMBER}":[{"name":"Ada"}]}`) as never,
          },
        }),
      ],
    });
    const call = JSON.stringify(PHONE_CALL).slice(1);
    widget.json('{"__proto__":{"type":"rc-call-ring-notify"}}');
    widget.json(
      `{"type":"rc-call-ring-notify","__proto__":{"polluted":1},"call":{"__proto__":{"polluted":1},${call}}`,
    );
    widget.json(
      '{"type":"rc-post-message-request","requestId":"p","path":"/jackfield/matchContacts","body":{"phoneNumbers":["__proto__"],"callerIds":{"__proto__":{"polluted":1}}}}',
    );
    await widget.flush();
    expect(bodies).toHaveLength(1);
    expect(Object.getPrototypeOf(bodies[0])).toBe(Object.prototype);
    await expect.poll(() => responses(widget, 'p')).toHaveLength(1);
    await expectAnswer(widget);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('a body of five megabytes is checked and delivered like any other', async () => {
    const { widget } = await openPair();
    const name = 'x'.repeat(5_000_000);
    widget.post({ type: 'rc-no-such-notify', name });
    widget.post({ ...CALL, call: { ...PHONE_CALL, fromUserName: name } });
    await widget.flush();
    expect(ringing).toHaveBeenCalledOnce();
    await expectAnswer(widget);
  });

  test('after five thousand messages of junk a request is answered', async () => {
    const { widget } = await openPair();
    widget.burst(1_000, null);
    widget.burst(1_000, 'junk');
    widget.burst(1_000, { type: 'rc-no-such-notify' });
    widget.burst(1_000, request('junk', '/no/such/path', {}));
    widget.burst(1_000, { type: 'rc-adapter-message-response', responseId: 'x' });
    await expectAnswer(widget);
  });
});
