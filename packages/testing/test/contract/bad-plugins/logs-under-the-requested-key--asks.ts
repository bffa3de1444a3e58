import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Asks another plugin for the contact, and saves the log under the number of the leg. */
export const bad: PluginFactory = () => {
  const rows = new Map<string, object>();
  return definePlugin({
    name: 'acme-log',
    requests: {
      async logCall({ call, task }, { ask }) {
        const { phoneNumber } = call.from;
        const found = await ask('matchContacts', [{ phoneNumber, callType: 'inbound' }]);
        const contact = found?.[phoneNumber]?.[0]?.id;
        const key = call.sessionId ?? call.id;
        rows.set(key, { ...rows.get(key), contact, ...(task && { notes: task.notes }) });
        return 'ok';
      },
    },
  });
};
