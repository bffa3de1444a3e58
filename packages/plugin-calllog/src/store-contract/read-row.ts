import { hasMethods } from '@jackfield/plugin-kit';
import { CallLogError } from '../call-log-error.js';
import type { CallLogStore, LocalCallLogStore } from '../call-log-store.js';
import type { StoreContractOptions, StoredCallLog } from './store-rule.js';

type ReadRow = (key: string) => Promise<StoredCallLog | undefined>;

/** How the rows of a store are looked at; `undefined` where nothing shows them. */
export function rowReader(
  store: CallLogStore,
  { read }: Pick<StoreContractOptions, 'read'>,
): ReadRow | undefined {
  if (read) return (key) => read(key, store);
  if (!hasMethods(store, 'list')) return undefined;
  return async (key) => {
    for (const log of await (store as LocalCallLogStore).list())
      if (log.status === 'logged' && log.key === key) return log;
    return undefined;
  };
}

/** The error of a rule that looks at rows where nothing shows them. */
export const unreadable = (rule: string): CallLogError =>
  new CallLogError(
    'OPTION_INVALID',
    `testCallLogStore: ${rule} looks at a row, and the store has no list(): expected the option read, or the rule in ignore with the reason.`,
  );
