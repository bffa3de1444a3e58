import {
  StoreError,
  type CallLogStore,
  type CallLogStoreContext,
  type LocalCallLogStore,
} from '@jackfield/plugin-calllog';

/** How Acme's server is doing; each is what call logs must survive. */
export type CrmMood = 'works' | 'is-down' | 'wants-sign-in' | 'hangs';

/** Acme's server, as far as the page can spoil it. */
export interface AcmeCrm extends LocalCallLogStore {
  mood: CrmMood;
}

/** A store whose server works, fails or hangs, as somebody chooses in the page. */
export function acmeCrm(server: LocalCallLogStore): AcmeCrm {
  let mood: CrmMood = 'works';
  let moodOver = new AbortController();

  /** What a server that hangs does: nothing, until nobody waits, or until it comes to. */
  const hang = (signal: AbortSignal): Promise<never> =>
    new Promise((_resolve, reject) => {
      const give = (): void => reject(new StoreError('transient', 'Acme CRM did not answer.'));
      if (signal.aborted) give();
      signal.addEventListener('abort', give, { once: true });
      moodOver.signal.addEventListener('abort', give, { once: true });
    });

  async function reach({ signal }: CallLogStoreContext): Promise<void> {
    if (mood === 'is-down') throw new StoreError('transient', 'Acme CRM answered 503.');
    if (mood === 'wants-sign-in')
      throw new StoreError('unauthorized', 'The session at Acme has ended.');
    if (mood === 'hangs') await hang(signal);
  }

  const upsert: CallLogStore['upsert'] = async (record, context) => {
    await reach(context);
    await server.upsert(record, context);
  };

  return {
    ...server,
    get mood() {
      return mood;
    },
    set mood(next) {
      mood = next;
      moodOver.abort();
      moodOver = new AbortController();
    },
    upsert,
    async find(keys, context) {
      await reach(context);
      return server.find(keys, context);
    },
    async reject(record, context) {
      await reach(context);
      await server.reject(record, context);
    },
  };
}
