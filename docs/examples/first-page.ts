// #region page
import { createHost, type Host, type HostOptions } from '@jackfield/core';
import { acmeLeads, type Crm } from './first-plugin.js';

export function connectPhone(crm: Crm, widget?: HostOptions['widget']): Host {
  const host = createHost({ service: 'Acme CRM', plugins: [acmeLeads(crm)], widget });
  host.on('failed', ({ error }) => showProblem(error.message));
  return host;
}
// #endregion page

const showProblem = (message: string): void => {
  reportError(new Error(message));
};
