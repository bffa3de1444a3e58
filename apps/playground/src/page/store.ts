import {
  indexedDbCallLogStore,
  restCallLogStore,
  type CallLogRecord,
  type LocalCallLogStore,
  type ListedCallLog,
} from '@jackfield/plugin-calllog';
import {
  indexedDbContactSource,
  restContactSource,
  type ContactDatabase,
  type LocalContactSource,
  type ContactSource,
} from '@jackfield/plugin-contacts';

/** Acme's contacts, wherever they are. */
export type AcmeContactSource = ContactSource &
  Pick<LocalContactSource, 'list' | 'import'> &
  Partial<Pick<ContactDatabase, 'iterate'>>;

/** Where this page keeps what it has. */
export interface Backend {
  readonly store: LocalCallLogStore;
  readonly source: AcmeContactSource;
  /** The same, if it is in this browser: files can be imported. */
  readonly database?: ContactDatabase;
}

/** The CRM server that `npm start -- --server` passes to the page. */
interface CrmServer {
  readonly url: string;
  readonly token: string;
}

/** Who serves the page says whether there is a CRM server; a development server says something else. */
async function findServer(): Promise<CrmServer | undefined> {
  const response = await fetch('/crm.json');
  if (!response.headers.get('content-type')?.startsWith('application/json')) return undefined;
  const { url, token } = (await response.json()) as Partial<CrmServer>;
  return url !== undefined && token !== undefined ? { url, token } : undefined;
}

/** Everything is on the server; what the plugins do not need, the page asks for itself. */
function onServer({ url, token }: CrmServer): Backend {
  const headers = { authorization: `Bearer ${token}` };
  const rest = restCallLogStore({ url, headers });
  const contacts = restContactSource({ url, headers, defaultCountry: 'US' });
  const listeners = new Set<(log: ListedCallLog) => void>();

  return {
    store: {
      ...rest,
      async upsert(record, context) {
        await rest.upsert(record, context);
        for (const listener of listeners) listener({ ...record, status: 'logged' });
      },
      async list() {
        const signal = AbortSignal.timeout(10_000);
        const response = await fetch(`${url}/call-logs?limit=1000`, { headers, signal });
        if (!response.ok) throw new Error(`${url}/call-logs answered ${response.status}.`);
        const { callLogs } = (await response.json()) as {
          callLogs: readonly { record: CallLogRecord }[];
        };
        const logs: ListedCallLog[] = [];
        for (const { record } of callLogs) logs.push({ ...record, status: 'logged' });
        return logs.sort((a, b) => b.revision - a.revision);
      },
      subscribe(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    source: {
      ...contacts,
      async list() {
        const signal = AbortSignal.timeout(10_000);
        const changes = await contacts.changes({ limit: 1_000 }, { signal });
        return changes.contacts;
      },
      // The server has the contacts from its seed.
      import: () => Promise.reject(new Error('Contacts are imported on the server.')),
    },
  };
}

const server = await findServer();

function inBrowser(): Backend {
  const database = indexedDbContactSource();
  return { store: indexedDbCallLogStore(), source: database, database };
}

/** On the server if there is one, else in this browser. */
export const { store, source, database }: Backend = server ? onServer(server) : inBrowser();
