import { describe, expect, test } from 'vitest';
import {
  adapterOf,
  forwarded,
  openPage,
  openWidget,
  type Page,
  WIDGET,
  WIRES,
} from './adapter-page.js';

describe.each(WIRES)('the script of $name in an unchanged page', ({ name, id }) => {
  const address = (query = ''): string => `${WIDGET}/${name}/adapter.js${query}`;
  const tag = (query: string): string => `<script src="${address(query)}"></script>`;

  test('makes RCAdapter at load, with the parameters of its own address', async () => {
    const early = '<script>window.early = typeof window.RCAdapter</script>';
    const view = await openPage('', tag('?clientId=c&amp;unknown=1') + early);
    expect((view as Page & { early: string }).early).toBe('undefined');
    const { contentFrameEl } = adapterOf(view);
    expect(contentFrameEl.id).toBe(`${id}-adapter-frame`);
    expect(contentFrameEl.src.split('?')[0]).toBe(`${WIDGET}/${name}/app.html`);
    expect(forwarded(view)).toEqual({ clientId: 'c', fromAdapter: '1' });
  });

  test('is ignored when the page has the script already', async () => {
    const view = await openPage('', tag('?clientId=first') + tag('?clientId=second'));
    expect(view.document.querySelectorAll('iframe')).toHaveLength(1);
    expect(forwarded(view)['clientId']).toBe('first');
  });

  test('makes RCAdapter at once when it is added to a page that has loaded', async () => {
    const view = await openPage();
    const script = view.document.createElement('script');
    script.src = address('?clientId=late');
    const loaded = new Promise((resolve) => script.addEventListener('load', resolve));
    view.document.head.append(script);
    await loaded;
    expect(forwarded(view)['clientId']).toBe('late');
  });

  test('takes the parameters of the page’s address in a popup', async () => {
    const popup = '<script>window.__ON_RC_POPUP_WINDOW = 1</script>';
    const view = await openPage('', popup + tag('?clientId=c'));
    expect(forwarded(view)).toEqual({ fromAdapter: '1', fromPopup: '1' });
  });

  test('is a script whose errors are those of the source: null throws in RingCX only', async () => {
    const view = await openPage('', tag(''));
    const errors: string[] = [];
    view.addEventListener('error', (event) => {
      event.preventDefault();
      errors.push(event.message);
    });
    const widget = await openWidget(view);
    await widget.post(null);
    expect(errors).toHaveLength(name === 'ringcx' ? 1 : 0);
  });
});

test('RingEX has its globals before the page has loaded', async () => {
  const src = `${WIDGET}/ringex/adapter.js`;
  const early =
    '<script>window.early = [typeof RCAdapterInit, typeof RCAdapterDispose, typeof RCAdapter]</script>';
  const view = await openPage('', `<script src="${src}"></script>${early}`);
  expect((view as Page & { early: unknown }).early).toEqual(['function', 'function', 'undefined']);
});
