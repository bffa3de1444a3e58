import { createHost, type Host, type HostOptions } from '@jackfield/core';
import {
  callLog,
  StoreError,
  type CallLogStore,
  type FoundCallLog,
} from '@jackfield/plugin-calllog';

const kinds = new Map([401, 403].map((status) => [status, 'unauthorized' as const]));

async function crm(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(`https://crm.example/call-logs${path}`, init);
  if (response.ok) return response;
  const kind = kinds.get(response.status) ?? (response.status === 422 ? 'permanent' : 'transient');
  throw new StoreError(kind, `The CRM answered ${response.status}.`);
}

export const store: CallLogStore = {
  async upsert(log, { signal }) {
    // With its key: in a URL's path, `.` and `..` are removed even if they are encoded.
    await crm('', { method: 'POST', body: JSON.stringify(log), signal });
  },
  async find(keys, { signal }) {
    const response = await crm('/find', { method: 'POST', body: JSON.stringify(keys), signal });
    return (await response.json()) as FoundCallLog[]; // [{ key, id, contactId }]
  },
};

export const calllog = callLog({ store, owner: 'the id of who is signed in' });

export const start = (widget?: HostOptions['widget']): Host =>
  createHost({ service: 'Acme CRM', plugins: [calllog], widget });
