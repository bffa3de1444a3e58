// Takes the README's picture of the playground: `npm run picture` writes docs/picture/playground.png.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { built } from '@jackfield/test-tools/built';
import { launchChromium } from '@jackfield/test-tools/chromium';
import { startPlayground } from '../../apps/playground/server/playground.mjs';

const PICTURE = fileURLToPath(new URL('../../docs/picture/playground.png', import.meta.url));
const WIDTH = 1280;

await built('@jackfield/playground...');

const playground = await startPlayground({ port: 0, widgetPort: 0 });
const browser = await launchChromium();
try {
  const page = await browser.newPage({
    viewport: { width: WIDTH, height: 800 },
    reducedMotion: 'reduce',
    colorScheme: 'light',
    locale: 'en-US',
    timezoneId: 'America/New_York',
  });
  // The same time of day in every picture.
  await page.clock.install({ time: new Date('2026-09-01T14:30:00Z') });
  await page.goto(playground.pageOrigin);
  const phone = page.frameLocator('#engage-voice-embeddable-adapter-frame');
  await phone.getByText('Connected to Acme CRM').waitFor();

  const ring = async (caller: string): Promise<void> => {
    const option = phone.getByLabel('Caller').locator('option', { hasText: caller });
    await phone.getByLabel('Caller').selectOption(await option.getAttribute('value'));
    await phone.getByRole('button', { name: 'Incoming call' }).click();
    await phone.getByTestId('caller-name').getByText(caller).waitFor();
  };

  // One call is logged, and the next one rings and is matched.
  await ring('Priya Raman');
  await phone.getByRole('button', { name: 'Answer' }).click();
  await page.clock.runFor(95_000);
  await phone.getByRole('button', { name: 'Hang up' }).click();
  await phone.getByLabel('Disposition').selectOption({ label: 'Call back' });
  await phone.getByLabel('Note').fill('Wants the spring price list.');
  await phone.getByRole('button', { name: 'Submit' }).click();
  await page.getByRole('table', { name: 'Call log' }).getByText('Delivered').waitFor();
  await phone.getByRole('button', { name: 'Done' }).click();
  await ring('Tom Okafor');
  await page.getByRole('region', { name: 'Tom Okafor' }).waitFor();

  mkdirSync(dirname(PICTURE), { recursive: true });
  await page.screenshot({ path: PICTURE });
} finally {
  await browser.close();
  await playground.close();
}
