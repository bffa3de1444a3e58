import { hasMethods } from '@jackfield/plugin-kit';
import { CallLogError } from '../call-log-error.js';
import type { CallLogStore, LocalCallLogStore } from '../call-log-store.js';
import type { StoreContractOptions, StoredCallLog } from './store-rule.js';

type ReadRow = (key: string) => Promise<StoredCallLog | undefined>;

/** Returns a function that reads a store's rows, or `undefined` if they cannot be read. */
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

/** Returns the error of a rule that reads rows of a store whose rows cannot be read. */
export const unreadable = (rule: string): CallLogError =>
  new CallLogError(
    'OPTION_INVALID',
    `testCallLogStore: ${rule} reads a row, but the store has no list(). Pass the option read, or add the rule to ignore with the reason.`,
  );
