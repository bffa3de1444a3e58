import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm, type AcmeCrm } from '../acme-crm.js';

interface Connection {
  readonly crm: AcmeCrm;
  close(): void;
}

/** Connects on its first use, and its clean-up closes a connection that was never opened. */
export const bad: PluginFactory = ({ clock }) => {
  let connection: Connection | undefined;
  const connect = (): Connection => ({ crm: acmeCrm(clock, 20), close: () => undefined });
  return definePlugin({
    name: 'acme-log',
    setup: () => async () => connection!.close(),
    requests: {
      async logCall(log, { signal }) {
        connection ??= connect();
        await connection.crm.save(log, signal);
        return 'ok';
      },
    },
  });
};
