import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm, type AcmeCrm } from '../acme-crm.js';

/** Connects only once, and disconnects when the last host is closed. */
export const bad: PluginFactory = ({ clock }) => {
  let isStarted = false;
  let hosts = 0;
  let crm: AcmeCrm | undefined;
  return definePlugin({
    name: 'acme-log',
    setup() {
      hosts += 1;
      if (!isStarted) crm = acmeCrm(clock, 20);
      isStarted = true;
      return () => {
        hosts -= 1;
        if (hosts === 0) crm = undefined;
      };
    },
    requests: {
      async logCall(log, { signal }) {
        await crm!.save(log, signal);
        return 'ok';
      },
    },
  });
};
