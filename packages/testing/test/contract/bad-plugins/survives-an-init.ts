import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Treats an init as a restart, and aborts requests in progress. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  let widget = new AbortController();
  return definePlugin({
    name: 'acme-log',
    requests: {
      async logCall(log, { signal }) {
        await crm.save(log, AbortSignal.any([signal, widget.signal]));
        return 'ok';
      },
    },
    pushes: {
      init: () => {
        widget.abort(new Error('The widget has restarted'));
        widget = new AbortController();
      },
    },
  });
};
