import { describe, expect, test, vi } from 'vitest';
import { AFTER, BEFORE } from '../../src/adapter/ringex-parameters.js';
import {
  adapterOf,
  forwarded,
  install,
  mouse,
  openLoadingPage,
  openPage,
  openShown,
  openWidget,
  SHOWN,
  STRANGER,
  WIDGET,
  WIRES,
} from './adapter-page.js';

describe.each(WIRES)('the adapter of $name', (wire) => {
  const { types, wrap, id } = wire;

  test('makes no RCAdapter before the page has loaded', async () => {
    const view = openLoadingPage();
    install(wire, view);
    expect(view.RCAdapter).toBeUndefined();
    expect(view.document.querySelector('iframe')).toBeNull();
    view.document.close();
    await expect.poll(() => view.RCAdapter).toBeDefined();
  });

  test('leaves the RCAdapter of an earlier script in place', async () => {
    const view = await openPage();
    install(wire, view, '?clientId=first');
    const first = adapterOf(view);
    const second = install(wire, view, '?clientId=second');
    expect(view.RCAdapter).toBe(first);
    expect(view.document.querySelectorAll('iframe')).toHaveLength(1);
    second.uninstall();
    expect(view.RCAdapter).toBe(first);
    expect(forwarded(view)['clientId']).toBe('first');
  });

  test('forwards neither unknown nor empty parameters, nor those of the adapter itself', async () => {
    const view = await openPage();
    install(
      wire,
      view,
      '?unknown=1&clientSecret=&enablePopup=1&popupPageUri=/popup.html&disableMinimize=1&zIndex=7&notification=',
    );
    expect(forwarded(view)).toEqual({ fromAdapter: '1' });
  });

  test('stops at the parameter error of its address, as the source does', async () => {
    const view = await openPage();
    expect(() => install(wire, view, '?error=access_denied')).toThrow('access_denied');
    expect(view.RCAdapter).toBeUndefined();
  });

  test('loads the app beside the script, with the parameters of query and fragment', async () => {
    const view = await openPage();
    install(wire, view, '?clientId=a%26b&redirectUri=https%3A%2F%2Fcrm.example%2Fin#clientId=c');
    const { src } = adapterOf(view).contentFrameEl;
    expect(src.split('?')[0]).toBe(`${WIDGET}/hosted/app.html`);
    expect(forwarded(view)).toEqual({
      clientId: 'c',
      redirectUri: 'https://crm.example/in',
      fromAdapter: '1',
    });
  });

  test('takes the address of the app, which may have parameters of its own', async () => {
    const view = await openPage();
    const parameters = { clientId: 'a' };
    install(wire, view, '', { appUrl: `${STRANGER}/x/app.html?version=0.x`, parameters });
    const { src } = adapterOf(view).contentFrameEl;
    expect(src.split('?')[0]).toBe(`${STRANGER}/x/app.html`);
    expect(forwarded(view)).toEqual({ version: '0.x', clientId: 'a', fromAdapter: '1' });
  });

  test('is not displayed until the widget pushes its state', async () => {
    const view = await openPage();
    install(wire, view);
    const adapter = adapterOf(view);
    const { container } = adapter;
    const widget = await openWidget(view);
    expect(container.checkVisibility()).toBe(false);
    expect(adapter).toMatchObject({ loading: true, closed: true, minimized: true });
    await widget.post(wrap(types.pushAdapterState, SHOWN));
    expect(container.checkVisibility({ visibilityProperty: true })).toBe(true);
    expect(adapter).toMatchObject({ loading: false, closed: false, minimized: false });
  });

  test('accepts the messages of any window, as the source does', async () => {
    const { adapter, view } = await openShown(wire);
    const stranger = document.createElement('iframe');
    view.document.body.append(stranger);
    const { document: inside } = stranger.contentWindow as Window;
    const script = inside.createElement('script');
    const message = JSON.stringify(wrap(types.syncClosed, { closed: true }));
    script.textContent = `parent.postMessage(${message}, '*')`;
    inside.body.append(script);
    await expect.poll(() => adapter.closed).toBe(true);
  });

  test('posts to the origin of the app only', async () => {
    const { adapter, widget } = await openShown(wire);
    adapter.setClosed(true);
    expect(await widget.received()).toHaveLength(1);
    await widget.go(`${STRANGER}/?init=0`);
    widget.forget();
    adapter.setClosed(false);
    expect(await widget.received()).toEqual([]);
  });

  test('has a container and a frame with the ids and attributes of the source', async () => {
    const { adapter, view } = await openShown(wire);
    const { container, contentFrameEl } = adapter;
    expect(container.id).toBe(id);
    expect(container.parentElement).toBe(view.document.body);
    expect(container.getAttribute('draggable')).toBe('false');
    expect(contentFrameEl.id).toBe(`${id}-adapter-frame`);
    const isRingcx = wire.name === 'ringcx';
    expect(contentFrameEl.getAttribute('allow')).toBe(
      isRingcx ? 'microphone' : 'microphone; autoplay',
    );
    expect(contentFrameEl.getAttribute('sandbox')).toBe(
      `allow-same-origin allow-scripts allow-forms allow-popups${
        isRingcx ? '' : ' allow-downloads allow-popups-to-escape-sandbox'
      }`,
    );
    expect(adapter.toggleEl.getAttribute('data-sign')).toBe('adapterToggle');
  });

  test('is in the lower right corner, at the position that the widget pushed', async () => {
    const { adapter, view } = await openShown(wire);
    const { container, contentFrameEl } = adapter;
    await expect
      .poll(() => view.innerWidth - Math.round(container.getBoundingClientRect().right))
      .toBe(20);
    const { bottom, width } = container.getBoundingClientRect();
    expect(view.innerHeight - bottom).toBe(30);
    expect(width).toBe(300);
    const frame = contentFrameEl.getBoundingClientRect();
    expect([frame.width, frame.height]).toEqual([300, 500]);
  });

  test('is kept within the window', async () => {
    const position = { translateX: 5_000, translateY: 200, minTranslateX: 0, minTranslateY: 0 };
    const { adapter, view } = await openShown(wire, '', { position });
    expect(adapter.translateX).toBe(view.innerWidth - 300 - 30);
    expect(adapter.translateY).toBe(-15);
  });

  test('takes a position of null, which a widget pushes that nobody has dragged', async () => {
    const none = { translateX: null, translateY: null, minTranslateX: null, minTranslateY: null };
    const { adapter } = await openShown(wire, '', { position: none });
    expect([adapter.translateX, adapter.translateY]).toEqual([15, -15]);
  });

  test('is minimised and opened by its button, and opened by its header', async () => {
    const { adapter, widget } = await openShown(wire);
    mouse(adapter.headerEl, 'click');
    expect(adapter.minimized).toBe(false);
    mouse(adapter.toggleEl, 'click');
    expect(adapter.minimized).toBe(true);
    const box = adapter.contentFrameContainerEl;
    expect([box.style.width, box.style.height]).toEqual(['0px', '0px']);
    mouse(adapter.headerEl, 'click');
    expect(adapter.minimized).toBe(false);
    expect(await widget.received()).toEqual([
      wrap(types.syncMinimized, { minimized: true }),
      wrap(types.syncMinimized, { minimized: false }),
    ]);
  });

  test('calls the methods of RCAdapter that the page has replaced', async () => {
    const { adapter } = await openShown(wire);
    const setMinimized = vi.fn<(minimized: boolean) => void>();
    Object.assign(adapter, { setMinimized });
    mouse(adapter.toggleEl, 'click');
    expect(setMinimized).toHaveBeenCalledExactlyOnceWith(true);
  });

  test('is dragged by its header, and posts the position when it is at rest', async () => {
    const { adapter, view, widget } = await openShown(wire);
    mouse(adapter.headerEl, 'mousedown', { clientX: 400, clientY: 300 });
    expect(adapter.dragging).toBe(true);
    mouse(view, 'mousemove', { buttons: 1, clientX: 390, clientY: 280 });
    mouse(view, 'mousemove', { buttons: 1, clientX: 380, clientY: 260 });
    mouse(adapter.headerEl, 'mouseup');
    expect(adapter).toMatchObject({ dragging: false, translateX: 40, translateY: -70 });
    const position = { ...SHOWN.position, translateX: 40, translateY: -70, minTranslateY: 0 };
    await expect.poll(() => widget.received()).toEqual([wrap(types.syncPosition, { position })]);
  });

  test('does not open when a drag of the minimised header ends with a click', async () => {
    const { adapter, view } = await openShown(wire, '', { minimized: true });
    mouse(adapter.headerEl, 'mousedown', { clientX: 400, clientY: 300 });
    mouse(view, 'mousemove', { buttons: 1, clientX: 390, clientY: 300 });
    mouse(adapter.headerEl, 'mouseup');
    mouse(adapter.headerEl, 'click');
    expect(adapter.minimized).toBe(true);
    expect(adapter.minTranslateX).toBe(50);
  });

  test('ends a drag whose end it has missed', async () => {
    const { adapter, view } = await openShown(wire);
    mouse(adapter.headerEl, 'mousedown', { clientX: 400, clientY: 300 });
    mouse(view, 'mousemove', { buttons: 0, clientX: 300, clientY: 300 });
    expect(adapter).toMatchObject({ dragging: false, translateX: 20 });
  });

  test('posts what its methods change', async () => {
    const { adapter, widget } = await openShown(wire);
    adapter.setMinimized(true);
    adapter.toggleMinimized();
    adapter.setClosed(true);
    adapter.toggleClosed();
    adapter.setSize({ width: 320, height: 480 });
    expect(await widget.received()).toEqual([
      wrap(types.syncMinimized, { minimized: true }),
      wrap(types.syncMinimized, { minimized: false }),
      wrap(types.syncClosed, { closed: true }),
      wrap(types.syncClosed, { closed: false }),
      wrap(types.syncSize, { size: { width: 320, height: 480 } }),
    ]);
    expect(adapter).toMatchObject({ appWidth: 320, appHeight: 480 });
    expect(adapter.contentFrameEl.style.width).toBe('320px');
  });

  test('follows the widget, without a message back', async () => {
    const { adapter, widget } = await openShown(wire);
    await widget.post(wrap(types.syncClosed, { closed: true }));
    await widget.post(wrap(types.syncMinimized, { minimized: true }));
    await widget.post(wrap(types.syncSize, { size: { width: 600, height: 500 } }));
    expect(adapter).toMatchObject({ closed: true, minimized: true, appWidth: 600 });
    expect(await widget.received()).toEqual([]);
  });

  test('shows a popup button only with enablePopup', async () => {
    const without = await openShown(wire);
    const popupOf = ({ view }: typeof without): Element =>
      view.document.querySelector('[class*="popup"]') as Element;
    expect(popupOf(without).checkVisibility()).toBe(false);
    expect(popupOf(await openShown(wire, '?enablePopup=1')).checkVisibility()).toBe(true);
  });

  test('works under a strict Content-Security-Policy', async () => {
    const policy = `default-src 'none'; script-src 'self'; style-src 'self'; frame-src ${WIDGET}`;
    const view = await openPage(
      '',
      `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    );
    const violations: string[] = [];
    view.document.addEventListener('securitypolicyviolation', (event) =>
      violations.push(event.violatedDirective),
    );
    install(wire, view, '?enablePopup=1');
    const widget = await openWidget(view);
    await widget.post(wrap(types.pushAdapterState, SHOWN));
    const { container, headerEl } = adapterOf(view);
    expect(view.getComputedStyle(container).position).toBe('fixed');
    expect(headerEl.getBoundingClientRect().height).toBe(36);
    expect(violations).toEqual([]);
  });

  test('leaves nothing after uninstall', async () => {
    const view = await openPage();
    const before = Object.keys(view);
    const installed = install(wire, view);
    installed.uninstall();
    expect(view.document.body.childElementCount).toBe(0);
    expect(view.document.adoptedStyleSheets).toEqual([]);
    expect(Object.keys(view)).toEqual(before);
    mouse(view, 'mousemove', { buttons: 1 });
  });

  test('makes nothing when it is uninstalled before the page has loaded', async () => {
    const view = openLoadingPage();
    const installed = install(wire, view);
    installed.uninstall();
    const loaded = new Promise((resolve) => view.addEventListener('load', resolve));
    view.document.close();
    await loaded;
    expect(view.RCAdapter).toBeUndefined();
  });

  test('runs with a widget in memory', async () => {
    const view = await openPage();
    const posted: unknown[] = [];
    install(wire, view, '', {
      frameWindow: () => ({ postMessage: (...args) => void posted.push(args) }),
    });
    adapterOf(view).setClosed(true);
    expect(posted).toEqual([[wrap(types.syncClosed, { closed: true }), WIDGET]]);
  });
});

test('RingCX forwards its parameters in the order of the source', async () => {
  const view = await openPage();
  const [ringcx] = WIRES;
  const given = {
    hideCallNote: '1',
    jwtOwnerId: '2',
    jwt: 'j',
    disableLoginPopup: '1',
    evServer: 'e',
    rcServer: 'r',
    redirectUri: 'u',
    clientSecret: 's',
    clientId: 'c',
  };
  install(ringcx as (typeof WIRES)[number], view, '', { parameters: given });
  expect(Object.keys(forwarded(view))).toEqual([
    'clientId',
    'clientSecret',
    'redirectUri',
    'rcServer',
    'evServer',
    'disableLoginPopup',
    'fromAdapter',
    'jwt',
    'jwtOwnerId',
    'hideCallNote',
  ]);
});

test('RingEX forwards its parameters in the order of the source', async () => {
  const view = await openPage();
  const names = ['appKey', 'clientId', 'appSecret', 'clientSecret', ...BEFORE, ...AFTER];
  const parameters = Object.fromEntries([...names].reverse().map((name) => [name, `${name}-1`]));
  install(WIRES[1] as (typeof WIRES)[number], view, '', { parameters });
  expect(Object.keys(forwarded(view))).toEqual([
    'appKey',
    'clientId',
    'appSecret',
    'clientSecret',
    ...BEFORE,
    'fromAdapter',
    ...AFTER,
  ]);
});
