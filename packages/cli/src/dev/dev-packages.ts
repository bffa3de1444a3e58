import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import {
  BRIDGE,
  DEV_EVENTS,
  type DevIssue,
  type DevSchemas,
  type DevState,
} from '@jackfield/dev-page/dev-state';
import { normalizePath, type DevEnvironment, type EnvironmentModuleNode } from 'vite';
import { packageIn } from '../plugin/find-plugin-packages.js';
import type { PluginPackage } from '../plugin/manifest.js';
import { readPackageJson } from '../plugin/package-json.js';
import { choosePlugins } from './choose-plugins.js';
import type { Edit } from './dev-plugin.js';
import { moduleUrl, shownFile, devPackageOf, type Entry } from './entry.js';
import { examine } from './examine.js';
import { listenToPage } from './listen-to-page.js';

/** Editors and formatters write several files at once. */
const QUIET_MS = 30;

export interface DevPackagesOptions {
  readonly root: string;
  readonly environment: DevEnvironment;
  readonly packages: readonly PluginPackage[];
  /** Prints a line in the terminal. */
  readonly print: (line: string, isError: boolean) => void;
}

export interface DevPackages {
  /** Handles an edit. */
  edited(edit: Edit): void;
  /** Shows the violations of a folder of schemas. */
  setSchemas(schemas: DevSchemas): void;
  /** Resolves when every package was examined once. */
  readonly ready: Promise<void>;
  /** Clears the timer, and waits for running work. */
  close(): Promise<void>;
}

/** Manages the packages of the page: which module of each it loads, and the issue of each. */
export const devPackages = ({
  root,
  environment,
  packages,
  print,
}: DevPackagesOptions): DevPackages => {
  const { hot, moduleGraph } = environment;
  const schemas = new Map<string, DevSchemas>();
  const entries: Entry[] = packages.map((each) => ({
    package: each,
    chosen: choosePlugins(each),
    stamp: 0,
    issue: undefined,
    thrown: undefined,
    printed: '',
  }));

  const state = (): DevState => ({
    packages: entries.map((entry) => devPackageOf(root, entry)),
    schemas: [...schemas.values()],
  });
  const broadcast = (): void => hot.send(DEV_EVENTS.state, state());

  const printFor = (entry: Entry, text: string, isError: boolean): void => {
    const line = `${entry.package.name}  ${stripVTControlCharacters(text)}`;
    // Each open page reports it again, and so does each edit of another file.
    if (isError && entry.printed === line) return;
    entry.printed = line;
    print(line, isError);
  };
  const printIssue = (entry: Entry, { place, message, frame }: DevIssue): void =>
    printFor(
      entry,
      [`${place} ${message}`, ...(frame === undefined ? [] : [frame])].join('\n'),
      true,
    );

  const issueIn = async (entry: Entry): Promise<DevIssue | undefined> => {
    const { chosen } = entry;
    if (chosen.file === undefined) return { message: chosen.problem, place: 'package.json' };
    return examine(environment, moduleUrl(root, entry), (file) =>
      shownFile(root, entry.package, file),
    );
  };
  const examineEntry = async (entry: Entry): Promise<void> => {
    entry.thrown = undefined;
    entry.issue = await issueIn(entry);
    if (entry.issue) printIssue(entry, entry.issue);
  };
  /** Whether an issue changed: a file that was not part of the module graph may fix it. */
  const hasIssueChanged = async (entry: Entry): Promise<boolean> =>
    entry.issue !== undefined &&
    JSON.stringify(await issueIn(entry)) !== JSON.stringify(entry.issue);

  const modulesOf = ({ chosen: { file } }: Entry): readonly EnvironmentModuleNode[] => [
    ...((file !== undefined && moduleGraph.getModulesByFile(normalizePath(file))) || []),
  ];

  /** Reads a package.json again; the old one stays while the new one is half-written. */
  const readAgain = async (entry: Entry): Promise<void> => {
    const { folder, name } = entry.package;
    const json = await readPackageJson(folder).catch(() => undefined);
    if (json === undefined) return;
    entry.package = { ...(await packageIn(folder, json)), name };
    entry.chosen = choosePlugins(entry.package);
  };

  const applyEdits = async (edits: readonly Edit[]): Promise<void> => {
    const timestamp = Math.max(...edits.map((edit) => edit.timestamp));
    const stale = new Set(edits.flatMap((edit) => [...edit.stale]));
    for (const entry of entries) {
      const manifest = normalizePath(join(entry.package.folder, 'package.json'));
      const isManifest = edits.some(({ file }) => file === manifest);
      if (isManifest) await readAgain(entry);
      const modules = modulesOf(entry);
      const isStale = modules.some((module) => stale.has(module));
      if (!isStale && !isManifest && !(await hasIssueChanged(entry))) continue;
      if (!isStale) {
        for (const module of modules)
          moduleGraph.invalidateModule(module, new Set(), timestamp, true);
      }
      entry.stamp = Math.max(timestamp, ...modules.map((module) => module.lastHMRTimestamp));
      await examineEntry(entry);
    }
    const bridge = moduleGraph.getModuleById(BRIDGE);
    // The page's host comes from this core: another core needs another page.
    if (bridge && stale.has(bridge)) hot.send({ type: 'full-reload' });
    else broadcast();
  };

  let lastFailure = '';
  let gathered: Edit[] = [];
  let timer: NodeJS.Timeout | undefined;
  let work = Promise.resolve();

  listenToPage({
    root,
    environment,
    entries,
    state,
    broadcast,
    onRunning: (entry, plugins) =>
      printFor(entry, `${plugins.join(', ')} ${plugins.length === 1 ? 'runs' : 'run'}`, false),
    onIssue: printIssue,
    onRefused: (line) => print(line, true),
    onFailed(text) {
      // The widget repeats a request that failed.
      if (text !== lastFailure) print(text, true);
      lastFailure = text;
    },
  });

  const examineAll = async (): Promise<void> => {
    // Everything that the page will request, with the bridge: if Vite discovers a dependency later,
    // it reloads the page.
    await Promise.all([
      environment.transformRequest(BRIDGE).catch(() => undefined),
      ...entries.map(examineEntry),
    ]);
    await environment.waitForRequestsIdle();
    broadcast();
  };

  return {
    ready: examineAll(),
    edited(edit) {
      gathered.push(edit);
      clearTimeout(timer);
      timer = setTimeout(() => {
        const edits = gathered;
        gathered = [];
        work = work
          .then(() => applyEdits(edits))
          .catch((error: unknown) => print(`An edit was not applied: ${String(error)}`, true));
      }, QUIET_MS);
    },
    setSchemas(changed) {
      schemas.set(changed.folder, changed);
      broadcast();
    },
    close() {
      clearTimeout(timer);
      return work;
    },
  };
};
