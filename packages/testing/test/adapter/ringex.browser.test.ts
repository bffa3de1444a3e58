import { createRingexWidget } from '@jackfield/testing';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { names, pageRequests, types } from '../../src/adapter/ringex-types.js';
import {
  bare,
  adapterOf,
  forwarded,
  install,
  mouse,
  openPage,
  openShown,
  openWidget,
  RINGEX,
  SHOWN,
  WIDGET,
} from './adapter-page.js';

describe('the globals of the RingEX adapter', () => {
  test('make nothing by themselves when the page has set RC_EMBEDDABLE_ADAPTER_MANUAL_INIT', async () => {
    const view = await openPage();
    Object.assign(view, { RC_EMBEDDABLE_ADAPTER_MANUAL_INIT: true });
    install(RINGEX, view, '?clientId=c');
    expect(view.RCAdapter).toBeUndefined();
    view.RCAdapterInit?.();
    expect(forwarded(view)).toEqual({ clientId: 'c', fromAdapter: '1' });
  });

  test('make no second RCAdapter', async () => {
    const view = await openPage();
    install(RINGEX, view);
    const first = adapterOf(view);
    view.RCAdapterInit?.();
    expect(view.RCAdapter).toBe(first);
    expect(view.document.querySelectorAll('iframe')).toHaveLength(1);
  });

  test('make nothing without an address of the app', async () => {
    const view = await openPage();
    const installed = RINGEX.install(view);
    onTestFinished(() => installed.uninstall());
    expect(view.RCAdapter).toBeUndefined();
    view.RCAdapterInit?.({ appUrl: `${WIDGET}/app.html` });
    expect(adapterOf(view).contentFrameEl.src).toContain(`${WIDGET}/app.html?fromAdapter=1&_t=`);
  });

  test('dispose of the adapter, and make another one with other options', async () => {
    const view = await openPage();
    view.RCAdapterDispose?.();
    install(RINGEX, view, '?clientId=c');
    view.RCAdapterDispose?.();
    expect(view.RCAdapter).toBeNull();
    expect(view.document.querySelector('iframe')).toBeNull();
    expect(view.document.adoptedStyleSheets).toEqual([]);
    view.RCAdapterDispose?.();
    view.RCAdapterInit?.({ options: { clientId: 'd', prefix: 'acme' } });
    expect(adapterOf(view).contentFrameEl.id).toBe('acme-adapter-frame');
    expect(forwarded(view)).toEqual({ clientId: 'd', prefix: 'acme', fromAdapter: '1' });
  });
});

test('a parameter that the address has twice is joined by a comma', async () => {
  const view = await openPage();
  install(RINGEX, view, '?clientId=a&clientId=b');
  expect(forwarded(view)['clientId']).toBe('a,b');
});

test.each([
  ['adapter.js', undefined],
  ['adapter.min.js', undefined],
  ['adapter.att.js', 'att'],
  ['ringex-adapter.js', undefined],
])('the script %s has the brand %s', async (name, brand) => {
  const view = await openPage();
  install(RINGEX, view, '', { scriptUrl: `${WIDGET}/hosted/${name}` });
  expect(forwarded(view)['brand']).toBe(brand);
});

test.each([
  ['', '999'],
  ['?zIndex=12', '12'],
])('with %j the open widget has the z-index %s', async (query, zIndex) => {
  const { adapter } = await openShown(RINGEX, query);
  expect(adapter.container.style.zIndex).toBe(zIndex);
  adapter.setMinimized(true);
  expect(adapter.container.style.zIndex).toBe('');
});

test('stands at the left with defaultDirection=left', async () => {
  const { adapter } = await openShown(RINGEX, '?defaultDirection=left');
  await expect.poll(() => Math.round(adapter.container.getBoundingClientRect().left)).toBe(20);
});

test('has no button to minimise with disableMinimize', async () => {
  const { adapter } = await openShown(RINGEX, '?disableMinimize=1');
  expect(adapter.toggleEl.checkVisibility()).toBe(false);
});

test('stands at the edge with newAdapterUI while it is minimised', async () => {
  const { adapter } = await openShown(RINGEX, '?newAdapterUI=1', { minimized: true });
  expect(adapter.container.style.transform).toMatch(/^translate\(0px, -\d+px\)$/);
  expect(adapter.container.getAttribute('class')).toContain('Adapter_dock Adapter_noPresence');
  mouse(adapter.headerEl, 'mouseenter', { bubbles: false });
  expect(adapter.container.getAttribute('class')).toContain('Adapter_expandable');
});

test('showFeedback shows a button that calls the page', async () => {
  const { adapter, view } = await openShown(RINGEX);
  const button = view.document.querySelector('.Adapter_feedback') as HTMLElement;
  expect(() => adapter.showFeedback({} as never)).toThrow('onFeedback');
  expect(button.checkVisibility()).toBe(false);
  const onFeedback = vi.fn<() => void>();
  adapter.showFeedback({ onFeedback });
  expect(button.checkVisibility()).toBe(true);
  mouse(button, 'click');
  expect(onFeedback).toHaveBeenCalledOnce();
});

test('setRinging marks the header', async () => {
  const { adapter } = await openShown(RINGEX);
  adapter.setRinging(1);
  expect(adapter.ringing).toBe(true);
  expect(adapter.headerEl.classList.contains('Adapter_ringing')).toBe(true);
});

describe('the popup of the RingEX adapter', () => {
  test('is opened beside the app, and resized by its own adapter', async () => {
    const { adapter, view, widget } = await openShown(RINGEX, '?enablePopup=1&clientId=c');
    const resizeTo = vi.fn<(width: number, height: number) => void>();
    const focus = vi.fn<() => void>();
    const open = vi.fn<(...args: readonly unknown[]) => unknown>(() => ({
      resizeTo,
      focus,
      outerHeight: 600,
    }));
    Object.assign(view, { open });
    mouse(view.document.querySelector('.Adapter_popup') as Element, 'click');
    const [request] = await widget.received();
    expect(request).toMatchObject({ path: pageRequests.checkPopupWindow, body: { alert: true } });
    await widget.post(
      bare(names.widget.response.tag, { responseId: request?.['requestId'], response: false }),
    );
    await expect.poll(() => adapter.minimized).toBe(true);
    const [address, name, features] = open.mock.calls[0] ?? [];
    expect(address).toMatch(`${WIDGET}/hosted/popup.html?clientId=c&fromAdapter=1&_t=`);
    expect(name).toBe('RCPopupWindow');
    expect(features).toMatch(/^scrollbars=yes, width=300, height=535, /);
    await widget.post(bare(types.popupSize, { width: 600, height: 500 }));
    expect(resizeTo).toHaveBeenCalledExactlyOnceWith(600, 600);
  });

  test('reports its size to the page that opened it', async () => {
    const view = await openPage();
    const posted: unknown[] = [];
    const opener = { postMessage: (message: unknown) => void posted.push(message) };
    Object.defineProperty(view, 'opener', { value: opener });
    Object.assign(view, { __ON_RC_POPUP_WINDOW: 1 });
    install(RINGEX, view, '', { parameters: {} });
    const widget = await openWidget(view);
    await widget.post(bare(types.pushAdapterState, { ...SHOWN, minimized: true }));
    expect(adapterOf(view).minimized).toBe(false);
    expect(posted.at(-1)).toEqual(bare(types.popupSize, { width: 300, height: 500 }));
  });
});

test('a call with a simulated widget in memory opens the frame, and RCAdapter controls it', async () => {
  const view = await openPage();
  const widget = createRingexWidget({ version: '3.x' });
  const send = (message: unknown): void => widget.transport.send(message);
  install(RINGEX, view, '', { frameWindow: () => ({ postMessage: send }) });
  const end = widget.transport.subscribe((event) => {
    if (event.type === 'message')
      view.dispatchEvent(new MessageEvent('message', { data: event.data }));
  });
  onTestFinished(() => {
    end();
    widget.close();
  });
  const adapter = adapterOf(view);
  await expect.poll(() => adapter.loading).toBe(false);
  adapter.setMinimized(true);
  await widget.inboundCall({ from: '+16505550142' });
  await expect.poll(() => adapter.minimized).toBe(false);
  adapter.controlCall('answer');
  await expect.poll(() => widget.phase).toBe('connected');
  expect(await adapter.isWindowPoppedUp()).toBe(true);
});
