import type { PanelCommand, SentCommand } from '@jackfield/testing/served';

type Members = Readonly<Record<string, unknown>>;

/** Reads what a control panel sends; `undefined` for everything else. */
export function readSentCommand(value: unknown): SentCommand | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { panel, id, ...rest } = value as Members;
  const command = readCommand(rest['command']);
  return typeof panel === 'string' && typeof id === 'number' && command
    ? { panel, id, command }
    : undefined;
}

function readCommand(value: unknown): PanelCommand | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { name, action, args, version, isOnline, delayMs } = value as Members;
  switch (name) {
    case 'act':
      return typeof action === 'string' && Array.isArray(args) ? { name, action, args } : undefined;
    case 'version':
      return typeof version === 'string' ? { name, version } : undefined;
    case 'online':
      return typeof isOnline === 'boolean' ? { name, isOnline } : undefined;
    case 'delay':
      return typeof delayMs === 'number' && Number.isFinite(delayMs)
        ? { name, delayMs }
        : undefined;
    case 'reload':
    case 'clearMessages':
    case 'clearProblems':
    case 'warnings':
      return { name };
    default:
      return undefined;
  }
}
