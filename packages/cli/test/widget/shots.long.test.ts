import { launchChromium } from '@jackfield/test-tools/chromium';
import { axeViolations } from '@jackfield/test-tools/axe';
import { it } from 'vitest';
import { startWidget } from '../../src/widget/start-widget.js';
import { startPlainPage } from './plain-page.js';
it.each(['ringcx', 'ringex'] as const)(
  'shots %s',
  async (wire) => {
    const browser = await launchChromium();
    const widget = await startWidget({
      wire,
      version: undefined,
      port: 0,
      controlPort: 0,
      origins: [],
      print: (l) => console.log('PRINT', l),
    });
    const crm = await startPlainPage(
      wire,
      `<script src="${widget.widgetOrigin}/adapter.js"></script>`,
    );
    const page = await browser.newPage();
    const panel = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    panel.on('console', (m) => console.log('CONSOLE', m.text()));
    panel.on('pageerror', (m) => console.log('ERROR', m));
    await panel.goto(widget.controlOrigin);
    await panel.waitForTimeout(500);
    await panel.screenshot({ path: `/tmp/shots/${wire}-1-empty.png`, fullPage: true });
    console.log(await axeViolations(panel));
    await page.goto(crm.origin);
    await panel.getByText('Connected to Plain CRM').waitFor();

    await panel.getByRole('button', { name: 'Incoming call' }).click();
    await panel.getByTestId('caller-name').getByText('Ada Lovelace').waitFor();
    await panel.screenshot({ path: `/tmp/shots/${wire}-2-ring.png`, fullPage: true });
    await panel.getByRole('button', { name: 'Answer' }).click();
    await panel.getByRole('button', { name: 'Hang up' }).click();
    await panel.getByRole('button', { name: 'Look for unsafe code' }).click();
    await panel
      .getByText('ANY_SOURCE')
      .waitFor()
      .catch(() => console.log('no ANY_SOURCE'));
    await panel.waitForTimeout(300);
    await panel.locator('#messages-list details').nth(1).locator('summary').click();
    await panel.screenshot({ path: `/tmp/shots/${wire}-3-after.png`, fullPage: true });
    console.log(await axeViolations(panel));
    await page.bringToFront();
    await page.waitForTimeout(300);
    await page.screenshot({ path: `/tmp/shots/${wire}-page.png` });
    await panel.bringToFront();
    await panel.evaluate('scrollTo(0,0)');
    await panel.setViewportSize({ width: 400, height: 800 });
    await panel.screenshot({ path: `/tmp/shots/${wire}-4-narrow.png`, fullPage: true });
    console.log(await axeViolations(panel));
    await panel.emulateMedia({ colorScheme: 'dark' });
    await panel.setViewportSize({ width: 1280, height: 900 });
    await panel.screenshot({ path: `/tmp/shots/${wire}-5-dark.png`, fullPage: true });
    console.log(await axeViolations(panel));
    await browser.close();
    await widget.close();
    await crm.close();
  },
  60000,
);
