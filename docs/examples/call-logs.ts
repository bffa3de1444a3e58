import { createHost, type Host, type HostOptions } from '@jackfield/core';
import {
  callLog,
  restCallLogStore,
  StoreError,
  type CallLogPlugin,
  type CallLogStore,
  type FoundCallLog,
} from '@jackfield/plugin-calllog';

// #region plugin
export function logsOf(user: string, token: () => Promise<string>): CallLogPlugin {
  const store = restCallLogStore({
    url: 'https://crm.example/api',
    headers: async () => ({ authorization: `Bearer ${await token()}` }),
  });
  return callLog({ store, owner: user, dispositions: { 1001: 'Call back' } });
}
// #endregion plugin

// #region waiting
/** How many logs have not reached the CRM, for a badge in the page. */
export function badge(logs: CallLogPlugin, show: (waiting: number) => void): () => void {
  return logs.subscribe(({ counts }) => show(counts.pending + counts.failed + counts.paused));
}
// #endregion waiting

// #region store
/** Fails as the outbox expects: the kind of the error decides what happens to the log. */
async function request(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(`https://crm.example/calls${path}`, init);
  const { status, headers, ok } = response;
  const message = `Acme CRM responded ${status}.`;
  if (status === 401) throw new StoreError('unauthorized', message);
  if (status === 422) throw new StoreError('permanent', message);
  if (status === 429) {
    const seconds = Number(headers.get('retry-after') ?? 60);
    throw new StoreError('transient', message, { retryAfterMs: seconds * 1000 });
  }
  if (!ok) throw new StoreError('transient', message);
  return response;
}

export const acmeLogs: CallLogStore = {
  async upsert(log, { signal }) {
    const body = JSON.stringify(log);
    // The key is in the body: a URL's path loses `.` and `..` even if they are encoded.
    await request('', { method: 'POST', body, signal });
  },
  async find(keys, { signal }) {
    const body = JSON.stringify(keys);
    const response = await request('/find', { method: 'POST', body, signal });
    return (await response.json()) as FoundCallLog[];
  },
};
// #endregion store

export const connect = (logs: CallLogPlugin, options: Partial<HostOptions>): Host =>
  createHost({ service: 'Acme CRM', plugins: [logs], ...options });
