/** The rule about time: any other rule that meets a call which hangs reports this one. */
export const IN_TIME = {
  id: 'settles-in-time',
  promise: 'Every call of the store resolves or rejects.',
  why: 'The outbox delivers the logs of a call in order, so that one that hangs holds up those after it.',
  fix: 'Bound what the call waits for, as by fetch(url, { signal }), and reject when it takes too long.',
} as const;
