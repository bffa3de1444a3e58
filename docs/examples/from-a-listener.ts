// #region plugin
import { createHost, definePlugin, type Call, type Host, type HostOptions } from '@jackfield/core';

export interface Crm {
  open(phoneNumber: string): void;
  /** Without notes, those that the log has are kept. */
  save(key: string, call: Call, notes: string | undefined, signal: AbortSignal): Promise<void>;
}

export function connect(crm: Crm, widget?: HostOptions['widget']): Host {
  const acme = definePlugin({
    name: 'acme-crm',
    requests: {
      async logCall({ call, task, sessionId }, { signal }) {
        await crm.save(sessionId, call, task?.notes, signal);
        return 'ok';
      },
    },
    pushes: { ringCall: ({ call }) => crm.open(call.from.phoneNumber) },
  });
  return createHost({ service: 'Acme CRM', plugins: [acme], widget });
}
// #endregion plugin
