/* oxlint-disable typescript/no-explicit-any, typescript/no-misused-promises -- as such listeners are */
export interface Crm {
  open(phoneNumber: string): void;
  save(key: string, call: any, notes: string): Promise<void>;
}

// #region listener
export function listen(frame: HTMLIFrameElement, crm: Crm): void {
  window.addEventListener('message', async ({ data }) => {
    if (data.type === 'rc-ev-init') {
      frame.contentWindow?.postMessage(
        {
          type: 'MessageTransport-push',
          payload: {
            type: 'rc-ev-register',
            service: { name: 'Acme CRM', callLoggerEnabled: true },
          },
        },
        '*',
      );
    }
    if (data.payload?.type === 'rc-ev-ringCall') crm.open(data.payload.call.from.phoneNumber);
    if (data.payload?.requestType === 'rc-ev-logCall') {
      const { call, task, sessionId } = data.payload.data;
      await crm.save(sessionId, call, task.notes);
      frame.contentWindow?.postMessage(
        { type: 'MessageTransport-response', requestId: data.requestId, result: 'ok' },
        '*',
      );
    }
  });
}
// #endregion listener
