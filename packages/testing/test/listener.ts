/** A page's listener that is written by hand, as in RingCentral's documents. */
export function onMessage(event: Event): void {
  const { data, source } = event as MessageEvent<{
    readonly type: string;
    readonly requestId?: string;
    readonly payload?: { readonly data: readonly { readonly phoneNumber: string }[] };
  }>;
  const post = (message: object): void => (source as Window).postMessage(message, '*');
  if (data.type === 'rc-ev-init') {
    const service = { name: 'Acme CRM', contactMatcherEnabled: true };
    post({ type: 'MessageTransport-push', payload: { type: 'rc-ev-register', service } });
  } else if (data.requestId !== undefined) {
    const numbers = data.payload?.data.map(({ phoneNumber }) => [phoneNumber, []]) ?? [];
    const result = Object.fromEntries(numbers) as object;
    post({ type: 'MessageTransport-response', requestId: data.requestId, result });
  }
}
