import { createHost, type Host, type HostOptions } from '@jackfield/core';
import { callLog, type CallLogStore, type FoundCallLog } from '@jackfield/plugin-calllog';

async function crm(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(`https://crm.example/call-logs${path}`, init);
  if (!response.ok) throw new Error(`The CRM answered ${response.status}.`);
  return response;
}

const store: CallLogStore = {
  async upsert({ key, ...log }, { signal }) {
    const body = JSON.stringify(log);
    await crm(`/${encodeURIComponent(key)}`, { method: 'PUT', body, signal });
  },
  async find(keys, { signal }) {
    const response = await crm('/find', { method: 'POST', body: JSON.stringify(keys), signal });
    return (await response.json()) as FoundCallLog[]; // [{ key, id, contactId }]
  },
};

export const start = (widget?: HostOptions['widget']): Host =>
  createHost({ service: 'Acme CRM', plugins: [callLog({ store })], widget });
