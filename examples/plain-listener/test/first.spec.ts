import { test, expect } from '@jackfield/testing/playwright';
import { startApp, type App } from './app.js';

let app: App;
test.beforeAll(async () => {
  app = await startApp();
});
test.afterAll(() => app.close());

test('shows who is calling', async ({ page, widget }) => {
  await page.goto(app.address);
  const call = await widget.inboundCall({ from: '+16505550142' });
  await expect(page.getByText('Ada Lovelace')).toBeVisible();
  await widget.answer();
  await widget.hangUp();
  await widget.submitDisposition({ notes: 'called back' });
  await expect(widget).toHaveLogged(call, { times: 1 });
});
