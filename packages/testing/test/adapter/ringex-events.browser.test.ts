import { describe, expect, test } from 'vitest';
import { pushes, types } from '../../src/adapter/ringex-types.js';
import {
  bare,
  install,
  type Members,
  mouse,
  openPage,
  openShown,
  openWidget,
  RINGEX,
} from './adapter-page.js';

describe('the events of the RingEX widget', () => {
  const call = (id: string, callStatus: string, more: Members = {}): Members => ({
    call: { id, direction: 'Inbound', callStatus: `webphone-session-${callStatus}`, ...more },
  });

  test('open the minimised widget only at a ringing call', async () => {
    const { adapter, widget } = await openShown(RINGEX, '', { minimized: true });
    for (const type of [pushes.callInit, pushes.callStart, pushes.activeCall])
      await widget.post(bare(type, call('1', 'connected')));
    expect(adapter.minimized).toBe(true);
    await widget.post(bare(pushes.callRing, call('2', 'connecting')));
    expect(adapter.minimized).toBe(false);
    expect(await widget.received()).toEqual([bare(types.syncMinimized, { minimized: false })]);
  });

  test('show the calls in the header', async () => {
    const { adapter, view, widget } = await openShown(RINGEX);
    const shown = (): readonly string[] =>
      [...adapter.headerEl.children]
        .filter((element) => element.classList.contains('Adapter_visible'))
        .map((element) => element.textContent);
    await widget.post(bare(pushes.callRing, call('1', 'connecting')));
    expect(shown()).toEqual(['1 ringing', 'View calls']);
    await widget.post(bare(pushes.routeChanged, { path: '/history' }));
    expect(shown()).toEqual(['1 ringing']);
    const startTime = Date.now() - 65_000;
    await widget.post(bare(pushes.callStart, call('1', 'connected', { startTime })));
    expect(shown()).toEqual([expect.stringMatching(/^01:0\d$/), 'Current call']);
    await widget.post(bare(pushes.routeChanged, { path: '/calls/active/1' }));
    expect(shown()).toEqual([expect.stringMatching(/^01:0\d$/)]);
    mouse(view.document.querySelector('.Adapter_duration') as Element, 'click');
    expect((await widget.received()).at(-1)).toEqual(bare(types.navigateToCurrentCall));
    await widget.post(bare(pushes.callEnd, call('1', 'finished', { endTime: 1 })));
    expect(shown()).toEqual([]);
  });

  test('rotate several kinds of calls in the header, not while the mouse is over it', async () => {
    const { adapter, view, widget } = await openShown(RINGEX);
    const ticks = new Map<number, () => void>();
    let serial = 0;
    Object.assign(view, {
      setInterval(run: () => void, ms: number) {
        if (ms === 5_000) ticks.set((serial += 1), run);
        return serial;
      },
      clearInterval: (id: number) => ticks.delete(id),
    });
    const rotate = (): void => ticks.get(serial)?.();
    const shown = (): readonly string[] =>
      [...adapter.headerEl.querySelectorAll('.Adapter_moveIn')].map(
        (element) => element.textContent,
      );
    const startTime = Date.now();
    await widget.post(bare(pushes.callStart, call('1', 'connected', { startTime })));
    expect(ticks.size).toBe(0);
    await widget.post(bare(pushes.callRing, call('2', 'connecting')));
    expect(shown()).toEqual(['1 ringing', 'View calls']);
    rotate();
    expect(shown()).toEqual(['00:00', 'Current call']);
    mouse(adapter.headerEl, 'mouseenter', { bubbles: false });
    rotate();
    expect(adapter.headerEl.querySelector('.Adapter_visible')?.textContent).toBe('00:00');
    mouse(adapter.headerEl, 'mouseleave', { bubbles: false });
    rotate();
    expect(shown()).toEqual(['1 ringing', 'View calls']);
    adapter.dispose();
    expect(ticks.size).toBe(0);
  });

  test('ask before the page is left during a call, in the tab with the phone', async () => {
    const { view, widget } = await openShown(RINGEX);
    function asks(): boolean {
      const event = view.document.createEvent('BeforeUnloadEvent') as BeforeUnloadEvent;
      event.initEvent('beforeunload', false, true);
      view.dispatchEvent(event);
      return event.returnValue !== '';
    }
    await widget.post(bare(pushes.webphoneActive, { currentActive: true }));
    expect(asks()).toBe(false);
    await widget.post(bare(pushes.callStart, call('1', 'connected', { startTime: 1 })));
    expect(asks()).toBe(true);
    await widget.post(bare(pushes.webphoneActive, { currentActive: false }));
    expect(asks()).toBe(false);
  });

  test('set the theme and the pictures of the brand, but no other address', async () => {
    const { adapter, view, widget } = await openShown(RINGEX);
    const logo = view.document.querySelector('.Adapter_logo') as HTMLImageElement;
    await widget.post(bare(pushes.brandAssets, { logoUri: 'javascript:alert(1)' }));
    expect(logo.getAttribute('src')).toBeNull();
    const logoUri = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>';
    await widget.post(bare(pushes.brandAssets, { logoUri }));
    expect(logo.src).toBe(logoUri);
    await widget.post(bare(pushes.theme, { theme: 'dark' }));
    expect(adapter.container.classList.contains('Adapter_dark')).toBe(true);
    await widget.post(bare(pushes.theme, { theme: 'light' }));
    expect(adapter.container.classList.contains('Adapter_dark')).toBe(false);
  });

  test('show the presence, which the agent chooses from a list', async () => {
    const { adapter, view, widget } = await openShown(RINGEX);
    const item = view.document.querySelector('[data-presence="busy"]') as HTMLElement;
    expect(item.checkVisibility()).toBe(false);
    await widget.post(
      bare(types.syncPresence, { userStatus: 'Available', dndStatus: 'TakeAllCalls' }),
    );
    expect(adapter).toMatchObject({ userStatus: 'Available', dndStatus: 'TakeAllCalls' });
    mouse(adapter.presenceEl, 'click');
    expect(item.checkVisibility()).toBe(true);
    mouse(item, 'click');
    expect(item.checkVisibility()).toBe(false);
    expect((await widget.received()).at(-1)).toEqual(
      bare(types.presenceItemClicked, { presenceType: 'Busy' }),
    );
    await widget.post(
      bare(types.syncPresence, {
        userStatus: 'Busy',
        dndStatus: 'TakeAllCalls',
        presenceOption: 'Busy',
      }),
    );
    expect(item.classList.contains('Adapter_selected')).toBe(true);
  });

  test('set the texts of the header', async () => {
    const { view, widget } = await openShown(RINGEX);
    await widget.post(
      bare(types.pushLocale, { locale: 'de-DE', strings: { busyBtn: '<b>Besetzt</b>' } }),
    );
    expect(view.document.querySelector('[data-presence="busy"]')?.textContent).toBe(
      '<b>Besetzt</b>',
    );
  });

  test('notify of a ringing call with the parameter notification', async () => {
    const view = await openPage();
    const shown: unknown[] = [];
    class Notification extends EventTarget {
      static readonly permission = 'granted';
      constructor(title: string, options: unknown) {
        super();
        shown.push([title, options]);
      }
    }
    Object.assign(view, { Notification });
    install(RINGEX, view, '?notification=1');
    const widget = await openWidget(view);
    await widget.post(
      bare(pushes.callRing, call('1', 'connecting', { from: '+1', fromUserName: 'Ada' })),
    );
    expect(shown).toEqual([['New call', { body: 'Incoming call from Ada' }]]);
  });
});
