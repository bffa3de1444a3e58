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
import { moduleUrl, shownFile, tellable, type Entry } from './entry.js';
import { examine } from './examine.js';
import { hearPage } from './hear-page.js';

/** Editors and formatters write several files at once. */
const QUIET_MS = 30;

export interface DevPackagesOptions {
  readonly root: string;
  readonly environment: DevEnvironment;
  readonly packages: readonly PluginPackage[];
  /** A line for the terminal. */
  readonly tell: (line: string, isIssue: boolean) => void;
}

export interface DevPackages {
  /** Takes an edit. */
  edited(edit: Edit): void;
  /** Shows the violations of a folder of schemas. */
  setSchemas(schemas: DevSchemas): void;
  /** Resolves when all has been looked at once. */
  readonly ready: Promise<void>;
  /** Ends the timer, and waits for what is under way. */
  close(): Promise<void>;
}

/** The packages that a page runs: what of them it loads, and how each is. */
export const devPackages = ({
  root,
  environment,
  packages,
  tell,
}: DevPackagesOptions): DevPackages => {
  const { hot, moduleGraph } = environment;
  const schemas = new Map<string, DevSchemas>();
  const entries: Entry[] = packages.map((each) => ({
    package: each,
    chosen: choosePlugins(each),
    stamp: 0,
    issue: undefined,
    thrown: undefined,
    said: '',
  }));

  const state = (): DevState => ({
    packages: entries.map((entry) => tellable(root, entry)),
    schemas: [...schemas.values()],
  });
  const broadcast = (): void => hot.send(DEV_EVENTS.state, state());

  const say = (entry: Entry, text: string, isIssue: boolean): void => {
    const line = `${entry.package.name}  ${stripVTControlCharacters(text)}`;
    // Each page tells it, and each edit elsewhere.
    if (isIssue && entry.said === line) return;
    entry.said = line;
    tell(line, isIssue);
  };
  const sayIssue = (entry: Entry, { place, message, frame }: DevIssue): void =>
    say(entry, [`${place} ${message}`, ...(frame === undefined ? [] : [frame])].join('\n'), true);

  const issueIn = async (entry: Entry): Promise<DevIssue | undefined> => {
    const { chosen } = entry;
    if (chosen.file === undefined) return { message: chosen.problem, place: 'package.json' };
    return examine(environment, moduleUrl(root, entry), (file) =>
      shownFile(root, entry.package, file),
    );
  };
  const look = async (entry: Entry): Promise<void> => {
    entry.thrown = undefined;
    entry.issue = await issueIn(entry);
    if (entry.issue) sayIssue(entry, entry.issue);
  };
  /** An issue may be mended by a file that is no module yet; one that is not mended is left alone. */
  const isMended = async (entry: Entry): Promise<boolean> =>
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

  const take = async (edits: readonly Edit[]): Promise<void> => {
    const timestamp = Math.max(...edits.map((edit) => edit.timestamp));
    const stale = new Set(edits.flatMap((edit) => [...edit.stale]));
    for (const entry of entries) {
      const manifest = normalizePath(join(entry.package.folder, 'package.json'));
      const isManifest = edits.some(({ file }) => file === manifest);
      if (isManifest) await readAgain(entry);
      const modules = modulesOf(entry);
      const isStale = modules.some((module) => stale.has(module));
      if (!isStale && !isManifest && !(await isMended(entry))) continue;
      if (!isStale) {
        for (const module of modules)
          moduleGraph.invalidateModule(module, new Set(), timestamp, true);
      }
      entry.stamp = Math.max(timestamp, ...modules.map((module) => module.lastHMRTimestamp));
      await look(entry);
    }
    const bridge = moduleGraph.getModuleById(BRIDGE);
    // The page's host is of this core: another core is another page.
    if (bridge && stale.has(bridge)) hot.send({ type: 'full-reload' });
    else broadcast();
  };

  let gathered: Edit[] = [];
  let timer: NodeJS.Timeout | undefined;
  let work = Promise.resolve();

  hearPage({
    root,
    environment,
    entries,
    state,
    broadcast,
    sayRunning: (entry, plugins) =>
      say(entry, `${plugins.join(', ')} ${plugins.length === 1 ? 'runs' : 'run'}`, false),
    sayIssue,
    sayRefused: (line) => tell(line, true),
  });

  const lookAtAll = async (): Promise<void> => {
    // All that the page will ask for, the bridge too: what Vite finds later to be in need of
    // preparation has it load the page again.
    await Promise.all([
      environment.transformRequest(BRIDGE).catch(() => undefined),
      ...entries.map(look),
    ]);
    await environment.waitForRequestsIdle();
    broadcast();
  };

  return {
    ready: lookAtAll(),
    edited(edit) {
      gathered.push(edit);
      clearTimeout(timer);
      timer = setTimeout(() => {
        const edits = gathered;
        gathered = [];
        work = work
          .then(() => take(edits))
          .catch((error: unknown) => tell(`An edit was lost: ${String(error)}`, true));
      }, QUIET_MS);
    },
    setSchemas(told) {
      schemas.set(told.folder, told);
      broadcast();
    },
    close() {
      clearTimeout(timer);
      return work;
    },
  };
};
