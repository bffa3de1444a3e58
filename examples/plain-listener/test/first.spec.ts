import { test, expect } from '@jackfield/testing/playwright';

test('shows who is calling', async ({ page, widget }) => {
  await page.goto('/');
  const call = await widget.inboundCall({ from: '+16505550142' });
  await expect(page.getByText('Ada Lovelace')).toBeVisible();
  await widget.answer();
  await widget.hangUp();
  await widget.submitDisposition({ notes: 'called back' });
  await expect(widget).toHaveLogged(call, { times: 1 });
});
