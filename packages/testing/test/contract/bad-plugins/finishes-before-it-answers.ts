import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';

/** Forgets to await its request to the CRM. */
export const bad: PluginFactory = () => {
  const report = (): void => undefined;
  return definePlugin({
    name: 'acme-log',
    requests: {
      async logCall(log) {
        fetch('http://127.0.0.1:9/logs', { method: 'PUT', body: JSON.stringify(log) }).catch(
          report,
        );
        return 'ok';
      },
    },
  });
};
