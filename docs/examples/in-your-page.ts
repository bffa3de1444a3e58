import { createHost, type Host, type Plugin } from '@jackfield/core';

// #region adapter
/** The frame that the adapter script makes is found by its id, whenever it appears. */
export const withAdapter = (plugins: readonly Plugin[]): Host =>
  createHost({ service: 'Acme CRM', plugins });
// #endregion adapter

// #region frame
/** A frame of your own, by its id or as an element. */
export const withFrame = (plugins: readonly Plugin[]): Host =>
  createHost({ service: 'Acme CRM', plugins, widget: { frame: 'phone' } });
// #endregion frame

// #region origin
/** A widget that you serve yourself: messages are accepted from, and sent to, its origin only. */
export const withOrigin = (plugins: readonly Plugin[]): Host =>
  createHost({
    service: 'Acme CRM',
    plugins,
    widget: { frame: 'phone', origin: 'https://widget.acme.example' },
  });
// #endregion origin

// #region leave
/** In a single-page application: the next view may make a host of its own. */
export async function leaveView(host: Host): Promise<void> {
  await host.close();
}
// #endregion leave
