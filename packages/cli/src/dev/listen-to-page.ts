import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import {
  DEV_EVENTS,
  type DevFailed,
  type DevIssue,
  type DevPlace,
  type DevRefused,
  type DevRunning,
  type DevState,
  type DevThrown,
  type DevTrace,
} from '@jackfield/dev-page/dev-state';
import { normalizePath, type DevEnvironment } from 'vite';
import { isWithin } from '../watch/is-within.js';
import { codeFrame } from './code-frame.js';
import { shownFile, devPackageOf, type Entry } from './entry.js';
import { mappedStack, thrownPlace } from './thrown-place.js';

export interface ListenToPageOptions {
  readonly root: string;
  readonly environment: DevEnvironment;
  readonly entries: readonly Entry[];
  readonly state: () => DevState;
  readonly broadcast: () => void;
  readonly onRunning: (entry: Entry, plugins: readonly string[]) => void;
  readonly onIssue: (entry: Entry, issue: DevIssue) => void;
  readonly onRefused: (line: string) => void;
  readonly onFailed: (text: string) => void;
}

/** The page that sent an event. */
interface Client {
  send(event: string, data: unknown): void;
}

/** Listens to the pages: which plugins run, what they throw, what the policy refuses, and where. */
export const listenToPage = (options: ListenToPageOptions): void => {
  const { root, environment, entries, broadcast } = options;
  const { hot } = environment;

  const isTheirs = (file: string): boolean =>
    !file.includes('/node_modules/') &&
    entries.some(({ package: { folder } }) => isWithin(folder, file));

  /** Ignores reports about an old version, which a page may still send after an edit. */
  const find = (name: string, url: string): Entry | undefined =>
    entries.find((entry) => entry.package.name === name && devPackageOf(root, entry).url === url);

  const handleRunning = ({ name, url, plugins }: DevRunning): void => {
    const entry = find(name, url);
    if (!entry) return;
    options.onRunning(entry, plugins);
    if (!entry.thrown) return;
    entry.thrown = undefined;
    broadcast();
  };

  const handleThrown = async ({ name, url, message, stack }: DevThrown): Promise<void> => {
    const file = find(name, url)?.chosen.file;
    if (file === undefined) return;
    const at = await thrownPlace(environment, stack, isTheirs);
    const frame = at && (await codeFrame(at.file, at.line, at.column));
    const entry = find(name, url);
    if (!entry) return;
    const shown = shownFile(root, entry.package, at?.file ?? file);
    entry.thrown = at
      ? { message, place: `${shown}:${at.line}:${at.column}`, frame }
      : { message, place: shown };
    options.onIssue(entry, entry.thrown);
    broadcast();
  };

  const handleRefused = async ({ id, what, at }: DevRefused, client: Client): Promise<void> => {
    const found = await thrownPlace(environment, at, isTheirs);
    if (!found) return options.onRefused(what);
    const file = normalizePath(relative(root, found.file));
    const place = `${file}:${found.line}:${found.column}`;
    client.send(DEV_EVENTS.place, { id, place } satisfies DevPlace);
    return options.onRefused(stripVTControlCharacters(`${place}  ${what}`));
  };

  const handleFailed = async (
    { id, what, message, stack: thrown }: DevFailed,
    client: Client,
  ): Promise<void> => {
    const shown = (file: string): string => normalizePath(relative(root, file));
    const at = await thrownPlace(environment, thrown, isTheirs);
    const place = at && `${shown(at.file)}:${at.line}:${at.column}`;
    const frame = at && (await codeFrame(at.file, at.line, at.column));
    const stack = await mappedStack(environment, thrown, isTheirs, shown);
    client.send(DEV_EVENTS.trace, { id, place, frame, stack } satisfies DevTrace);
    const text = [`${place ?? 'unknown place'}  ${what}: ${message}`, frame, stack];
    options.onFailed(stripVTControlCharacters(text.filter(Boolean).join('\n')));
  };

  hot.on(DEV_EVENTS.failed, (failed: DevFailed, client) => void handleFailed(failed, client));
  hot.on(DEV_EVENTS.hello, (_data, client) => client.send(DEV_EVENTS.state, options.state()));
  hot.on(DEV_EVENTS.running, handleRunning);
  hot.on(DEV_EVENTS.thrown, (thrown: DevThrown) => void handleThrown(thrown));
  hot.on(DEV_EVENTS.refused, (refused: DevRefused, client) => void handleRefused(refused, client));
};
