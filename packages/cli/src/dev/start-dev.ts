import { randomBytes } from 'node:crypto';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { close, HOST, listen, site, widgetPolicy } from '@jackfield/dev-page/site';
import { CliError } from '../cli-error.js';
import type { PluginPackage } from '../plugin/manifest.js';
import { choosePlugins } from './choose-plugins.js';
import { dependenciesPrepared } from './dependencies-prepared.js';
import { devPackages, type DevPackages } from './dev-packages.js';
import { followSchemas } from './follow-schemas.js';
import { createGuard } from './guard.js';
import { pagePolicy } from './page-policy.js';
import { schemaJobsOf, type SchemaJob } from './schema-job.js';
import { readShell, type Shell } from './shell.js';
import { startVite } from './vite-server.js';

export interface DevOptions {
  readonly root: string;
  readonly packages: readonly PluginPackage[];
  /** 0 for any free port. */
  readonly port: number;
  readonly widgetPort: number;
  /** The widget of the page, until somebody chooses another one there. */
  readonly widget: 'ringcx' | 'ringex';
  /** Origins that the plugins may connect to. */
  readonly connect: readonly string[];
  /** Replaces the published page and widget. */
  readonly shell?: Shell;
  /** Prints a line in the terminal. */
  readonly print: (line: string, isError: boolean) => void;
}

export interface Dev {
  readonly pageOrigin: string;
  readonly widgetOrigin: string;
  /** Stops servers and watchers, and removes temporary files. */
  close(): Promise<void>;
}

/** Checks that core is installed: the page needs it for its host. */
const checkCore = async (
  resolved: Promise<{ readonly id: string } | null>,
  { name, folder }: PluginPackage,
): Promise<void> => {
  if ((await resolved.catch(() => null)) !== null) return;
  throw new CliError(
    `${name} needs @jackfield/core: run npm install @jackfield/core in ${folder}.`,
  );
};

/**
 * Serves the page with the plugins and, on another port, the widget: it has another origin than the
 * page, as in a CRM.
 */
export const startDev = async (options: DevOptions): Promise<Dev> => {
  const { root, packages, print, shell = readShell() } = options;
  const shutdown = new AbortController();
  const closers: (() => unknown)[] = [];
  const closeAll = async (): Promise<void> => {
    shutdown.abort();
    for (const each of closers.splice(0).reverse()) await each();
  };

  try {
    const cacheDir = await realpath(await mkdtemp(join(tmpdir(), 'jackfield-dev-')));
    // Vite may still be removing files in it.
    closers.push(() => rm(cacheDir, { recursive: true, force: true, maxRetries: 10 }));
    const page = createServer();
    const widget = createServer();
    closers.push(() => Promise.all([close(page), close(widget)]));
    const pageOrigin = `http://${HOST}:${await listen(page, options.port)}`;
    const widgetOrigin = `http://${HOST}:${await listen(widget, options.widgetPort)}`;

    let running: DevPackages | undefined;
    const [first] = packages as [PluginPackage];
    const vite = await startVite({
      root,
      folders: packages.map(({ folder }) => folder),
      entries: packages.flatMap((each) => choosePlugins(each).file ?? []),
      cacheDir,
      http: page,
      coreFrom: () => first.folder,
      edited: (edit) => running?.edited(edit),
    });
    const { client } = vite.environments;
    closers.push(async () => {
      await dependenciesPrepared(client);
      await vite.close();
    });
    const guard = createGuard({
      pageOrigin,
      root,
      folders: [root, cacheDir, ...packages.map(({ folder }) => folder)],
      environment: () => client,
    });
    guard.watchUpgrades(page);
    const manifest = join(first.folder, 'package.json');
    await checkCore(client.pluginContainer.resolveId('@jackfield/core', manifest), first);

    const nonce = randomBytes(16).toString('base64');
    const html = (text: string): string =>
      text
        .replaceAll('__WIDGET_ORIGIN__', widgetOrigin)
        .replaceAll('__WIDGET__', options.widget)
        .replaceAll('__NONCE__', nonce);
    const notFound: RequestListener = (_request, response) => {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found.\n');
    };
    const answer = async (...[request, response]: Parameters<RequestListener>): Promise<void> => {
      const refused = await guard.refusal(request);
      if (refused === 403) response.writeHead(403).end();
      else if (refused === 404) notFound(request, response);
      else {
        // The responses contain source code: pages of other origins must not load it as a script.
        response.setHeader('cross-origin-resource-policy', 'same-origin');
        vite.middlewares(request, response, () => notFound(request, response));
      }
    };
    page.on(
      'request',
      site({
        dist: shell.folder,
        index: 'dev.html',
        html: html(shell.page),
        origin: pageOrigin,
        policy: pagePolicy({ pageOrigin, widgetOrigin, nonce, connect: options.connect }),
        more(request, response) {
          // Browsers request it by themselves; there is none.
          if (request.url === '/favicon.ico') response.writeHead(204).end();
          else void answer(request, response);
        },
      }),
    );
    widget.on(
      'request',
      site({
        dist: shell.folder,
        index: 'widget.html',
        html: html(shell.widget),
        origin: widgetOrigin,
        policy: widgetPolicy(pageOrigin),
      }),
    );

    running = devPackages({ root, environment: client, packages, print });
    closers.push(() => running?.close());
    for (const { folder } of packages) vite.watcher.add(join(folder, 'package.json'));

    const following: Promise<void>[] = [];
    for (const folder of new Set([root, ...packages.map((each) => each.folder)])) {
      const shown = join(relative(root, folder), 'schemas');
      const violations = new Map<SchemaJob, readonly string[]>();
      for (const job of await schemaJobsOf(folder)) {
        const onRun = (lines: readonly string[], changed: readonly string[]): void => {
          for (const line of lines) print(`${shown}  ${line}`, true);
          if (lines.length === 0 && (violations.get(job) ?? []).length > 0)
            print(`${shown}  The schemas are valid again.`, false);
          for (const file of changed) print(`${shown}  wrote ${file}`, false);
          violations.set(job, lines);
          running?.setSchemas({ folder: shown, lines: [...violations.values()].flat() });
        };
        following.push(followSchemas({ job, signal: shutdown.signal, onRun }));
      }
    }
    closers.push(() => Promise.all(following));
    await running.ready;
    await dependenciesPrepared(client);
    return { pageOrigin, widgetOrigin, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
};
