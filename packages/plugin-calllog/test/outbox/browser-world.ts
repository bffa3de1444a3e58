import { onTestFinished } from 'vitest';
import { connect } from '../../../plugin-kit/test/widget.js';
import {
  callLog,
  type CallLogOptions,
  type CallLogRecord,
  type CallLogStatus,
  type CallLogStore,
} from '../../src/index.js';
import { type KillableTab, type Tab, openFrame } from './tabs.js';

export const OK = { result: 'ok' };
export const WAIT = { timeout: 8_000 };
export const hang = (): Promise<void> => new Promise<void>(() => undefined);
export const newOwner = (): string => `owner-${crypto.randomUUID()}`;
export const databaseOf = (owner: string): string => `jackfield-outbox:calllog:${owner}`;

/** A store that records what it receives, and does with it what the test says. */
export function storeOf(upsert: (record: CallLogRecord) => Promise<void> = async () => undefined): {
  readonly store: CallLogStore;
  readonly received: CallLogRecord[];
} {
  const received: CallLogRecord[] = [];
  const store: CallLogStore = {
    upsert(record) {
      received.push(record);
      return upsert(record);
    },
    find: async () => [],
  };
  return { store, received };
}

/** A page with the plugin, which is closed when the test is over. */
export function open(options: CallLogOptions): Tab {
  const plugin = callLog(options);
  const world = connect([plugin]);
  world.host.on('failed', () => undefined);
  onTestFinished(() => world.host.close({ now: true }));
  return { plugin, ...world };
}

export async function frame(...args: Parameters<typeof openFrame>): Promise<KillableTab> {
  const tab = await openFrame(...args);
  onTestFinished(() => tab.kill());
  return tab;
}

export const counts = async ({ plugin }: Tab): Promise<CallLogStatus['counts']> =>
  (await plugin.status()).counts;

export const request = (
  name: string,
  version?: number,
  upgrade?: (db: IDBDatabase) => void,
): Promise<void> =>
  new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open(name, version);
    opening.addEventListener('upgradeneeded', () => upgrade?.(opening.result));
    opening.addEventListener('success', () => {
      opening.result.close();
      resolve();
    });
    opening.addEventListener('error', () => reject(opening.error!));
  });

export const remove = (name: string): Promise<void> =>
  new Promise<void>((resolve, reject) => {
    const removing = indexedDB.deleteDatabase(name);
    removing.addEventListener('success', () => resolve());
    removing.addEventListener('error', () => reject(removing.error!));
  });
