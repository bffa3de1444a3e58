/** The states of a campaign's leads, in words. */
const STATES: Readonly<Record<string, string>> = {
  PENDING: 'not called yet',
  CALLBACK: 'to be called back',
  NOANSWER: 'did not answer',
};

/** Returns the state of a lead as a person reads it. */
export const leadStateText = (state: string | undefined): string =>
  STATES[state ?? ''] ?? state ?? 'unknown';
