/** The rule about deadlines: any other rule that meets a handler which hangs reports this one. */
export const IN_TIME = {
  id: 'answers-in-time',
  promise: 'Every request is answered within its deadline, also one for 250 things at once.',
  why: 'The widget holds the agent for as long as it waits, up to 90 seconds; at the deadline the host answers with an error instead. At registration 0.x asks for up to 250 calls at once.',
  fix: 'Bound whatever the handler waits for, ask the CRM for all at once and not one after another, and take the clock: testPlugin(({ clock }) => plugin).',
} as const;
