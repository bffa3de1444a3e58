import { definePlugin, type Contact, type Plugin } from '@jackfield/core';

export interface Crm {
  saveLog(key: string, row: object, signal: AbortSignal): Promise<void>;
  peopleWith(phoneNumber: string, signal: AbortSignal): Promise<readonly Contact[]>;
  showCaller(phoneNumber: string): void;
}

export const acmeCrm = (crm: Crm): Plugin =>
  definePlugin({
    name: 'acme-crm',
    requests: {
      async logCall({ call, task, sessionId }, { signal }) {
        const row = { from: call.from.phoneNumber, ...(task && { notes: task.notes }) };
        await crm.saveLog(sessionId, row, signal);
        return 'ok';
      },
      async matchContacts(queries, { signal }) {
        const found = queries.map(async ({ phoneNumber }) => {
          const people = await crm.peopleWith(phoneNumber, signal);
          return [phoneNumber, people] as const;
        });
        return Object.fromEntries(await Promise.all(found));
      },
    },
    pushes: { ringCall: ({ call }) => crm.showCaller(call.from.phoneNumber) },
  });
