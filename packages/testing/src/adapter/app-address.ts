/** The parameters of an address, by name. */
export type ScriptParameters = Readonly<Record<string, string>>;

/** What becomes of a name that an address has twice: RingCX takes the last value, RingEX all, with commas. */
export type Repeated = 'last' | 'joined';

const after = (text: string, mark: string): string =>
  text.includes(mark) ? text.slice(text.indexOf(mark) + 1) : '';

function valuesOf(query: string, repeated: Repeated): ScriptParameters {
  const found = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const known = repeated === 'joined' ? found.get(name) : undefined;
    found.set(name, known === undefined ? value : `${known},${value}`);
  }
  return Object.fromEntries(found);
}

/**
 * Returns the parameters of an address, those after `#` last (parseUri.ts:5-26; RingEX parseUri.js:4-21).
 *
 * @throws Error with the value of the parameter `error`, if the query has one
 */
export function parametersOf(address: string, repeated: Repeated): ScriptParameters {
  const [path = ''] = address.split('#');
  const query = valuesOf(after(path, '?'), repeated);
  if (query['error']) throw new Error(query['error']);
  return { ...query, ...valuesOf(after(address, '#'), repeated) };
}

/** Adds parameters to an address, without the falsy ones (adapter.ts:49-62; RingEX adapter.js:44-55). */
export function withParameters(
  address: string,
  parameters: Readonly<Record<string, unknown>>,
): string {
  const query = Object.entries(parameters)
    .filter(([, value]) => value)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&');
  return `${address}${address.includes('?') ? '&' : '?'}${query}`;
}

/** Returns the values of these names, in this order; `undefined` where there is none. */
export const pick = (
  parameters: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Record<string, unknown> => Object.fromEntries(names.map((name) => [name, parameters[name]]));

/** Returns the address of the app's page, beside the script (RingEX adapter.js:28-36). */
export const besideScript = (scriptUrl: string): string => new URL('./app.html', scriptUrl).href;
