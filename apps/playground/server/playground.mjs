// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { close, HOST, listen, pagePolicy, site, widgetPolicy } from '@jackfield/dev-page/site';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const WIDGET_DIST = join(
  dirname(createRequire(import.meta.url).resolve('@jackfield/dev-page/site')),
  '../dist',
);

/**
 * Starts the page and the widget on two ports, hence on two origins, as they are in a real CRM.
 *
 * @param {object} [options]
 * @param {number} [options.port]
 * @param {number} [options.widgetPort]
 * @param {string} [options.dist]
 * @param {(pageOrigin: string) => Promise<{ url: string, token: string, close: () => Promise<void> }>} [options.startCrm]
 *   the CRM's server, for the page to use instead of the browser's storage
 */
export async function startPlayground({
  port = 4173,
  widgetPort = 4174,
  dist = DIST,
  startCrm,
} = {}) {
  const missing = [join(dist, 'index.html'), join(WIDGET_DIST, 'widget.html')].find(
    (file) => !existsSync(file),
  );
  if (missing) throw new Error(`The playground is not built (no ${missing}): run npm run build.`);

  const page = createServer();
  const widget = createServer();
  const pageOrigin = `http://${HOST}:${await listen(page, port)}`;
  const widgetOrigin = `http://${HOST}:${await listen(widget, widgetPort)}`;
  const crm = await startCrm?.(pageOrigin).catch(async (error) => {
    await Promise.all([close(page), close(widget)]);
    throw error;
  });
  /** @param {string} file */
  const html = (file) => readFileSync(file, 'utf8').replaceAll('__WIDGET_ORIGIN__', widgetOrigin);

  page.on(
    'request',
    site({
      dist,
      index: 'index.html',
      html: html(join(dist, 'index.html')),
      origin: pageOrigin,
      policy: pagePolicy(widgetOrigin, crm?.url),
      crm: crm ? { url: crm.url, token: crm.token } : {},
    }),
  );
  widget.on(
    'request',
    site({
      dist: WIDGET_DIST,
      index: 'widget.html',
      html: html(join(WIDGET_DIST, 'widget.html')),
      origin: widgetOrigin,
      policy: widgetPolicy(pageOrigin),
    }),
  );
  return {
    pageOrigin,
    widgetOrigin,
    crmUrl: crm?.url,
    close: async () => {
      await Promise.all([close(page), close(widget), crm?.close()]);
    },
  };
}
