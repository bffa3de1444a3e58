import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import {
  DEV_EVENTS,
  type DevIssue,
  type DevPlace,
  type DevRefused,
  type DevRunning,
  type DevState,
  type DevThrown,
} from '@jackfield/dev-page/dev-state';
import { normalizePath, type DevEnvironment } from 'vite';
import { isWithin } from '../watch/is-within.js';
import { codeFrame } from './code-frame.js';
import { shownFile, tellable, type Entry } from './entry.js';
import { thrownPlace } from './thrown-place.js';

export interface HearPageOptions {
  readonly root: string;
  readonly environment: DevEnvironment;
  readonly entries: readonly Entry[];
  readonly state: () => DevState;
  readonly broadcast: () => void;
  readonly sayRunning: (entry: Entry, plugins: readonly string[]) => void;
  readonly sayIssue: (entry: Entry, issue: DevIssue) => void;
  readonly sayRefused: (line: string) => void;
}

/** The page that told something, as far as it is answered. */
interface Client {
  send(event: string, data: unknown): void;
}

/** Listens to the pages: what runs there, what was thrown and what was refused, and where that was. */
export const hearPage = (options: HearPageOptions): void => {
  const { root, environment, entries, broadcast } = options;
  const { hot } = environment;

  const isTheirs = (file: string): boolean =>
    !file.includes('/node_modules/') &&
    entries.some(({ package: { folder } }) => isWithin(folder, file));

  /** A page may still tell of a version that an edit has made the last but one. */
  const find = (name: string, url: string): Entry | undefined =>
    entries.find((entry) => entry.package.name === name && tellable(root, entry).url === url);

  const takeRunning = ({ name, url, plugins }: DevRunning): void => {
    const entry = find(name, url);
    if (!entry) return;
    options.sayRunning(entry, plugins);
    if (!entry.thrown) return;
    entry.thrown = undefined;
    broadcast();
  };

  const takeThrown = async ({ name, url, message, stack }: DevThrown): Promise<void> => {
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
    options.sayIssue(entry, entry.thrown);
    broadcast();
  };

  const takeRefused = async ({ id, what, at }: DevRefused, client: Client): Promise<void> => {
    const found = await thrownPlace(environment, at, isTheirs);
    if (!found) return options.sayRefused(what);
    const file = normalizePath(relative(root, found.file));
    const place = `${file}:${found.line}:${found.column}`;
    client.send(DEV_EVENTS.place, { id, place } satisfies DevPlace);
    return options.sayRefused(stripVTControlCharacters(`${place}  ${what}`));
  };

  hot.on(DEV_EVENTS.hello, (_data, client) => client.send(DEV_EVENTS.state, options.state()));
  hot.on(DEV_EVENTS.running, takeRunning);
  hot.on(DEV_EVENTS.thrown, (thrown: DevThrown) => void takeThrown(thrown));
  hot.on(DEV_EVENTS.refused, (refused: DevRefused, client) => void takeRefused(refused, client));
};
