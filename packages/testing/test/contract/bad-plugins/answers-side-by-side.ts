import { definePlugin } from '@jackfield/core';
import type { PluginFactory } from '../../../src/contract/contract-options.js';
import { acmeCrm } from '../acme-crm.js';

/** Has one lock for all requests. */
export const bad: PluginFactory = ({ clock }) => {
  const crm = acmeCrm(clock, 20);
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  return definePlugin({
    name: 'acme-log',
    requests: {
      logCall: (log, { signal }) =>
        inTurn(async () => {
          await crm.save(log, signal);
          return 'ok';
        }),
    },
  });
};
