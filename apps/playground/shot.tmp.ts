import { launchChromium } from '@jackfield/test-tools/chromium';
import { startPlayground } from './server/playground.mjs';
const server = await startPlayground({ port: 0, widgetPort: 0 });
const browser = await launchChromium();
const open = async (widget: string, width = 1280) => {
  const context = await browser.newContext({
    viewport: { width, height: 1000 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.on('pageerror', (e) => console.log('PAGEERROR', String(e)));
  page.on('console', (m) => {
    if (m.type() === 'error') console.log('CONSOLE', m.text());
  });
  await page.goto(`${server.pageOrigin}/?widget=${widget}`);
  return page;
};
const shot = (page: any, name: string) =>
  page.screenshot({ path: `/tmp/people-shots/${name}.png`, fullPage: true });
try {
  {
    const page = await open('ringex-3.x');
    const phone = page.frameLocator('#rc-widget-adapter-frame');
    await phone.getByText('Connected to Acme CRM').waitFor({ timeout: 5000 });
    await phone.getByRole('button', { name: 'Incoming call' }).click();
    await phone.getByTestId('caller-name').getByText('Priya Raman').waitFor({ timeout: 5000 });
    await shot(page, 'ex-ringing');
    await phone.getByRole('button', { name: 'Answer' }).click();
    await phone.getByRole('timer').waitFor({ timeout: 5000 });
    await shot(page, 'ex-connected');
    await phone.getByRole('button', { name: 'Hang up' }).click();
    await phone.getByRole('button', { name: 'Log Priya Raman' }).click({ timeout: 5000 });
    await phone.getByLabel('Note').fill('From RingEX');
    await shot(page, 'ex-form');
    await phone.getByRole('button', { name: 'Save' }).click();
    await page.getByText('From RingEX').waitFor({ timeout: 5000 });
    await phone.locator('.tick').waitFor({ timeout: 5000 });
    await shot(page, 'ex-logged');
    await page.getByLabel('Acme’s server').selectOption('is-down');
    await phone.getByRole('button', { name: 'Incoming call' }).click();
    await phone.getByRole('button', { name: 'Answer' }).click();
    await phone.getByRole('button', { name: 'Hang up' }).click();
    await phone.getByRole('button', { name: 'Log Priya Raman' }).first().click({ timeout: 5000 });
    await phone.getByLabel('Note').fill('While it is down');
    await phone.getByRole('button', { name: 'Save' }).click();
    await phone
      .getByTestId('status-row')
      .waitFor({ timeout: 8000 })
      .catch(() => console.log('NO STATUS ROW'));
    await shot(page, 'ex-down');
    await page.getByLabel('Acme’s server').selectOption('works');
    await page.waitForTimeout(6000);
    await shot(page, 'ex-up-again');
    console.log(await phone.locator('.recents').innerText());
  }
  {
    const page = await open('ringex-3.1-ringcx', 400);
    const phone = page.frameLocator('#rc-widget-adapter-frame');
    await phone.getByText('Connected to Acme CRM').waitFor({ timeout: 5000 });
    await phone.getByRole('button', { name: 'Start the RingCX session' }).click();
    await phone.getByText('End the RingCX session').waitFor({ timeout: 5000 });
    await shot(page, 'cx31-idle');
    await phone.getByRole('button', { name: 'Incoming call' }).click();
    await phone.getByRole('button', { name: 'Answer' }).click();
    await phone.getByLabel('Note').fill('Half');
    await phone.getByRole('button', { name: 'Hang up' }).click();
    await shot(page, 'cx31-wrap');
    await phone.getByLabel('Note').fill('Done in RingCX');
    await phone.getByRole('button', { name: 'Submit' }).click({ timeout: 5000 });
    await page.waitForTimeout(500);
    await shot(page, 'cx31-after');
    const save = phone.getByRole('button', { name: 'Save' });
    if (await save.count()) await save.click();
    await page
      .getByText('Done in RingCX')
      .waitFor({ timeout: 5000 })
      .catch(() => console.log('NOT LOGGED'));
    await phone.getByRole('tab', { name: 'Leads' }).click();
    await phone.getByRole('button', { name: 'Get leads' }).click();
    await phone.getByRole('button', { name: 'View lead Naomi Fischer' }).click({ timeout: 5000 });
    await page
      .getByRole('region', { name: 'Naomi Fischer' })
      .waitFor({ timeout: 5000 })
      .catch(() => console.log('NO LEAD'));
    await shot(page, 'cx31-leads');
  }
  for (const width of [1280, 320]) {
    const page = await open('both', width);
    const ex = page.frameLocator('#rc-widget-adapter-frame');
    const cx = page.frameLocator('#engage-voice-embeddable-adapter-frame');
    await ex.getByText('Connected to Acme CRM').waitFor({ timeout: 5000 });
    await cx.getByText('Connected to Acme CRM').waitFor({ timeout: 5000 });
    await cx.getByRole('button', { name: 'Incoming call' }).click();
    await ex.getByRole('button', { name: 'Incoming call' }).click();
    await ex.getByTestId('caller-name').getByText('Priya Raman').waitFor({ timeout: 5000 });
    await shot(page, `both-${width}`);
  }
} finally {
  await browser.close();
  await server.close();
}
