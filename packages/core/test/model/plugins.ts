import { definePlugin, type Messages, type Plugin, type PluginDefinition } from '@jackfield/core';
import type { TestClock } from '../../../testing/src/test-clock.js';

export type RequestName = keyof Messages['requests'];

export const PLUGIN_NAMES = ['quick', 'slow', 'never', 'broken'] as const;
export type PluginName = (typeof PLUGIN_NAMES)[number];

/** What each plugin declares, which is all that the model knows of it. */
export const HANDLED: Readonly<Record<PluginName, readonly RequestName[]>> = {
  quick: ['logCall', 'matchContacts'],
  slow: ['logCall', 'viewLead'],
  never: ['viewLead'],
  broken: ['matchCallLogs', 'logCall'],
};

/** One plugin of each temper. */
export function makePlugin(name: PluginName, clock: TestClock): Plugin {
  const later = <T>(value: T): Promise<T> =>
    new Promise((resolve) => {
      clock.setTimeout(() => resolve(value), 3_000);
    });
  const definitions: Readonly<Record<PluginName, Omit<PluginDefinition, 'name'>>> = {
    quick: {
      requests: { logCall: () => 'ok', matchContacts: () => ({}) },
      pushes: { ringCall: () => undefined },
    },
    slow: {
      requests: { logCall: () => later('ok'), viewLead: () => later('ok') },
      setup: () => () => later(undefined),
    },
    never: { requests: { viewLead: () => new Promise<never>(() => undefined) } },
    broken: {
      requests: {
        matchCallLogs: () => ({ '1$2': 'no list' }) as never,
        logCall: () => {
          throw new Error('the CRM is down');
        },
      },
      pushes: {
        ringCall: () => {
          throw new Error('no window');
        },
      },
    },
  };
  return definePlugin({ name, ...definitions[name] });
}
