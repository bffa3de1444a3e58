import { randomBytes } from 'node:crypto';

/** The documents of the app page that were served, by an id that nobody else can guess. */
export interface Documents {
  /** Returns the id of a new document. */
  issue(): string;
  /** Returns whether the document has not connected yet; from now on it has. */
  connect(id: string): boolean;
  /** Returns whether the document has not connected yet. */
  isWaiting(id: string): boolean;
}

/** Documents beyond that never connect are forgotten: most are those that a browser refuses to frame. */
const LIMIT = 100;

export function createDocuments(): Documents {
  const issued = new Set<string>();
  return {
    issue() {
      const id = randomBytes(24).toString('base64url');
      issued.add(id);
      const [oldest] = issued;
      if (issued.size > LIMIT && oldest !== undefined) issued.delete(oldest);
      return id;
    },
    connect: (id) => issued.delete(id),
    isWaiting: (id) => issued.has(id),
  };
}
