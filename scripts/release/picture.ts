// Takes the README's picture of the playground and makes the picture that other sites show of the
// documentation: `npm run picture` writes docs/picture/playground.png and docs/public/social.png.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { built } from '@jackfield/test-tools/built';
import { launchChromium } from '@jackfield/test-tools/chromium';
import { startPlayground } from '../../apps/playground/server/playground.mjs';

const PICTURE = fileURLToPath(new URL('../../docs/picture/playground.png', import.meta.url));
const SOCIAL = fileURLToPath(new URL('../../docs/public/social.png', import.meta.url));
const WIDTH = 1280;

const SOCIAL_PAGE = `<!doctype html>
<style>
  body { display: grid; align-content: center; height: 630px; margin: 0; padding: 0 96px;
    background: #0b6b57; color: #fff; font: 44px/1.3 system-ui, sans-serif; box-sizing: border-box }
  svg { width: 112px; fill: #fff }
  h1 { margin: 28px 0 12px; font-size: 104px; line-height: 1.1; letter-spacing: -0.03em }
  p { max-width: 22em; margin: 0 }
</style>
<svg viewBox="3 3 22 21"><path d="M14 3 25 24h-6.2L14 14.2 9.2 24H3Z" /></svg>
<h1>Jackfield</h1>
<p>Connect your CRM to RingCentral’s phones</p>`;

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

  const social = await browser.newPage({ viewport: { width: 1200, height: 630 } });
  await social.setContent(SOCIAL_PAGE);
  mkdirSync(dirname(SOCIAL), { recursive: true });
  await social.screenshot({ path: SOCIAL });
} finally {
  await browser.close();
  await playground.close();
}
