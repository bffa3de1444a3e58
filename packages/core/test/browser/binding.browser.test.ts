import { createHost, definePlugin, isJackfieldError } from '@jackfield/core';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { protocol } from '../../src/generated/protocol.js';
import { LOG, QUERY } from '../test-wire.js';
import {
  ADAPTER_ID,
  failToOpen,
  type FrameOptions,
  makeFrame,
  openFrame,
  openHost,
  request,
  STRANGER,
  type TestFrame,
  urlOf,
  watch,
  WIDGET,
} from './frames.js';

const SILENT = { init: '0' };
const KNOWN = { ...protocol, origins: [WIDGET] };
const DIAL = { phoneNumber: '+16505550100' };

const contacts = definePlugin({
  name: 'contacts',
  requests: { matchContacts: () => ({}) },
});

/** A plugin whose logCall waits until it is given its result. */
function createSlowLog(): { plugin: typeof contacts; finish(result: unknown): void } {
  let finish: (result: unknown) => void = () => undefined;
  const plugin = definePlugin({
    name: 'slow-log',
    requests: {
      logCall: () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    },
  });
  return { plugin, finish: (result) => finish(result) };
}

/** Receives what is posted into the `about:blank` in which the frame begins, and nothing else. */
function listenInBlank({ element }: TestFrame): ReturnType<typeof vi.fn> {
  const posted = vi.fn();
  expect(element.contentDocument?.URL).toBe('about:blank');
  (element.contentWindow as Window).postMessage = posted;
  return posted;
}

/** Makes the frame as the adapter script does: into the page first, its address afterwards. */
function addAsAdapter(query: FrameOptions['query'] = {}): TestFrame & { go(): void } {
  const frame = makeFrame({
    id: ADAPTER_ID,
    sandbox: 'allow-same-origin allow-scripts allow-forms allow-popups',
  });
  const container = document.createElement('div');
  container.id = 'engage-voice-embeddable';
  container.append(frame.element);
  document.body.append(container);
  onTestFinished(() => container.remove());
  return { ...frame, go: () => (frame.element.src = urlOf({ query })) };
}

describe('a frame that comes later', () => {
  test.each([
    ['given', { widget: { origin: WIDGET } }],
    ['known', { widget: {}, protocol: KNOWN }],
  ])('made as the adapter script does is bound, with its origin %s', async (_, options) => {
    const { host, failures } = openHost({ plugins: [contacts], ...options });
    expect(host.state).toBe('waiting');
    const frame = addAsAdapter(SILENT);
    const posted = listenInBlank(frame);
    await Promise.resolve();
    expect(await frame.element.contentDocument?.readyState).toBe('complete');
    frame.go();
    await expect
      .poll(() => frame.services())
      .toEqual([{ name: 'Acme CRM', contactMatcherEnabled: true }]);
    expect(posted).not.toHaveBeenCalled();
    expect(failures()).toEqual([]);
    expect(host.state).toBe('registered');
  });

  test('made by the adapter script at the page’s load is bound', async () => {
    let frame: TestFrame | undefined;
    const make = (): void => {
      const made = addAsAdapter();
      made.go();
      frame = made;
    };
    addEventListener('load', make, { once: true });
    openHost({ plugins: [contacts] });
    dispatchEvent(new Event('load'));
    await expect.poll(() => frame?.services() ?? []).not.toEqual([]);
    await expect(frame?.ask('rc-ev-matchContacts', QUERY)).resolves.toMatchObject({ result: {} });
  });

  test('made by the adapter script with a foreign address in the end gets nothing', async () => {
    const { events, failures } = openHost({ widget: {}, protocol: KNOWN });
    const frame = addAsAdapter();
    const loaded = frame.load();
    frame.element.src = urlOf({ origin: STRANGER });
    await loaded;
    expect(await frame.received()).toEqual([]);
    expect(events.registered).toEqual([]);
    expect(failures()).toEqual(['ORIGIN_UNKNOWN']);
  });

  test('and gets its foreign address late is reported, though its origin was given', async () => {
    const { failures } = openHost();
    const frame = addAsAdapter();
    await Promise.resolve();
    const loaded = frame.load();
    frame.element.src = urlOf({ origin: STRANGER });
    await loaded;
    expect(await frame.received()).toEqual([]);
    expect(failures()).toContain('FRAME_REFUSED');
  });

  test('and loads slowly is posted nothing while it is about:blank', async () => {
    const frame = makeFrame({ id: ADAPTER_ID });
    frame.element.src = urlOf({ query: { ...SILENT, delay: '500' } });
    const { host, events } = openHost({ plugins: [contacts] });
    document.body.append(frame.element);
    const posted = listenInBlank(frame);
    await expect.poll(() => host.state).toBe('loading');
    host.add(definePlugin({ name: 'more', requests: { logCall: () => 'ok' } }));
    // The host registers at the end of a task.
    await new Promise((resolve) => setTimeout(resolve));
    expect(events.registered).toEqual([]);
    await expect.poll(() => frame.services()).toHaveLength(1);
    expect(posted).not.toHaveBeenCalled();
  });

  test('and is there but not loaded when the host starts is posted nothing while it is about:blank', async () => {
    const frame = makeFrame({ id: ADAPTER_ID });
    frame.element.src = urlOf({ query: { ...SILENT, delay: '300' } });
    document.body.append(frame.element);
    const posted = listenInBlank(frame);
    const { host } = openHost({ plugins: [contacts] });
    expect(host.state).toBe('loading');
    await expect.poll(() => frame.services()).toHaveLength(1);
    expect(posted).not.toHaveBeenCalled();
  });

  test('and had another id before is bound', async () => {
    const { host } = openHost();
    const frame = await openFrame({ id: 'not-yet' });
    expect(host.state).toBe('waiting');
    frame.element.id = ADAPTER_ID;
    await expect.poll(() => frame.services()).toHaveLength(1);
  });
});

describe('a frame that is there', () => {
  test('and loaded, and says nothing, is registered with at once', async () => {
    const frame = await openFrame({ id: ADAPTER_ID, query: SILENT });
    const { host, events } = openHost({ plugins: [contacts] });
    await Promise.resolve();
    expect(host.state).toBe('registered');
    expect(events.registered).toEqual([
      { service: 'Acme CRM', capabilities: ['contactMatcherEnabled'] },
    ]);
    expect(await frame.services()).toEqual([{ name: 'Acme CRM', contactMatcherEnabled: true }]);
  });

  test('and is reloaded is registered with again', async () => {
    const frame = await openFrame({ id: ADAPTER_ID, query: SILENT });
    openHost({ plugins: [contacts] });
    await expect.poll(() => frame.services()).toHaveLength(1);
    const loaded = frame.load();
    frame.reload();
    await loaded;
    await expect.poll(() => frame.services()).toHaveLength(2);
    await expect(frame.ask('rc-ev-matchContacts', QUERY)).resolves.toMatchObject({ result: {} });
  });

  test('and says init is registered with again, once for each', async () => {
    const frame = await openFrame({ id: ADAPTER_ID, query: SILENT });
    openHost({ plugins: [contacts] });
    await expect.poll(() => frame.services()).toHaveLength(1);
    frame.post({ type: 'rc-ev-init' });
    frame.post({ type: 'rc-ev-init' });
    await frame.flush();
    expect(await frame.services()).toHaveLength(3);
  });

  test('and is removed leaves the host waiting; put back, it is bound again', async () => {
    const frame = await openFrame({ id: ADAPTER_ID, query: SILENT });
    const { host } = openHost();
    await expect.poll(() => frame.services()).toHaveLength(1);
    frame.element.remove();
    await expect.poll(() => host.state).toBe('waiting');
    document.body.append(frame.element);
    await expect.poll(() => host.state).toBe('registered');
    expect(await frame.services()).toHaveLength(2);
  });

  test('and is moved in the page is registered with again, and not while it is about:blank', async () => {
    const frame = await openFrame({ id: ADAPTER_ID, query: { ...SILENT, delay: '200' } });
    const { host, failures } = openHost({ plugins: [contacts] });
    await expect.poll(() => frame.services()).toHaveLength(1);
    const aside = document.body.appendChild(document.createElement('aside'));
    onTestFinished(() => aside.remove());
    const loaded = frame.load();
    aside.append(frame.element);
    const posted = listenInBlank(frame);
    await Promise.resolve();
    host.add(definePlugin({ name: 'more', requests: { logCall: () => 'ok' } }));
    await loaded;
    await expect.poll(() => frame.services()).toHaveLength(2);
    expect(posted).not.toHaveBeenCalled();
    expect(failures()).toEqual([]);
  });

  test('and is moved with the widget’s question open gets no answer to it', async () => {
    const { plugin, finish } = createSlowLog();
    const frame = await openFrame({ id: ADAPTER_ID });
    const { failures } = openHost({ plugins: [plugin] });
    await expect.poll(() => frame.services()).not.toEqual([]);
    frame.post(request('open', 'rc-ev-logCall', LOG));
    await frame.flush();
    const loaded = frame.load();
    document.body.prepend(frame.element);
    await loaded;
    finish('ok');
    await expect.poll(failures).toEqual(['SEND_FAILED']);
    expect(await frame.responses('open')).toEqual([]);
  });

  test('and is moved in the page gets a command only when it has loaded again', async () => {
    const frame = await openFrame({ id: ADAPTER_ID, query: { delay: '200' } });
    const { host } = openHost();
    frame.post({ type: 'rc-ev-init' });
    await frame.flush();
    const aside = document.body.appendChild(document.createElement('aside'));
    onTestFinished(() => aside.remove());
    aside.append(frame.element);
    await Promise.resolve();
    await host.send('clickToDial', DIAL);
    const dials = async (): Promise<number> =>
      (await frame.received()).filter(({ payload }) => payload?.type === 'rc-ev-clickToDial')
        .length;
    await expect.poll(dials).toBe(1);
  });

  test('and is replaced by another of the same id and origin gives its place to that one', async () => {
    const first = await openFrame({ id: ADAPTER_ID, query: SILENT });
    const { host, failures } = openHost({ plugins: [contacts] });
    await expect.poll(() => first.services()).toHaveLength(1);
    const second = makeFrame({ id: ADAPTER_ID });
    second.element.src = urlOf({ query: SILENT });
    first.element.replaceWith(second.element);
    await expect.poll(() => second.services()).toHaveLength(1);
    await expect(second.ask('rc-ev-matchContacts', QUERY)).resolves.toMatchObject({ result: {} });
    expect(host.state).toBe('registered');
    expect(failures()).toEqual([]);
  });

  test('and is removed with the widget’s question open costs no throw, is reported, and its replacement gets no answer', async () => {
    const { plugin, finish } = createSlowLog();
    const first = await openFrame({ id: ADAPTER_ID });
    const { failures, events } = openHost({ plugins: [plugin] });
    await expect.poll(() => first.services()).not.toEqual([]);
    first.post(request('open', 'rc-ev-logCall', LOG));
    await first.flush();
    first.element.remove();
    const second = await openFrame({ id: ADAPTER_ID });
    await expect.poll(() => second.services()).not.toEqual([]);
    finish('ok');
    await expect.poll(failures).toEqual(['SEND_FAILED']);
    expect(events.failed[0]).toMatchObject({ name: 'logCall', requestId: 'open' });
    expect(await second.responses('open')).toEqual([]);
    expect(events.message.filter(({ requestId }) => requestId === 'open')).toMatchObject([
      { outcome: 'failed' },
    ]);
  });

  test('and is removed in the task in which the host is closed costs no error', async () => {
    const frame = await openFrame({ id: ADAPTER_ID });
    const { host, failures } = openHost({ plugins: [contacts] });
    await expect.poll(() => frame.services()).not.toEqual([]);
    frame.element.remove();
    await host.close();
    expect(failures()).toEqual([]);
  });
});

describe('a frame given as an element', () => {
  test('is bound, whatever its id', async () => {
    const frame = await openFrame({ query: SILENT });
    const { host } = openHost({ widget: { frame: frame.element, origin: WIDGET } });
    await expect.poll(() => frame.services()).toHaveLength(1);
    expect(host.state).toBe('registered');
  });

  test('is bound when it comes into the page', async () => {
    const frame = makeFrame();
    frame.element.src = urlOf();
    const { host } = openHost({ widget: { frame: frame.element, origin: WIDGET } });
    expect(host.state).toBe('waiting');
    document.body.append(frame.element);
    await expect.poll(() => frame.services()).not.toEqual([]);
  });

  test('is bound in a shadow root, and let go when its host element goes', async () => {
    const outer = document.body.appendChild(document.createElement('div'));
    onTestFinished(() => outer.remove());
    const frame = await openFrame({ into: outer.attachShadow({ mode: 'closed' }) });
    const { host } = openHost({ widget: { frame: frame.element, origin: WIDGET } });
    await expect.poll(() => frame.services()).not.toEqual([]);
    frame.element.remove();
    await expect.poll(() => host.state).toBe('waiting');
  });

  test('is bound when it comes into a shadow root later', async () => {
    const frame = makeFrame();
    frame.element.src = urlOf();
    const { host } = openHost({ widget: { frame: frame.element, origin: WIDGET } });
    const outer = document.body.appendChild(document.createElement('div'));
    onTestFinished(() => outer.remove());
    outer.attachShadow({ mode: 'closed' }).append(frame.element);
    await expect.poll(() => host.state).toBe('registered');
    frame.element.remove();
    await expect.poll(() => host.state).toBe('waiting');
  });
});

describe('a frame given as an element, in a shadow root that is there already', () => {
  test('is bound when it loads, and let go when it is removed', async () => {
    const outer = document.body.appendChild(document.createElement('div'));
    onTestFinished(() => outer.remove());
    const root = outer.attachShadow({ mode: 'closed' });
    const frame = makeFrame();
    frame.element.src = urlOf({ query: SILENT });
    const { host } = openHost({ widget: { frame: frame.element, origin: WIDGET } });
    await new Promise((resolve) => setTimeout(resolve));
    root.append(frame.element);
    await expect.poll(() => frame.services()).toHaveLength(1);
    frame.element.remove();
    await expect.poll(() => host.state).toBe('waiting');
  });
});

describe('a widget of the page’s own origin', () => {
  const html = `<script>
    const received = [];
    addEventListener('message', ({ data }) => data.drive || received.push(data));
  </script>`;
  const makeUrl = (): string => {
    const url = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
    onTestFinished(() => URL.revokeObjectURL(url));
    return url;
  };
  const receivedIn = ({ element }: TestFrame): readonly { payload?: { type: string } }[] =>
    (element.contentWindow as unknown as { eval(text: string): [] }).eval('received');

  test('counts only once it is not about:blank any more', async () => {
    const { host, events } = openHost({ widget: { origin: location.origin } });
    const frame = makeFrame({ id: ADAPTER_ID });
    document.body.append(frame.element);
    await new Promise((resolve) => setTimeout(resolve));
    expect(events.registered).toEqual([]);
    frame.element.src = makeUrl();
    await expect.poll(() => host.state).toBe('registered');
    await expect
      .poll(() => receivedIn(frame).map(({ payload }) => payload?.type))
      .toEqual(['rc-ev-register']);
  });

  test('that is there when the host starts is registered with at once', async () => {
    const frame = makeFrame({ id: ADAPTER_ID });
    const loaded = frame.load();
    frame.element.src = makeUrl();
    document.body.append(frame.element);
    await loaded;
    const { host } = openHost({ widget: { origin: location.origin } });
    await Promise.resolve();
    expect(host.state).toBe('registered');
    await expect
      .poll(() => receivedIn(frame).map(({ payload }) => payload?.type))
      .toContain('rc-ev-register');
  });
});

describe('one host a frame', () => {
  const expectTaken = (thrown: unknown): void => {
    expect(isJackfieldError(thrown)).toBe(true);
    expect(thrown).toMatchObject({ code: 'WIDGET_TAKEN' });
    expect((thrown as Error).message).toMatch(/"Acme CRM".*host\.add\(plugin\)/);
  };

  test('a second one fails, and its error names the host that uses the frame', async () => {
    const frame = await openFrame({ id: ADAPTER_ID });
    openHost({ plugins: [contacts] });
    expectTaken(failToOpen({}));
    expectTaken(failToOpen({ widget: { origin: WIDGET, frame: frame.element } }));
    await expect(frame.ask('rc-ev-matchContacts', QUERY)).resolves.toMatchObject({ result: {} });
    for (const { name } of await frame.services()) expect(name).toBe('Acme CRM');
  });

  test('a second one out of another copy of the package fails too, and the other way round', async () => {
    const copy = (await import(/* @vite-ignore */ `${WIDGET}/core.js`)) as {
      createHost: typeof createHost;
    };
    expect(copy.createHost).not.toBe(createHost);
    await openFrame({ id: ADAPTER_ID });
    const { host } = openHost();
    expectTaken(failToOpen({}, copy.createHost));
    await host.close();

    watch(copy.createHost({ service: 'Acme CRM', widget: { origin: WIDGET } }));
    expectTaken(failToOpen({}));
  });

  test('of two that wait for the frame one gets it, and the other gets an error', async () => {
    const first = openHost({ plugins: [contacts] });
    const second = openHost({ service: 'Other' });
    const frame = await openFrame({ id: ADAPTER_ID });
    await expect.poll(() => first.host.state).toBe('registered');
    expect(second.host.state).toBe('waiting');
    expect(second.failures()).toEqual(['WIDGET_TAKEN']);
    for (const { name } of await frame.services()) expect(name).toBe('Acme CRM');
  });

  test('on two frames are two, and each gets its own messages', async () => {
    const frames = [await openFrame({ id: 'first' }), await openFrame({ id: 'second' })] as const;
    const leads: string[] = [];
    const hosts = frames.map(({ element }, index) =>
      openHost({
        service: `Service ${index}`,
        widget: { origin: WIDGET, frame: element.id },
        plugins: [
          definePlugin({
            name: 'leads',
            requests: { viewLead: () => `host ${index}` },
            pushes: { newCall: () => void leads.push(`host ${index}`) },
          }),
        ],
      }),
    );
    for (const [index, frame] of frames.entries()) {
      await expect(frame.ask('rc-ev-viewLead', { leadId: '1' })).resolves.toMatchObject({
        result: `host ${index}`,
      });
      expect((await frame.services())[0]).toMatchObject({ name: `Service ${index}` });
    }
    await hosts[0]?.host.close();
    await expect(frames[1].ask('rc-ev-viewLead', { leadId: '1' })).resolves.toMatchObject({
      result: 'host 1',
    });
  });

  test('after close another can be made, while the old one’s answer is still to come', async () => {
    const { plugin, finish } = createSlowLog();
    const frame = await openFrame({ id: ADAPTER_ID });
    const old = openHost({ plugins: [plugin] });
    await expect.poll(() => frame.services()).not.toEqual([]);
    frame.post(request('old', 'rc-ev-logCall', LOG));
    await frame.flush();
    const closed = old.host.close();

    const calls = vi.fn(() => 'from the new host');
    const fresh = openHost({
      plugins: [definePlugin({ name: 'log', requests: { logCall: calls } })],
    });
    await expect.poll(() => fresh.host.state).toBe('registered');
    expect(old.host.state).toBe('closing');
    await expect(frame.ask('rc-ev-logCall', LOG)).resolves.toMatchObject({
      result: 'from the new host',
    });
    finish('from the old host');
    await closed;
    await expect
      .poll(() => frame.responses('old'))
      .toMatchObject([{ result: 'from the old host' }]);
    const answers = (await frame.received()).filter(
      ({ type }) => type === 'MessageTransport-response',
    );
    expect(answers).toHaveLength(2);
    expect(calls).toHaveBeenCalledOnce();
    expect(old.host.state).toBe('closed');
    // The register without flags came before the new host's, or the widget would ask nobody.
    expect((await frame.services()).at(-1)).toEqual({ name: 'Acme CRM', callLoggerEnabled: true });
  });

  test('the frame of a host that closes is free at once, before its last answer', async () => {
    const { plugin, finish } = createSlowLog();
    const frame = await openFrame({ id: ADAPTER_ID });
    const { host } = openHost({ plugins: [plugin] });
    await expect.poll(() => frame.services()).not.toEqual([]);
    frame.post(request('open', 'rc-ev-logCall', LOG));
    await frame.flush();
    const closed = host.close();
    expect(failToOpen({})).toBeUndefined();
    finish('ok');
    await closed;
  });

  test('a host that closes keeps the new one’s mark on the frame', async () => {
    await openFrame({ id: ADAPTER_ID });
    const old = openHost();
    const closed = old.host.close();
    openHost();
    await closed;
    expectTaken(failToOpen({}));
  });
});
