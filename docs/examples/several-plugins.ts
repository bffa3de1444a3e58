import {
  createHost,
  definePlugin,
  type Host,
  type HostOptions,
  type Plugin,
} from '@jackfield/core';

// #region plugins
const crm = definePlugin({
  name: 'acme-crm',
  requests: {
    matchContacts: (queries) =>
      Object.fromEntries(
        queries.map(({ phoneNumber }) => [
          phoneNumber,
          [{ id: '7', type: 'acme', name: 'Ada Lovelace', phoneNumbers: [] }],
        ]),
      ),
    logCall: () => 'ok',
  },
});

const partners = definePlugin({
  name: 'acme-partners',
  requests: {
    matchContacts: (queries) =>
      Object.fromEntries(
        queries.map(({ phoneNumber }) => [
          phoneNumber,
          [{ id: '12', type: 'partner', name: 'Babbage & Sons', phoneNumbers: [] }],
        ]),
      ),
  },
});

const archive = definePlugin({
  name: 'acme-archive',
  requests: {
    logCall() {
      throw new Error('the archive is read-only on Sundays');
    },
  },
});

export const connect = (widget?: HostOptions['widget'], clock?: HostOptions['clock']): Host =>
  createHost({ service: 'Acme CRM', plugins: [crm, partners, archive], widget, clock });
// #endregion plugins

// #region ask
/** Greets callers by the name that the other plugins of the host find. */
export const greeter = (greet: (name: string) => void): Plugin =>
  definePlugin({
    name: 'acme-greeter',
    setup({ ask }) {
      return subscribeToRings(async (phoneNumber) => {
        const found = await ask('matchContacts', [{ phoneNumber, callType: 'inbound' }]);
        greet(found?.[phoneNumber]?.[0]?.name ?? phoneNumber);
      });
    },
  });
// #endregion ask

const listeners = new Set<(phoneNumber: string) => Promise<void>>();

function subscribeToRings(listener: (phoneNumber: string) => Promise<void>): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** For tests: a call rings. */
export const ring = async (phoneNumber: string): Promise<void> => {
  await Promise.all([...listeners].map((listener) => listener(phoneNumber)));
};

// #region add
/** Adds a plugin while the host runs; `remove` removes it again. */
export async function withGreeter(host: Host, greet: (name: string) => void): Promise<void> {
  const remove = host.add(greeter(greet));
  await ring('+16503945910');
  await remove();
}
// #endregion add
