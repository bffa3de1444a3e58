import { isDuration, isFunction, type Test } from '../check-options.js';
import type { RestOptions } from './rest-client.js';

/** Whether `x` is where a contract can be: absolute, or from the page's root; nothing to cut off. */
const isBase: Test = (x) => {
  if (typeof x !== 'string' || !/^(?:https?:\/\/|\/(?![/\\]))/iu.test(x)) return false;
  try {
    const { protocol, username, password, search, hash } = new URL(x, 'https://page.invalid');
    return /^https?:$/u.test(protocol) && !`${username}${password}${search}${hash}`;
  } catch {
    return false;
  }
};

const isHeaders: Test = (x) =>
  isFunction(x) ||
  (typeof x === 'object' && x !== null && Object.values(x).every((it) => typeof it === 'string'));

/** How the options that all REST stores and sources share are checked. */
export const restRules: Readonly<Record<keyof RestOptions, readonly [Test, string]>> = {
  url: [isBase, 'an http(s) address without user, query and hash, or a path such as /crm'],
  headers: [isHeaders, 'an object of texts, or a function that returns one'],
  fetch: [isFunction, 'a function'],
  // A longer timer fires at once.
  timeoutMs: [(x) => isDuration(x) && Number(x) < 2 ** 31, 'milliseconds from 1 to 2147483647'],
  maxResponseBytes: [(x) => Number.isInteger(x) && Number(x) > 0, 'a number of bytes above 0'],
};
