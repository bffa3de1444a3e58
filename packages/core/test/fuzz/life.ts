import { definePlugin, type Host, type Plugin } from '@jackfield/core';
import { LOG, QUERY } from '../test-wire.js';
import { push, request } from './messages.js';

/** A plugin that answers, one that never does, and what each has set up and not put away. */
export function makeLifePlugins(): { plugins: readonly Plugin[]; readonly setUp: number } {
  let setUp = 0;
  const setup = (): (() => void) => {
    setUp += 1;
    return () => {
      setUp -= 1;
    };
  };
  const plugins = [
    definePlugin({
      name: 'quick',
      setup,
      requests: { matchContacts: () => ({}), logCall: () => 'ok' },
      pushes: { newCall: () => undefined },
    }),
    definePlugin({
      name: 'slow',
      setup,
      requests: { logCall: (_, { signal }) => (signal.aborted ? 'late' : new Promise(() => {})) },
    }),
  ];
  return {
    plugins,
    get setUp() {
      return setUp;
    },
  };
}

/** What the widget says in a host's short life. The log is never answered by the slow plugin. */
export const SAYINGS: readonly object[] = [
  { type: 'rc-ev-init' },
  push('rc-ev-newCall', { call: LOG.call }),
  push('rc-ev-noSuchPush'),
  request('match', 'rc-ev-matchContacts', QUERY),
  request('log', 'rc-ev-logCall', LOG),
  request('odd', 'rc-ev-matchContacts', 'odd'),
];

/** What the page does with it. */
export function use(host: Host): void {
  for (const event of ['message', 'failed', 'invalid', 'settledLate'] as const)
    host.on(event, () => undefined);
  const ignore = (): undefined => undefined;
  void host.send('clickToDial', { phoneNumber: '+16505550100' }).catch(ignore);
  void host.request('checkPopupWindow').catch(ignore);
  const more = definePlugin({ name: 'more', requests: { viewLead: () => 'ok' } });
  void host.add(more)();
}
