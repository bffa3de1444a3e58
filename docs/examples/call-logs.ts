import { createHost, type Host, type HostOptions } from '@jackfield/core';
import { callLog, restCallLogStore, type CallLogPlugin } from '@jackfield/plugin-calllog';

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

export const connect = (logs: CallLogPlugin, options: Partial<HostOptions>): Host =>
  createHost({ service: 'Acme CRM', plugins: [logs], ...options });
