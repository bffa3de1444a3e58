import { test, expect, type ProblemCode, type WidgetFixtures } from '@jackfield/testing/playwright';
import type { Page } from '@playwright/test';
import { startApp, type App } from './app.js';
import { type Defect, DEFECTS, listener, type Wire } from './defects.js';

const CALLER = '+16505550142';
const CODES = [...new Set(DEFECTS.map(({ code }) => code as ProblemCode))];
/** A page with a defect may make further mistakes. */
const ALLOWED: ProblemCode[] = [...CODES, 'REQUEST_UNKNOWN', 'NOT_ANSWERED'];

let app: App;
test.afterEach(() => app.close());

for (const version of ['0.x', '1.0', 'next'] as const)
  test.describe(`RingCX ${version}`, () => {
    test.use({ widgetOptions: { version } });

    test('the page as it is has no problem and two warnings', async ({ page, widget }) => {
      app = await startApp({ wire: 'ringcx' });
      await page.goto(app.address);
      const call = await widget.inboundCall({ from: CALLER });
      await expect(page.locator('#caller')).toHaveText('Ada Lovelace');
      await widget.answer();
      await widget.hangUp();
      await widget.submitDisposition({ notes: 'called back' });
      await expect(widget).toHaveRegistered(['callLoggerEnabled', 'contactMatcherEnabled']);
      await expect(widget).toHaveMatched(CALLER, [{ name: 'Ada Lovelace' }]);
      await expect(widget).toHaveLogged(call, { times: 1 });
      await expect(widget).toHaveNoProblems();
      const warnings = await widget.warnings();
      expect(warnings.map(({ code }) => code)).toEqual(['ANY_TARGET_ORIGIN', 'ANY_SOURCE']);
    });
  });

for (const version of ['2.x', '3.x', '3.1'] as const)
  test.describe(`RingEX ${version}`, () => {
    test.use({ ringexWidgetOptions: { version } });

    test('the page as it is has no problem and two warnings', async ({ page, ringexWidget }) => {
      app = await startApp({ wire: 'ringex' });
      await page.goto(app.address);
      const call = await ringexWidget.inboundCall({ from: CALLER });
      await expect(page.locator('#caller')).toHaveText('Ada Lovelace');
      await ringexWidget.answer();
      await ringexWidget.hangUp();
      await ringexWidget.syncCallLog();
      await ringexWidget.clickLog(call);
      await expect(ringexWidget).toHaveRegistered(['callLoggerPath', 'contactMatchPath']);
      await expect(ringexWidget).toHaveMatched(CALLER, [{ name: 'Ada Lovelace' }]);
      await expect(ringexWidget).toHaveLogged(call);
      const warnings = await ringexWidget.warnings();
      expect(warnings.map(({ code }) => code)).toEqual(['ANY_TARGET_ORIGIN', 'ANY_SOURCE']);
    });
  });

test.describe('a page', () => {
  test.use({
    widgetOptions: { version: '1.0', clock: 'test', allow: ALLOWED },
    ringexWidgetOptions: { version: '3.x', clock: 'test', allow: ALLOWED },
  });

  for (const defect of DEFECTS) {
    test(`that ${defect.name} is reported on RingCX`, async ({ page, widget }) => {
      await ring('ringcx', defect, page, widget);
    });

    test(`that ${defect.name} is reported on RingEX`, async ({ page, ringexWidget }) => {
      await ring('ringex', defect, page, ringexWidget);
    });
  }
});

/** Lets a call ring in a page with a defect, and time pass until no request waits. */
async function ring(
  wire: Wire,
  defect: Defect,
  page: Page,
  widget: WidgetFixtures['widget'] | WidgetFixtures['ringexWidget'],
): Promise<void> {
  app = await startApp({ wire, listener: listener(wire, defect) });
  await page.addInitScript(() => {
    const late = new Promise((resolve) => Object.assign(globalThis, { finish: resolve }));
    Object.assign(globalThis, { late });
  });
  await page.goto(app.address);
  const call = widget.inboundCall({ from: CALLER });
  const isReported = () =>
    expect
      .poll(() => widget.problems().map(({ code }) => code))
      .toContain(defect.code as ProblemCode);
  await expect.poll(() => widget.requests?.length ?? 0).toBeGreaterThan(0);
  // An answer that is still on its way would come after the time-out.
  if (!defect.outlastsTimeOut) await isReported();
  await widget.clock.advance(90_000);
  await page.evaluate(() => (globalThis as { finish?: () => void }).finish?.());
  await call;
  await isReported();
}
