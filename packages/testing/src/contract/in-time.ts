/** The rule about deadlines: every other rule reports a handler that hangs under this id. */
export const IN_TIME = {
  id: 'answers-in-time',
  promise: 'Every request is answered within its deadline, including one for 250 items.',
  why: 'The widget blocks the agent while it waits, for up to 90 seconds; at the deadline the host answers with an error instead. At registration 0.x asks for up to 250 calls at once.',
  fix: 'Set a time limit on everything that the handler waits for, query the CRM once for all items, and use the clock of the test: testPlugin(({ clock }) => plugin).',
} as const;
