import { definePlugin, type Host, type Plugin } from '@jackfield/core';

// #region events
/** Reports what failed: events contain no personal data. */
export function report(host: Host, warn: (text: string) => void): () => void {
  const ends = [
    host.on('failed', ({ name, plugin, error }) =>
      warn(`${plugin ?? 'The page'} failed in ${name ?? 'its set-up'}: ${error.code}`),
    ),
    host.on('invalid', ({ name, issues }) =>
      warn(`${name} breaks its schema at ${issues.map(({ pointer }) => pointer).join(', ')}`),
    ),
    host.on('settledLate', ({ name, plugin, ms }) => warn(`${plugin} took ${ms} ms for ${name}`)),
  ];
  return () => {
    for (const end of ends) end();
  };
}
// #endregion events

// #region invalid
/** Keeps an invalid call log: a future version of the widget may send it. */
export const keepInvalidLogs = (keep: (raw: unknown) => void): Plugin =>
  definePlugin({
    name: 'acme-keepInvalidLogs',
    requests: { logCall: () => 'ok' },
    invalid: { logCall: (raw) => keep(raw) },
  });
// #endregion invalid

// #region deprecated
/** Reports each use of a deprecated message once, with what to use instead. */
export const reportDeprecated = (host: Host, warn: (text: string) => void): (() => void) =>
  host.on('deprecated', ({ name, plugin, advice }) =>
    warn(`${plugin ?? 'The page'} uses ${name}, which is deprecated. ${advice}`),
  );
// #endregion deprecated
