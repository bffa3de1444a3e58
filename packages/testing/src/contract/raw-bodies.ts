/** Returns bodies without a valid shape that `postMessage` can deliver. */
export function rawBodies(): readonly unknown[] {
  const cycle: Record<string, unknown> = {};
  cycle['call'] = cycle;
  let deep: unknown = 'end';
  for (let depth = 0; depth < 500; depth += 1) deep = { call: deep };
  return [
    undefined,
    null,
    '',
    'text',
    0,
    Number.NaN,
    1n,
    true,
    [],
    [null],
    [[]],
    {},
    { call: null, task: null, sessionId: null },
    { call: {}, sessionId: {} },
    { call: { from: null, to: [] }, sessionId: 7 },
    { phoneNumber: null },
    { toString: null, valueOf: null, toJSON: null },
    cycle,
    deep,
    new Map([['call', 1]]),
    new Date(Number.NaN),
    new ArrayBuffer(8),
    'x'.repeat(100_000),
  ];
}
