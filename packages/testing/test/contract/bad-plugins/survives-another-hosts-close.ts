import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm, type AcmeCrm } from '../acme-crm.js';

/** Shares one connection between all hosts, and the clean-up of the first host closes it. */
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
