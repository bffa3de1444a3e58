import { expect, test } from '@jackfield/testing/playwright';
import { type App, startApp } from './app.js';

test.use({ widgetOptions: { strict: true }, ringexWidgetOptions: { strict: true } });

let app: App;
test.afterEach(() => app.close());

const CALLER = '+16505550142';

test('written with Jackfield, the page has neither problems nor warnings on RingCX', async ({
  page,
  widget,
}) => {
  app = await startApp({ wire: 'ringcx', withJackfield: true });
  await page.goto(app.address);
  const call = await widget.inboundCall({ from: CALLER });
  await expect(page.locator('#caller')).toHaveText('Ada Lovelace');
  await widget.answer();
  await widget.hangUp();
  await widget.submitDisposition({ notes: 'called back' });
  await expect(widget).toHaveLogged(call, { times: 1 });
  expect(await widget.warnings()).toEqual([]);
});

test('written with Jackfield, the same script has neither problems nor warnings on RingEX', async ({
  page,
  ringexWidget,
}) => {
  app = await startApp({ wire: 'ringex', withJackfield: true });
  await page.goto(app.address);
  const call = await ringexWidget.inboundCall({ from: CALLER });
  await expect(page.locator('#caller')).toHaveText('Ada Lovelace');
  await ringexWidget.answer();
  await ringexWidget.hangUp();
  await ringexWidget.syncCallLog();
  await ringexWidget.clickLog(call);
  await expect(ringexWidget).toHaveLogged(call);
  expect(await ringexWidget.warnings()).toEqual([]);
});
