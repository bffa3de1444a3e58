import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm, type AcmeCrm } from '../acme-crm.js';

/** Has one connection for all hosts, which the first of them to go takes with it. */
export const bad: PluginFactory = ({ clock }) => {
  let crm: AcmeCrm | undefined;
  return definePlugin({
    name: 'acme-log',
    setup() {
      crm = acmeCrm(clock, 20);
      return () => {
        crm = undefined;
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
