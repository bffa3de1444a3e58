import { connectWindow, type Connected, type Widget } from '@jackfield/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const NUMBER = '+16505550142';
const ORIGIN = 'https://ringcentral.github.io';

type Members = Readonly<Record<string, unknown>>;
type Request = Members & { readonly requestId: string };

let page: EventTarget;
let widget: Connected<Widget>;
let requests: Request[];

beforeEach(() => {
  page = new EventTarget();
  requests = [];
  page.addEventListener('message', (event) => {
    const { data } = event as MessageEvent<Members>;
    if (data['type'] === 'MessageTransport-request') requests.push(data as Request);
  });
  widget = connectWindow(page);
});
afterEach(() => widget.close());

const post = async (message: unknown, target = ORIGIN): Promise<void> => {
  widget.frameWindow.postMessage(message, target);
  await widget.clock.advance(0);
};
const push = (payload: Members): Promise<void> => post({ type: 'MessageTransport-push', payload });
const register = (name = 'Acme CRM'): Promise<void> =>
  push({ type: 'rc-ev-register', service: { name, contactMatcherEnabled: true } });
const respond = (requestId: unknown, answer: Members): Promise<void> =>
  post({ type: 'MessageTransport-response', requestId, ...answer });

/** Lets the widget ask for the contacts of a number. */
async function ask(): Promise<Request> {
  await register();
  void widget.inboundCall({ from: NUMBER });
  await widget.clock.advance(100);
  return requests.at(-1) as Request;
}

const codes = (): readonly string[] => widget.problems().map(({ code }) => code);

describe('no problem is', () => {
  it.each<[string, unknown]>([
    ['text of another script', 'setImmediate$0.1'],
    ['an object without a type', { hello: 'world' }],
    ['an object with a type of another script', { type: 'webpackOk' }],
    ['a list', [1, 2]],
  ])('%s', async (_name, message) => {
    await post(message);
    expect(widget.problems()).toEqual([]);
  });

  it('the same service again, with other capabilities', async () => {
    await register();
    await push({ type: 'rc-ev-register', service: { name: 'Acme CRM', callLoggerEnabled: true } });
    expect(widget.problems()).toEqual([]);
  });

  it('an error that is a text', async () => {
    const { requestId } = await ask();
    await respond(requestId, { error: 'The CRM is down' });
    expect(widget.problems()).toEqual([]);
  });

  it('an answer with more numbers than those of the request', async () => {
    const { requestId } = await ask();
    await respond(requestId, { result: { [NUMBER]: [], '101': [] } });
    expect(widget.problems()).toEqual([]);
  });

  it('an answer without the numbers that nobody has', async () => {
    const { requestId } = await ask();
    await respond(requestId, { result: {} });
    expect(widget.problems()).toEqual([]);
  });

  it('an answer to a document that is gone', async () => {
    const { requestId } = await ask();
    await widget.reload();
    await respond(requestId, { result: 'anything' });
    expect(codes()).not.toContain('RESULT_INVALID');
    expect(codes()).not.toContain('NOT_ANSWERED');
  });
});

describe('a problem is', () => {
  it('a message that does not match its schema, with the place', async () => {
    await push({ type: 'rc-ev-clickToDial', phoneNumber: 6505550142 });
    expect(widget.problems()).toMatchObject([
      {
        code: 'MESSAGE_INVALID',
        name: 'clickToDial',
        message: 'clickToDial: Expected string at /phoneNumber, received number.',
      },
    ]);
  });

  it.each([
    ['in an envelope', { type: 'MessageTransport-push', payload: { type: 'rc-ev-dial' } }],
    ['without one', { type: 'rc-ev-dial' }],
  ])('a message of an unknown type, %s', async (_name, message) => {
    await post(message);
    expect(widget.problems()).toMatchObject([
      {
        code: 'MESSAGE_UNKNOWN',
        message: 'Expected the type of a message of ringcx, received "rc-ev-dial".',
      },
    ]);
  });

  it('an answer to a request that was never sent', async () => {
    await respond('another', { result: {} });
    expect(codes()).toEqual(['REQUEST_UNKNOWN']);
  });

  it('a message to another origin than that of the widget, which is lost', async () => {
    await post({ type: 'MessageTransport-push' }, 'https://elsewhere.example');
    expect(codes()).toEqual(['ORIGIN_WRONG']);
    expect(widget.received).toEqual([]);
  });

  it('a request that still waits', async () => {
    await ask();
    expect(codes()).toEqual(['NOT_ANSWERED']);
  });

  it('a contact of a wrong shape, with its place and without its number', async () => {
    const { requestId } = await ask();
    await respond(requestId, { result: { [NUMBER]: ['Ada Lovelace'] } });
    const [problem] = widget.problems();
    expect(problem?.code).toBe('RESULT_INVALID');
    expect(problem?.message).toContain('at /*/0');
    expect(JSON.stringify(problem)).not.toMatch(/5550142|Lovelace/);
  });

  it('a type that contains personal data, which is not shown', async () => {
    await push({ type: `rc-ev-dial ${NUMBER}` });
    expect(widget.problems()).toMatchObject([{ code: 'MESSAGE_UNKNOWN' }]);
    expect(JSON.stringify(widget.problems())).not.toContain('5550142');
  });
});

describe('warnings', () => {
  it('are none of a page that checks both', async () => {
    await register();
    expect(await widget.warnings()).toEqual([]);
  });

  it('are one of a page that posts to any origin', async () => {
    await post({ type: 'MessageTransport-push', payload: { type: 'rc-ev-logout' } }, '*');
    expect(await widget.warnings()).toMatchObject([{ code: 'ANY_TARGET_ORIGIN' }]);
  });

  it.each<[string, (event: MessageEvent<Request>) => void]>([
    [
      'to the window that asked',
      ({ data, source }) =>
        (source as Window).postMessage(
          { type: 'MessageTransport-response', requestId: data.requestId, result: {} },
          '*',
        ),
    ],
    ['to the frame', ({ data }) => void respond(data.requestId, { result: {} })],
  ])('are one of a page that answers a forged request %s', async (_name, answer) => {
    await register();
    page.addEventListener('message', (event) => {
      const { data } = event as MessageEvent<Request>;
      if (data.type === 'MessageTransport-request') answer(event as MessageEvent<Request>);
    });
    expect(await widget.warnings()).toMatchObject([{ code: 'ANY_SOURCE' }]);
    // The forged request is none of the widget.
    expect(widget.problems()).toEqual([]);
  });
});
