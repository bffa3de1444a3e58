import { expect, test } from '@jackfield/testing/playwright';

const CALLER = '+16505550142';

test.describe('a page', () => {
  test('without a widget is reported after ten seconds', async ({ page, widget }) => {
    await page.route('**/adapter.js', (route) => route.fulfill({ body: '' }));
    await page.goto('/');
    await expect(widget.inboundCall({ from: CALLER })).rejects.toThrow(
      "Expected a page that loads the widget's frame (engage-voice-embeddable-adapter-frame) within 10 s, found none.",
    );
  });

  test('without a service is reported after ten seconds', async ({ page, widget }) => {
    await page.route('**/ringcx.js', (route) => route.fulfill({ body: '' }));
    await page.goto('/');
    await expect(widget.inboundCall({ from: CALLER })).rejects.toThrow(
      'Expected a page that registers a service within 10 s, found none.',
    );
  });

  test.describe('that makes a mistake', () => {
    test.fail();
    test('fails its test', async ({ page, widget }) => {
      await page.goto('/');
      await widget.inboundCall({ from: CALLER });
      await page.evaluate(() =>
        document
          .querySelector('iframe')
          ?.contentWindow?.postMessage({ type: 'MessageTransport-response' }, '*'),
      );
      await expect.poll(() => widget.problems().length).toBe(1);
    });
  });

  test.describe('that is unsafe', () => {
    test.use({ widgetOptions: { strict: true } });
    test.fail();
    test('fails a strict test', async ({ page, widget }) => {
      await page.goto('/');
      await widget.inboundCall({ from: CALLER });
    });
  });

  test.describe('that loads what is not simulated', () => {
    test.fail();
    test('fails its test, and loads nothing', async ({ page }) => {
      await page.goto('/');
      await page.evaluate(() => fetch('https://platform.ringcentral.com/restapi').catch(() => 0));
    });
  });

  test('cannot start a service worker', async ({ page, widget }) => {
    await page.goto('/');
    await widget.inboundCall({ from: CALLER });
    const registration = await page.evaluate(async () => {
      const registered = await navigator.serviceWorker.register('/ringcx.js');
      return registered === undefined;
    });
    expect(registration).toBe(true);
  });
});

test('two tabs share a call and the service', async ({ context, page, widget }) => {
  await page.goto('/');
  await widget.inboundCall({ from: CALLER });
  const other = await context.newPage();
  await other.goto('/');
  await expect.poll(() => widget.tabs.length).toBe(2);
  expect(widget.phase).toBe('ringing');
  await page.close();
  await expect.poll(() => widget.tabs.length).toBe(1);
  await widget.answer();
  expect(widget.phase).toBe('connected');
});

test('a reload of the page keeps the call, and registers again', async ({ page, widget }) => {
  await page.goto('/');
  const call = await widget.inboundCall({ from: CALLER });
  await page.reload();
  await widget.answer();
  await widget.hangUp();
  await widget.submitDisposition({ notes: 'after the reload' });
  await expect(widget).toHaveLogged(call, { times: 1 });
});

test('a reload of the frame keeps the call', async ({ page, widget }) => {
  await page.goto('/');
  await widget.inboundCall({ from: CALLER });
  const loaded = page.frames()[1]?.waitForNavigation();
  await widget.reload();
  await loaded;
  await widget.answer();
  expect(widget.phase).toBe('connected');
});

test('matchers say what came, without personal data', async ({ page, widget }) => {
  await page.goto('/');
  const call = await widget.inboundCall({ from: CALLER });
  const atOnce = expect.configure({ timeout: 500 });
  const failure = await atOnce(widget)
    .toHaveLogged(call)
    .then(() => '', String);
  expect(failure).toContain('Expected the call to be logged, received 0 times.');
  expect(failure).toContain('← widget matchContacts');
  expect(failure).not.toMatch(/Lovelace|5550142/);
  await expect(widget).not.toHaveLogged(call);
  const other = await atOnce(widget)
    .toHaveRegistered(['leadViewerEnabled'])
    .then(() => '', String);
  expect(other).toContain(
    'Expected a service with leadViewerEnabled, received callLoggerEnabled, contactMatcherEnabled, callLogMatcherEnabled.',
  );
});
