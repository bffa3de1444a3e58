import { spawn } from 'node:child_process';

const COMMANDS: Readonly<Record<string, readonly [command: string, ...args: readonly string[]]>> = {
  darwin: ['open'],
  win32: ['explorer.exe'],
};

/** Opens an address in the browser. A failure is reported by `onFailure`. */
export function openBrowser(address: string, onFailure: () => void): void {
  const [command, ...args] = COMMANDS[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  child.on('error', onFailure);
  child.unref();
}
