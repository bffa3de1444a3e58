/** The rule about time. Every other rule reports this one if a call hangs. */
export const IN_TIME = {
  id: 'settles-in-time',
  promise: 'Every call of the store resolves or rejects.',
  why: 'The outbox delivers the logs of one call in order, so a call that hangs delays the ones after it.',
  fix: 'Limit how long the call waits, for example with fetch(url, { signal }), and reject when the limit is reached.',
} as const;
