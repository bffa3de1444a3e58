// #region phone
import { createHost, type Host, type Plugin } from '@jackfield/core';

let host: Host | undefined;

/** The application's one host. Call it in the browser only, when the first view is mounted. */
export const phone = (plugins: readonly Plugin[]): Host =>
  (host ??= createHost({ service: 'Acme CRM', plugins, widget: { frame: 'phone' } }));
// #endregion phone
