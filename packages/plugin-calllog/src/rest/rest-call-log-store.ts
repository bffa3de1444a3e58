import {
  createRestClient,
  describe,
  inBatches,
  restRules,
  type RestFailure,
  type RestHeaders,
} from '@jackfield/plugin-kit';
import type { CallLogStore, FoundCallLog, RejectedCallLogStore } from '../call-log-store.js';
import { checkFound } from '../check-found.js';
import { checkOptions } from '../check-options.js';
import { isStoreError, StoreError } from '../store-error.js';

/** Options of {@link restCallLogStore}. */
export interface RestCallLogStoreOptions {
  /** Where the contract's paths begin, such as `https://crm.example/api`. */
  readonly url: string;
  /**
   * Sent with each request, such as `{ authorization: 'Bearer …' }`; a function is called for
   * each request. If it rejects with a `StoreError`, so does the store: `unauthorized` pauses delivery.
   */
  readonly headers?: RestHeaders | undefined;
  /** Sends the requests. Default: the page's `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** How long one request may take, in milliseconds. Default 30,000. */
  readonly timeoutMs?: number | undefined;
  /**
   * How many bytes of a response are read, decompressed. A longer response is given up and fails.
   * Default 10,000,000.
   */
  readonly maxResponseBytes?: number | undefined;
}

const toStoreError = ({ kind, message, ...more }: RestFailure): StoreError =>
  new StoreError(kind, message, more);

const unfit = (what: string, received: unknown): StoreError =>
  new StoreError(
    'transient',
    `${what}: expected a response that the contract allows, received ${describe(received)}.`,
  );

/** The contract's keys. A server refuses a whole request for one that it cannot have. */
const KEY = /^[^\0\p{Cs}]{1,500}$/u;

/**
 * Whether the answer to a write says that this log, or a later one of its key, is stored. A `200` of
 * something between here and the CRM would otherwise pass for a stored log.
 */
function isWritten(key: string, revision: number, answer: unknown): boolean {
  const row = (answer ?? {}) as { readonly key?: unknown; readonly revision?: unknown };
  return row.key === key && typeof row.revision === 'number' && row.revision >= revision;
}

/**
 * Keeps call logs behind a REST API: see the package's `openapi.json`, which says what to serve.
 *
 * @example
 * ```ts
 * const headers = async () => ({ authorization: `Bearer ${await acme.token()}` });
 * callLog({ store: restCallLogStore({ url: 'https://crm.example/api', headers }) });
 * ```
 */
export function restCallLogStore(
  options: RestCallLogStoreOptions,
): CallLogStore & RejectedCallLogStore {
  checkOptions('restCallLogStore', options, restRules);
  // The checker lets any option be absent, but nothing can be asked without an address.
  if (options.url === undefined) checkOptions('restCallLogStore', { url: null }, restRules);
  const ask = createRestClient(options, toStoreError, isStoreError);

  return {
    async upsert(record, { signal }) {
      const answer = await ask({ path: '/call-logs', body: record, signal });
      if (!isWritten(record.key, record.revision, answer)) throw unfit('POST /call-logs', answer);
    },
    async find(keys, { signal }) {
      const all: FoundCallLog[] = [];
      for (const batch of inBatches(keys.filter((key) => KEY.test(key)))) {
        const answer = await ask({ path: '/call-logs/find', body: { keys: batch }, signal });
        const asked = new Set(batch);
        try {
          const found = checkFound((answer as { readonly found?: unknown } | undefined)?.found);
          for (const { key, id, contactId } of found) {
            if (!asked.has(key)) continue;
            all.push({
              key,
              ...(id !== undefined && { id }),
              ...(contactId !== undefined && { contactId }),
            });
          }
        } catch {
          throw unfit('POST /call-logs/find', answer);
        }
      }
      return all;
    },
    async reject(record, { signal }) {
      const body = record.raw === undefined ? { ...record, raw: null } : record;
      const answer = await ask({ path: '/call-logs/rejected', body, signal });
      // The contract's 204 has none: a body is somebody else's.
      if (answer !== undefined) throw unfit('POST /call-logs/rejected', answer);
    },
  };
}
